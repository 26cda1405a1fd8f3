import { forwardLedger, openResult, planOfDocument, scenarios, type Scenario } from '@gradus/assessment';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { parseChoice } from '../option/choice.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { withTemporaryFolder } from '../option/temporary-folder.ts';
import { parseDateOption } from '../option/value.ts';
import { forwardText } from '../output/forward.ts';
import { jsonText } from '../output/json.ts';
import { progressView } from '../output/progress.ts';
import { stepReporter } from '../output/step.ts';

interface ForwardCommandOptions extends SharedOptions, EngineOptions {
  readonly lake: string;
  readonly result: string;
  readonly until: string;
  readonly scenario?: string;
  readonly branch?: string;
  readonly out?: string;
}

/** How many customers per scenario a terminal and a script are shown; the file has all. */
const movesMax = { shown: 10, json: 1000 } as const;

export function addForward(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'forward', {
    en: 'look ahead: who will fall or rise, when, with how much money',
    'zh-CN': '降级日历：推演未来升降级的客户、日期与金额',
  })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .requiredOption(
      '--result <dir>',
      text({ en: 'result to look ahead from', 'zh-CN': '推演所依据的结果目录' }),
    )
    .requiredOption(
      '--until <date>',
      text({ en: 'last day looked at, YYYY-MM-DD', 'zh-CN': '推演至，YYYY-MM-DD' }),
    )
    .option(
      '--scenario <name>',
      text({
        en: 'unchanged, staying or leaving; default: all three',
        'zh-CN': '情景：unchanged 指标不变、staying 到期续存、leaving 到期流出；默认三者',
      }),
    )
    .option('--branch <id>', text({ en: 'customers of one branch only', 'zh-CN': '只看一家机构的客户' }))
    .option('--out <file>', text({ en: 'CSV file for every move', 'zh-CN': '写出全部变动的 CSV 文件' }));
  addEngineOptions(command, build).action((options: ForwardCommandOptions) =>
    launch(options, (context) => runForward(context, options)),
  );
}

async function runForward(context: Context, options: ForwardCommandOptions): Promise<number> {
  const until = parseDateOption('--until', options.until);
  const engine = engineOptions(options, context);
  const wanted: readonly Scenario[] =
    options.scenario === undefined ? scenarios : [parseChoice('--scenario', options.scenario, scenarios)];
  const view = progressView(context);
  const ledger = await withTemporaryFolder((temporaryDirectory) =>
    forwardLedger({
      lakeDirectory: options.lake,
      resultDirectory: options.result,
      until,
      scenarios: wanted,
      branch: options.branch ?? null,
      out: options.out ?? null,
      movesMax: context.isJson ? movesMax.json : movesMax.shown,
      ...engine,
      temporaryDirectory,
      signal: context.signal,
      onProgress: stepReporter(view, context),
    }),
  ).finally(view.end);
  const plan = planOfDocument((await openResult(options.result)).document);
  context.out(context.isJson ? jsonText(ledger) : forwardText(ledger, plan, context));
  return exitCodes.ok;
}
