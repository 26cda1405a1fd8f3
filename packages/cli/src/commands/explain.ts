import { explainCustomer } from '@gradus/assessment';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { internalHelp, noteInternal } from '../option/internal.ts';
import { jsonText } from '../output/json.ts';

interface ExplainCommandOptions extends SharedOptions {
  readonly lake: string;
  readonly result: string;
  readonly customer: string;
  readonly internal?: boolean;
}

export function addExplain(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'explain', { en: 'say why a customer has a tier', 'zh-CN': '说明客户等级的原因' })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .requiredOption('--result <dir>', text({ en: 'result of an assessment', 'zh-CN': '评级结果目录' }))
    .requiredOption(
      '--customer <id>',
      text({ en: "id in the bank's own systems", 'zh-CN': '银行系统中的客户号' }),
    )
    .option('--internal', text(internalHelp))
    .action((options: ExplainCommandOptions) => launch(options, (context) => explain(context, options)));
}

async function explain(context: Context, options: ExplainCommandOptions): Promise<number> {
  const { text, ...explained } = await explainCustomer({
    lakeDirectory: options.lake,
    resultDirectory: options.result,
    customerId: options.customer,
    locale: context.locale,
    isInternal: noteInternal(options.internal === true, context),
    threads: context.threads,
    memoryMib: context.memoryMib,
  });
  context.out(context.isJson ? jsonText(explained) : text);
  return exitCodes.ok;
}
