import { checkDelivery } from '@gradus/lake';
import type { LocalText } from '@gradus/schema';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { withTemporaryFolder } from '../option/temporary-folder.ts';
import { readTextFile } from '../option/text-file.ts';
import { diagnosticExcerpt, diagnosticJson, inDocumentOrder } from '../output/diagnostic-report.ts';
import { jsonText } from '../output/json.ts';
import { nextCommand } from '../output/next-command.ts';
import { progressView } from '../output/progress.ts';

/** `gradus mapping check MAPPING [SOURCE_DIR]`; `build.program` is the group `mapping`. */
export function addMappingCheck(build: Build): void {
  const { text, launch } = build;
  addCommand(build, 'check', {
    en: 'check a mapping, and with a folder whether its files have what the mapping reads',
    'zh-CN': '检查映射；给出目录时，还检查文件是否包含映射所读的列',
  })
    .argument('<mapping>', text({ en: 'mapping file (YAML)', 'zh-CN': '映射文件（YAML）' }))
    .argument('[source-dir]', text({ en: 'folder of the source files', 'zh-CN': '源文件目录' }))
    .action((file: string, directory: string | undefined, options: SharedOptions) =>
      launch(options, (context) => checkMapping(context, file, directory ?? null)),
    );
}

async function checkMapping(context: Context, file: string, directory: string | null): Promise<number> {
  const text = await readTextFile(file);
  const view = progressView(context);
  const found = await withTemporaryFolder((temporaryDirectory) =>
    checkDelivery({
      mappingText: text,
      sourceDirectory: directory,
      temporaryDirectory,
      memoryMib: context.memoryMib,
      signal: context.signal,
      onProgress: (share) => view.show(context.say({ en: 'looking at files', 'zh-CN': '查看文件' }), share),
    }),
  ).finally(view.end);
  const diagnostics = inDocumentOrder(found);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (context.isJson) {
    const findings = diagnostics.map((one) => diagnosticJson(one, context.locale));
    context.out(jsonText({ file, source: directory, errors, warnings, diagnostics: findings }));
  } else {
    for (const finding of diagnostics) {
      context.out(`${diagnosticExcerpt(finding, context.locale, file, text)}\n`);
    }
    const counts = {
      en: `${file}: ${errors} error(s), ${warnings} warning(s)\n`,
      'zh-CN': `${file}：${errors} 个错误，${warnings} 个警告\n`,
    };
    const open = diagnostics.some(({ code }) => code === 'intake.open-doubts');
    const next = errors === 0 ? nextStep(file, directory, open) : againStep(file, directory);
    context.out(context.say(counts) + context.say(next));
  }
  return errors === 0 ? exitCodes.ok : exitCodes.failed;
}

function nextStep(file: string, directory: string | null, hasDoubts: boolean): LocalText {
  const next = (lake: string, source: string): string =>
    directory === null
      ? nextCommand('mapping', 'check', file, source)
      : nextCommand('import', '--lake', lake, '--mapping', file, directory);
  const [en, zh] = [next('LAKE', 'SOURCE_DIR'), next('数据湖目录', '源文件目录')];
  return hasDoubts
    ? {
        en: `Next: settle the doubts and delete their lines, then ${en}\n`,
        'zh-CN': `下一步：核对疑问并删去这些行，然后运行 ${zh}\n`,
      }
    : { en: `Next: ${en}\n`, 'zh-CN': `下一步：${zh}\n` };
}

function againStep(file: string, directory: string | null): LocalText {
  const again = nextCommand('mapping', 'check', file, ...(directory === null ? [] : [directory]));
  return {
    en: `Next: mend the errors in ${file} ("gradus mapping fields" explains what can stand there), then ${again}\n`,
    'zh-CN': `下一步：修正 ${file} 中的错误（可写内容见 "gradus mapping fields"），然后运行 ${again}\n`,
  };
}
