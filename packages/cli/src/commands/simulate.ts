import { planOf, simulate, type Simulation } from '@gradus/assessment';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { withTemporaryFolder } from '../option/temporary-folder.ts';
import { readTextFile } from '../option/text-file.ts';
import { parseDateOption } from '../option/value.ts';
import { jsonText } from '../output/json.ts';
import { progressView } from '../output/progress.ts';
import { simulationText } from '../output/simulation.ts';
import { stepReporter } from '../output/step.ts';

interface SimulateCommandOptions extends SharedOptions, EngineOptions {
  readonly lake: string;
  readonly policy: string;
  readonly against: string;
  readonly asOf: string;
  readonly previous?: string;
}

const moversMax = 10;

export function addSimulate(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'simulate', {
    en: 'say who would move under another policy',
    'zh-CN': '模拟政策变化对客户等级的影响',
  })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .requiredOption('--policy <file>', text({ en: 'the policy in question', 'zh-CN': '拟用政策文件' }))
    .requiredOption('--against <file>', text({ en: 'the policy to compare with', 'zh-CN': '对照政策文件' }))
    .requiredOption(
      '--as-of <date>',
      text({ en: 'business date, YYYY-MM-DD', 'zh-CN': '截止日，YYYY-MM-DD' }),
    )
    .option('--previous <dir>', text({ en: 'result both go on from', 'zh-CN': '两者共同的上期结果目录' }));
  addEngineOptions(command, build).action((options: SimulateCommandOptions) =>
    launch(options, (context) => runSimulate(context, options)),
  );
}

async function runSimulate(context: Context, options: SimulateCommandOptions): Promise<number> {
  const asOf = parseDateOption('--as-of', options.asOf);
  const engine = engineOptions(options, context);
  const policyText = await readTextFile(options.policy);
  const againstText = await readTextFile(options.against);
  const view = progressView(context);
  const simulation: Simulation = await withTemporaryFolder((temporaryDirectory) =>
    simulate({
      lakeDirectory: options.lake,
      policyText,
      againstText,
      asOf,
      previous: options.previous ?? null,
      ...engine,
      temporaryDirectory,
      moversMax,
      signal: context.signal,
      onProgress: stepReporter(view, context),
    }),
  ).finally(view.end);
  const plans = [againstText, policyText].map((text) => planOf(text, asOf, null));
  context.out(context.isJson ? jsonText(simulation) : simulationText(simulation, plans, context));
  return exitCodes.ok;
}
