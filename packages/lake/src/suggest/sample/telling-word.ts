import { decodeBytes } from '../../source/byte-decoder.ts';
import type { EncodingName } from '../../source/encoding.ts';
import type { LetterFile } from './told-encoding.ts';

/** A word of a file by which a person sees whether it was decoded as it should be. */
export interface TellingWord {
  readonly read: string;
  /** What another encoding makes of it; null where no other is likely. */
  readonly otherwise: string | null;
}

/** Some of them may be names of persons, which are not shown. */
const wordsMost = 60;
const lengthMost = 16;
/** Bytes that are no part of a character of several. */
const betweenWords = /[^0-9@-\u{ff}]+/u;
/** Signs between values that may be such a part, and can only be told once the text is decoded. */
const betweenValues = /["^`|~]/u;

/**
 * Words beyond ASCII that an encoding and another make different texts of: names of columns where they are such, else what the files
 * say most often, which is hardly ever the name of a person.
 */
export function tellingWords(
  files: readonly LetterFile[],
  encoding: EncodingName,
  other: EncodingName | null,
): TellingWord[] {
  const decode = decodeBytes(encoding);
  const decodeOther = other === null ? null : decodeBytes(other);
  const words = new Map<string, TellingWord>();
  for (const bytes of wordsByUse(files)) {
    const values = decode(bytes).split(betweenValues);
    const otherValues = decodeOther?.(bytes).split(betweenValues) ?? null;
    for (const [index, value] of values.entries()) {
      const otherwise = otherValues?.[index] ?? null;
      if (!/\P{ASCII}/u.test(value) || value === otherwise) continue;
      words.set(shortened(value), {
        read: shortened(value),
        otherwise: otherwise === null ? null : shortened(otherwise),
      });
    }
    if (words.size >= wordsMost) break;
  }
  return [...words.values()].slice(0, wordsMost);
}

function wordsByUse(files: readonly LetterFile[]): Buffer[] {
  const tops = files.flatMap(({ isFromTop, lines }) =>
    isFromTop ? wordsIn(lines.subarray(0, lines.indexOf('\n') + 1 || lines.length)) : [],
  );
  const uses = new Map<string, number>();
  for (const { lines } of files) for (const word of wordsIn(lines)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const often = [...uses].toSorted((a, b) => b[1] - a[1]).map(([word]) => word);
  return [...tops, ...often].map((word) => Buffer.from(word, 'latin1'));
}

/** Words with something beyond ASCII, one sign for each byte. */
function wordsIn(lines: Buffer): string[] {
  return lines
    .toString('latin1')
    .split(betweenWords)
    .filter((word) => /[\u{80}-\u{ff}]/u.test(word));
}

function shortened(word: string): string {
  const signs = Array.from(word);
  return signs.length <= lengthMost ? word : `${signs.slice(0, lengthMost).join('')}…`;
}
