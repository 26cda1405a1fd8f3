import { importBatch, type ImportReport } from '@gradus/lake';
import { addCommand, addEngineOptions, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { engineOptions, type EngineOptions } from '../option/engine.ts';
import { readTextFile } from '../option/text-file.ts';
import { importJson, importText } from '../output/import-report.ts';
import { parseConnections } from '../option/connection.ts';
import { jsonText } from '../output/json.ts';
import { intakeReporter } from '../output/intake-step.ts';
import { progressView } from '../output/progress.ts';

interface ImportCommandOptions extends SharedOptions, EngineOptions {
  readonly lake: string;
  readonly mapping: string;
  readonly connection: readonly string[];
}

export function addImport(build: Build): void {
  const { text, launch } = build;
  const command = addCommand(build, 'import', {
    en: 'take a delivery of source files into the lake',
    'zh-CN': '将一批源数据导入数据湖',
  })
    .requiredOption(
      '--lake <dir>',
      text({ en: 'folder of the lake; created if absent', 'zh-CN': '数据湖目录，不存在则创建' }),
    )
    .requiredOption('--mapping <file>', text({ en: 'mapping file (YAML)', 'zh-CN': '映射文件（YAML）' }))
    .option(
      '--connection <name=address>',
      text({
        en: 'database that queries of the mapping run on; better in GRADUS_CONNECTION_<NAME>, where no list of processes shows the password',
        'zh-CN':
          '映射中查询所用的数据库；建议写在环境变量 GRADUS_CONNECTION_<NAME> 中，避免密码出现在进程列表',
      }),
      (one: string, all: readonly string[]) => [...all, one],
      [],
    )
    .argument('<source>', text({ en: 'folder of the source files', 'zh-CN': '源数据目录' }));
  addEngineOptions(command, build).action((source: string, options: ImportCommandOptions) =>
    launch(options, (context) => runImport(context, source, options)),
  );
}

async function runImport(context: Context, source: string, options: ImportCommandOptions): Promise<number> {
  const engine = engineOptions(options, context);
  const mappingText = await readTextFile(options.mapping);
  const view = progressView(context);
  const report: ImportReport = await importBatch({
    lakeDirectory: options.lake,
    mappingText,
    mappingPath: options.mapping,
    sourceDirectory: source,
    now: BigInt(context.nowMs()) * 1000n,
    connections: { ...context.connections, ...parseConnections(options.connection) },
    ...engine,
    signal: context.signal,
    onProgress: intakeReporter(view, context),
  }).finally(view.end);
  context.out(
    context.isJson
      ? jsonText(importJson(report, context.locale))
      : importText(report, {
          mappingPath: options.mapping,
          mappingText,
          lakeDirectory: options.lake,
          context,
        }),
  );
  return report.status === 'refused' ? exitCodes.refused : exitCodes.ok;
}
