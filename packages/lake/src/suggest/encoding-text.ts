import type { LocalText } from '@gradus/schema';
import type { FileGroup } from './file-group.ts';
import type { MappingWriter } from './mapping-writer.ts';
import { openWords } from './open-word.ts';
import type { EncodingNote } from './sample/told-encoding.ts';

/** So many files are named of those that are encoded alike. */
const filesMost = 3;

/** What to look at before the encodings that were told by the bytes of files, or named by the user, are believed. */
export function writeEncodings(
  writer: MappingWriter,
  notes: readonly EncodingNote[],
  groups: readonly FileGroup[],
): void {
  for (const all of notes) {
    const note = { ...all, words: openWords(all.words, groups) };
    const doubt = note.isSure ? damageDoubt(note) : guessedDoubt(note);
    if (doubt !== null) writer.doubt('', 'document', doubt);
  }
}

/** Null where all that was looked at is text in it. */
function damageDoubt({ encoding, files, brokenShare }: EncodingNote): LocalText | null {
  if (brokenShare === 0) return null;
  const names = fileNames(files);
  return {
    en: `${names.en}: up to ${brokenShare} of 100 lines with letters beyond ASCII are no text in ${encoding}; check that it is the encoding of all of them`,
    'zh-CN': `${names['zh-CN']}：含非 ASCII 文字的行中，最多有 ${brokenShare}% 不符合 ${encoding}，请核对是否都是这种编码`,
  };
}

function guessedDoubt({ encoding, files, others, unlikely, words }: EncodingNote): LocalText {
  const names = fileNames(files);
  const read = quoted(words.map((word) => word.read));
  const otherwise = quoted(words.flatMap((word) => word.otherwise ?? []));
  const [first, ...more] = others;
  const [also, alsoZh] =
    first === undefined
      ? ['', '']
      : [
          `; ${first} would read ${otherwise}${more.length === 0 ? '' : `, and ${more.join(', ')} is possible too`}`,
          `；若为 ${first} 则读作 ${otherwise}${more.length === 0 ? '' : `，也可能是 ${more.join('、')}`}`,
        ];
  const next = unlikely.length === 0 ? '' : `, such as ${unlikely.join(' or ')}`;
  const nextZh = unlikely.length === 0 ? '' : `（例如 ${unlikely.join('、')}）`;
  const [its, are] = files.length === 1 ? ['its', 'is'] : ['their', 'are'];
  return {
    en: `${names.en} ${are} no UTF-8; by ${its} bytes ${encoding} was taken, which reads ${read}${also}. Delete this line if these are words that you know, else run again with "--encoding" and the right name${next}`,
    'zh-CN': `${names['zh-CN']}不是 UTF-8，根据字节推断为 ${encoding}，读作 ${read}${alsoZh}。若这些文字正确，请删去此行；否则请用 --encoding 指明编码${nextZh}后重新生成`,
  };
}

function fileNames(files: readonly string[]): LocalText {
  const shown = files.slice(0, filesMost);
  const more = files.length - shown.length;
  return {
    en: `${shown.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
    'zh-CN': `${shown.join('、')}${more === 0 ? '' : ` 等 ${files.length} 个文件`}`,
  };
}

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');
