import type { EncodingName } from './encoding.ts';
import { foreignLetters } from './language-letters.ts';

/** Scripts whose words are divided by blanks, beside the Latin one. */
const scripts = String.raw`\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Thai}`;
const letter = String.raw`[\p{sc=Latin}${scripts}]`;

/** What stands in no text that was decoded as it should be. */
const oddSigns: readonly RegExp[] = [
  // A mark such as ¶ or ± within a word.
  new RegExp(String.raw`(?<=${letter})(?![·’–—…°])[^\p{ASCII}\p{L}\p{M}\p{N}\p{Z}](?=${letter})`, 'gu'),
  // A capital letter after a small one, a small one between capitals.
  /(?<=\p{Ll})(?![A-Z])\p{Lu}/gu,
  /(?<=\p{Lu})(?![a-zß])\p{Ll}(?=\p{Lu})/gu,
  // A lone sign of another script within a word of Latin letters, or letters of two alphabets beside each other.
  /(?<=[A-Za-z])\p{Lo}(?=[A-Za-z])/gu,
  new RegExp(String.raw`(?<=[A-Za-z])[${scripts}]|[${scripts}](?=[A-Za-z])`, 'gu'),
];

const kana = /[\p{sc=Hiragana}\p{sc=Katakana}]/gu;

/** Signs that only texts of another language than that of the encoding have in number. */
const foreignSigns: Readonly<Partial<Record<EncodingName, RegExp>>> = {
  gb18030: kana,
  big5: kana,
  'euc-kr': /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu,
};

/** How many of a hundred signs beyond ASCII stand where no one would write them, as they do in text that was decoded wrongly. */
export function oddness(text: string, encoding: EncodingName): number {
  const beyond = countOf(text, /\P{ASCII}/gu);
  if (beyond === 0) return 0;
  const foreign = foreignSigns[encoding];
  const patterns = foreign === undefined ? oddSigns : [...oddSigns, foreign];
  const odd = patterns.reduce((sum, pattern) => sum + countOf(text, pattern), foreignLetters(text, encoding));
  return Math.min(100, Math.round((odd * 100) / beyond));
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
