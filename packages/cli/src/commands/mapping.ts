import { writeFile } from 'node:fs/promises';
import {
  encodingAliases,
  encodingNamed,
  encodingNames,
  suggestMapping,
  type SuggestedMapping,
} from '@gradus/lake';
import { failure, isCurrencyCode, suggest, type Failure, type LocalText } from '@gradus/schema';
import { addCommand, type Build } from '../launch/build.ts';
import { exitCodes } from '../launch/exit-code.ts';
import type { Context, SharedOptions } from '../launch/launch.ts';
import { jsonText } from '../output/json.ts';
import { nextCommand } from '../output/next-command.ts';
import { progressView } from '../output/progress.ts';
import { countText } from '../output/figure.ts';
import { addMappingCheck } from './mapping-check.ts';
import { addMappingFields } from './mapping-fields.ts';

interface SuggestCommandOptions extends SharedOptions {
  readonly out?: string;
  readonly source: string;
  readonly currency?: string;
  readonly encoding?: string;
}

/** `gradus mapping suggest SOURCE_DIR`, `gradus mapping fields [TABLE]` and `gradus mapping check MAPPING [SOURCE_DIR]`. */
export function addMapping(build: Build): void {
  const { program, text, launch } = build;
  const group = program
    .command('mapping')
    .description(text({ en: 'work on the mapping of a source', 'zh-CN': '编写源文件映射' }))
    .helpCommand(false);
  addCommand({ ...build, program: group }, 'suggest', {
    en: 'look at files and propose a mapping, with doubts as comments',
    'zh-CN': '查看源文件并生成映射草稿，疑问写成注释',
  })
    .argument('<source-dir>', text({ en: 'folder of the source files', 'zh-CN': '源文件目录' }))
    .option('--out <file>', text({ en: 'write it there, not to stdout', 'zh-CN': '写入文件而非标准输出' }))
    .option('--source <name>', text({ en: 'name of the source system', 'zh-CN': '源系统名称' }), 'core')
    .option(
      '--currency <code>',
      text({
        en: 'currency where no file says one',
        'zh-CN': '文件未注明时的币种',
      }),
    )
    .option(
      '--encoding <name>',
      text({
        en: 'encoding of files that are no UTF-8, such as cp932; told by their bytes unless given',
        'zh-CN': '非 UTF-8 文件的编码，如 cp932；默认根据字节推断',
      }),
    )
    .action((directory: string, options: SuggestCommandOptions) =>
      launch(options, (context) => runSuggest(context, directory, options)),
    );
  addMappingFields({ ...build, program: group });
  addMappingCheck({ ...build, program: group });
}

async function runSuggest(
  context: Context,
  directory: string,
  options: SuggestCommandOptions,
): Promise<number> {
  const { currency, out, source } = options;
  const encoding = options.encoding === undefined ? null : encodingNamed(options.encoding);
  if (options.encoding !== undefined && encoding === null) throw unknownEncoding(options.encoding);
  if (currency !== undefined && !isCurrencyCode(currency)) {
    throw failure('command.unknown-currency', { value: currency });
  }
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(source)) throw failure('command.bad-source-name', { value: source });
  const view = progressView(context);
  const suggestion = await suggestMapping({
    sourceDirectory: directory,
    source,
    currency: currency ?? null,
    encoding,
    locale: context.locale,
    signal: context.signal,
    onProgress: (share) => view.show(context.say({ en: 'looking at files', 'zh-CN': '查看文件' }), share),
  }).finally(view.end);
  if (out !== undefined) await writeNew(out, suggestion.text);
  if (context.isJson) context.out(jsonText(suggestion));
  else if (out === undefined) {
    context.out(suggestion.text);
    // What is printed is the mapping alone; a person at a terminal is told beside it.
    if (context.isTerminal) context.err(`${context.say(nextStep(suggestion, null, directory))}\n`);
  } else context.out(summary(suggestion, { out, directory }, context));
  return exitCodes.ok;
}

function unknownEncoding(value: string): Failure {
  const suggestions = suggest(value, [...encodingNames, ...encodingAliases]);
  return failure('command.unknown-encoding', { value, suggestions, known: encodingNames });
}

async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw failure('command.file-exists', { file });
    throw failure('command.file-unwritable', { file, detail: code ?? message });
  });
}

function summary(
  { tables, doubts, unfilled }: SuggestedMapping,
  { out, directory }: { readonly out: string; readonly directory: string },
  context: Context,
): string {
  const lines = tables.map(({ table, files, rowsSeen }) =>
    context.say({
      en: `  ${table}: ${files} (${countText(rowsSeen)} rows looked at)`,
      'zh-CN': `  ${table}：${files}（查看了 ${countText(rowsSeen)} 行）`,
    }),
  );
  const next = context.say(nextStep({ doubts, unfilled }, out, directory));
  const head = context.say({
    en: `Wrote ${out}. ${countText(doubts.length)} doubts stand in it as lines that begin with "# ?".`,
    'zh-CN': `已写入 ${out}。其中有 ${countText(doubts.length)} 处疑问，以 "# ?" 开头。`,
  });
  return `${[head, ...lines, next].join('\n')}\n`;
}

/** What to do with a proposal: it is settled, then checked, then imported. `file` is null while it stands in none. */
function nextStep(
  { doubts, unfilled }: Pick<SuggestedMapping, 'doubts' | 'unfilled'>,
  file: string | null,
  directory: string,
): LocalText {
  const [saved, savedZh] = file === null ? ['save it (or give --out), ', '保存（或使用 --out），'] : ['', ''];
  const [filled, filledZh] =
    unfilled.length === 0
      ? ['', '']
      : [
          `fill in ${unfilled.join(', ')} (written as "?"), `,
          `填写 ${unfilled.join('、')}（写作 "?" 之处），`,
        ];
  const [settled, settledZh] =
    doubts.length === 0 ? ['', ''] : ['settle the doubts and delete their lines, ', '核对疑问并删去这些行，'];
  const check = (name: string): string => nextCommand('mapping', 'check', file ?? name, directory);
  const [before, beforeZh] = [`${saved}${filled}${settled}`, `${savedZh}${filledZh}${settledZh}`];
  return {
    en: `Next: ${before === '' ? '' : `${before}then `}${check('MAPPING')}`,
    'zh-CN': `下一步：${beforeZh === '' ? '' : `${beforeZh}然后运行 `}${check('映射文件')}`,
  };
}
