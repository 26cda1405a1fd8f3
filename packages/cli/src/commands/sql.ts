import { planOf } from '@gradus/assessment';
import { compileDecision, compileIndicators } from '@gradus/policy';
import { monthEndAfter, type Day } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { parseChoice } from '../option/choice.ts';
import { readTextFile } from '../option/text-file.ts';
import { parseDateOption } from '../option/value.ts';
import { jsonText } from '../output/json.ts';

interface SqlCommandOptions extends SharedOptions {
  readonly policy: string;
  readonly asOf: string;
  readonly dialect: string;
}

/** Month ends before the as-of date that are taken to have snapshots, as in a lake that was fed every month. */
const snapshotMonths = 600;

export function addSql(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'sql', { en: 'print the SQL of a policy', 'zh-CN': '输出政策对应的 SQL' })
    .requiredOption('--policy <file>', text({ en: 'policy file', 'zh-CN': '政策文件' }))
    .requiredOption(
      '--as-of <date>',
      text({ en: 'business date, YYYY-MM-DD', 'zh-CN': '截止日，YYYY-MM-DD' }),
    )
    .requiredOption(
      '--dialect <name>',
      text({ en: 'duckdb, trino or spark', 'zh-CN': 'duckdb、trino 或 spark' }),
    )
    .action((options: SqlCommandOptions) => launch(options, (context) => printSql(context, options)));
}

async function printSql(context: Context, options: SqlCommandOptions): Promise<number> {
  const names = Object.keys(dialects) as (keyof typeof dialects)[];
  const dialect = dialects[parseChoice('--dialect', options.dialect, names)];
  const asOf = parseDateOption('--as-of', options.asOf);
  const plan = planOf(await readTextFile(options.policy), asOf, null);
  const indicator = printQuery(
    compileIndicators(plan, { dataFrom: null, monthEnds: monthEndsUpTo(asOf) }),
    dialect,
  );
  const tiers = printQuery(compileDecision(plan), dialect);
  if (context.isJson) {
    context.out(jsonText({ dialect: dialect.name, hash: plan.policy.hash, indicator, tiers }));
    return exitCodes.ok;
  }
  context.out(
    `-- ${plan.policy.id} ${plan.policy.hash}, ${options.asOf}\n` +
      `-- relation "indicator": one row per customer\n${indicator};\n\n` +
      `-- result: reads "indicator", "previous" (state columns of the result before) and "override"\n${tiers};\n`,
  );
  return exitCodes.ok;
}

function monthEndsUpTo(asOf: Day): Day[] {
  const ends = Array.from({ length: snapshotMonths }, (_, index) => monthEndAfter(asOf, -index));
  return ends.filter((end) => end <= asOf).toReversed();
}
