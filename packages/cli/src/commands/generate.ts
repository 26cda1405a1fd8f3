import { generateBank } from '@gradus/sample-bank';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { parseNumberOption } from '../option/value.ts';
import { countText } from '../output/figure.ts';
import { jsonText } from '../output/json.ts';
import { nextCommand } from '../output/next-command.ts';
import { progressView } from '../output/progress.ts';

interface GenerateOptions extends SharedOptions {
  readonly customers: string;
  readonly months: string;
  readonly seed: string;
  readonly out: string;
}

export function addGenerate(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'generate', {
    en: 'write a synthetic bank as source files',
    'zh-CN': '生成一家模拟银行的源数据',
  })
    .requiredOption('--customers <n>', text({ en: 'number of customers', 'zh-CN': '客户数' }))
    .option('--months <m>', text({ en: 'months of bookings', 'zh-CN': '交易月数' }), '12')
    .option('--seed <s>', text({ en: 'same seed, same bank', 'zh-CN': '相同种子生成相同的银行' }), '1')
    .requiredOption('--out <dir>', text({ en: 'folder to write to', 'zh-CN': '输出目录' }))
    .action((options: GenerateOptions) => launch(options, (context) => generate(context, options)));
}

async function generate(context: Context, options: GenerateOptions): Promise<number> {
  const view = progressView(context);
  const title = context.say({ en: 'writing the bank', 'zh-CN': '生成银行数据' });
  const bank = await generateBank({
    customers: parseNumberOption('--customers', options.customers, 1, 900_000_000),
    months: parseNumberOption('--months', options.months, 1, 120),
    seed: parseNumberOption('--seed', options.seed, 0, 4_294_967_295),
    out: options.out,
    signal: context.signal,
    onProgress: (done, total) => view.show(title, done / total),
  }).finally(view.end);
  if (context.isJson) {
    context.out(jsonText(bank));
    return exitCodes.ok;
  }
  const customers = countText(bank.customers);
  const entries = countText(bank.entries);
  const next = (lake: string): string =>
    nextCommand('import', '--lake', lake, '--mapping', bank.mapping, bank.source);
  context.out(
    context.say({
      en: `A bank with ${customers} customers and ${entries} bookings is in ${options.out}.\nNext: ${next('LAKE')}\n`,
      'zh-CN': `已在 ${options.out} 生成 ${customers} 个客户、${entries} 笔交易。\n下一步：${next('数据湖目录')}\n`,
    }),
  );
  return exitCodes.ok;
}
