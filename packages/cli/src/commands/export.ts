import { exportResult } from '@gradus/assessment';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { internalHelp, noteInternal } from '../option/internal.ts';
import { withTemporaryFolder } from '../option/temporary-folder.ts';
import { countText } from '../output/figure.ts';
import { jsonText } from '../output/json.ts';
import { progressView } from '../output/progress.ts';
import { stepReporter } from '../output/step.ts';

interface ExportCommandOptions extends SharedOptions, EngineOptions {
  readonly lake: string;
  readonly result: string;
  readonly out: string;
  readonly bom?: boolean;
  readonly internal?: boolean;
}

export function addExport(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'export', {
    en: "write a result as one file with the bank's customer ids",
    'zh-CN': '导出评级结果，使用银行客户号',
  })
    .requiredOption('--lake <dir>', text({ en: 'folder of the lake', 'zh-CN': '数据湖目录' }))
    .requiredOption('--result <dir>', text({ en: 'result of an assessment', 'zh-CN': '评级结果目录' }))
    .requiredOption(
      '--out <file>',
      text({
        en: 'file.csv or file.xlsx (natural units), or file.parquet (stored units)',
        'zh-CN': 'file.csv 或 file.xlsx（自然单位），或 file.parquet（存储单位）',
      }),
    )
    .option(
      '--bom',
      text({
        en: 'begin a CSV file with the mark by which Excel knows UTF-8',
        'zh-CN': 'CSV 文件以 UTF-8 标记开头，便于 Excel 打开',
      }),
    )
    .option('--internal', text(internalHelp));
  addEngineOptions(command, build).action((options: ExportCommandOptions) =>
    launch(options, (context) => runExport(context, options)),
  );
}

async function runExport(context: Context, options: ExportCommandOptions): Promise<number> {
  const isInternal = noteInternal(options.internal === true, context);
  const view = progressView(context);
  const rows = await withTemporaryFolder((temporaryDirectory) =>
    exportResult({
      lakeDirectory: options.lake,
      resultDirectory: options.result,
      out: options.out,
      byteOrderMark: options.bom === true,
      isInternal,
      ...engineOptions(options, context),
      temporaryDirectory,
      signal: context.signal,
      onProgress: stepReporter(view, context),
    }),
  ).finally(view.end);
  const written = {
    en: `${countText(rows)} customers are in ${options.out}.\n`,
    'zh-CN': `已导出 ${countText(rows)} 户到 ${options.out}。\n`,
  };
  context.out(context.isJson ? jsonText({ file: options.out, rows }) : context.say(written));
  return exitCodes.ok;
}
