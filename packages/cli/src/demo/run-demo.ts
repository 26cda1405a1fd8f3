import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { compareResults, explainCustomer, type SealedDocument } from '@gradus/assessment';
import { formatDay, inLocale, monthEndAfter, type Day } from '@gradus/schema';
import { sampleEndsOn } from '@gradus/sample-bank';
import type { Environment } from '../launch/environment.ts';
import { exitCodes } from '../launch/exit-code.ts';
import { launcher, type Context, type SharedOptions } from '../launch/launch.ts';
import { parseNumberOption } from '../option/value.ts';
import { countText } from '../output/figure.ts';
import { migrationText } from '../output/migration-table.ts';
import { progressView, type ProgressView } from '../output/progress.ts';
import { pyramidText, tierTitles } from '../output/pyramid.ts';
import { assessMonth, importDemoBank, makeDemoBank, type DemoPaths } from './demo-steps.ts';

interface DemoOptions extends SharedOptions {
  readonly customers: string;
}

const customersDefault = '100000';
const folder = path.join('.gradus', 'demo');

/** `npm start`: a bank, three month ends, what came out and where it lies. Gives the exit code. */
export async function runDemo(environment: Environment): Promise<number> {
  let code: number = exitCodes.ok;
  const launch = launcher(environment, (exit) => {
    code = exit;
  });
  const program = new Command('npm start --')
    .option('--customers <n>', 'customers of the sample bank / 模拟银行客户数', customersDefault)
    .option('--locale <locale>', 'en, zh-CN')
    .exitOverride();
  program.action((options: DemoOptions) => launch(options, (context) => demonstrate(context, options)));
  try {
    await program.parseAsync(environment.argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
}

async function demonstrate(context: Context, options: DemoOptions): Promise<number> {
  const customers = parseNumberOption('--customers', options.customers, 100, 100_000_000);
  const began = context.nowMs();
  const view = progressView(context);
  try {
    const { paths, documents } = await runMonths(customers, view, context);
    view.end();
    await report(paths, documents, context);
    const seconds = Math.round((context.nowMs() - began) / 1000);
    context.out(endText(paths, seconds, context));
    return exitCodes.ok;
  } finally {
    view.end();
  }
}

interface DemoRun {
  readonly paths: DemoPaths;
  readonly documents: readonly SealedDocument[];
}

async function runMonths(customers: number, view: ProgressView, context: Context): Promise<DemoRun> {
  await rm(folder, { recursive: true, force: true });
  const paths = await makeDemoBank(folder, customers, view, context);
  await importDemoBank(paths, view, context);
  const documents: SealedDocument[] = [];
  let previous: string | null = null;
  for (const asOf of monthEnds()) {
    const out = resultOf(asOf);
    documents.push(await assessMonth(paths, { asOf, previous, out }, view, context));
    previous = out;
  }
  return { paths, documents };
}

/** The last three month ends of the sample bank. */
function monthEnds(): Day[] {
  return [-2, -1, 0].map((months) => monthEndAfter(sampleEndsOn, months));
}

const resultOf = (asOf: Day): string => path.join(folder, 'results', formatDay(asOf));

async function report(
  paths: DemoPaths,
  documents: readonly SealedDocument[],
  context: Context,
): Promise<void> {
  const last = documents.at(-1);
  const [, before, after] = monthEnds().map(resultOf);
  if (last === undefined || before === undefined || after === undefined) return;
  context.out(`\n${pyramidText(last, context)}\n`);
  const { threads, memoryMib } = context;
  const comparison = await compareResults({
    lakeDirectory: paths.lake,
    before,
    after,
    threads,
    memoryMib,
    temporaryDirectory: null,
    moversMax: 1,
  });
  const titles = tierTitles(last, context);
  const tiers = last.counts.tiers.map(({ tier }) => tier);
  const titleOf = (tier: string | null): string =>
    tier === null
      ? context.say({ en: 'unrated or new', 'zh-CN': '未评级或新客户' })
      : (titles.get(tier) ?? tier);
  const heading = { en: `Migration from ${before} to ${after}`, 'zh-CN': `等级迁徙：${before} 至 ${after}` };
  const matrix = migrationText(comparison.cells, { from: tiers, to: tiers }, titleOf, {
    measure: 'customers',
    currency: last.counts.money?.currency ?? '',
    context,
  });
  context.out(`${context.say(heading)}\n\n${matrix}\n`);
  const [mover] = comparison.movers;
  if (mover === undefined) return;
  const explained = await explainCustomer({
    lakeDirectory: paths.lake,
    resultDirectory: after,
    customerId: mover.customerId,
    locale: context.locale,
    threads,
    memoryMib,
  });
  context.out(`${explained.text}\n`);
}

function endText(paths: DemoPaths, seconds: number, context: Context): string {
  return inLocale(
    {
      en: `Done in ${countText(seconds)} s. All of it lies in ${folder}:
  ${paths.source}  source files as a core system exports them
  ${paths.policy}  the policy; edit it and compare:
  npx gradus simulate --lake ${paths.lake} --policy ${paths.policy} --against examples/policies/four-tiers.yaml --as-of ${formatDay(sampleEndsOn)}
`,
      'zh-CN': `用时 ${countText(seconds)} 秒。全部内容位于 ${folder}：
  ${paths.source}  源数据文件
  ${paths.policy}  政策文件；修改后可对比：
  npx gradus simulate --lake ${paths.lake} --policy ${paths.policy} --against examples/policies/four-tiers.yaml --as-of ${formatDay(sampleEndsOn)}
`,
    },
    context.locale,
    '',
  );
}
