import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import { personalKind } from './personal-column.ts';
import type { TellingWord } from './sample/telling-word.ts';

const shownMost = 3;
/** More different texts are no codes, and may be of persons. */
const codesMost = 200;
/**
 * The words that may be shown to anybody: names of columns, and codes that come again and again in columns that are not of
 * persons. Where there are none, single letters of the others.
 */
export function openWords(
  words: readonly TellingWord[],
  groups: readonly FileGroup[],
): readonly TellingWord[] {
  const texts = groups.flatMap(({ columns, hasHeader }) => [
    ...(hasHeader ? columns.map(({ name }) => name) : []),
    ...columns.filter(isOfCodes).flatMap(({ distinct }) => [...distinct]),
  ]);
  const open = words.filter(({ read }) => {
    const word = read.replace(/…$/u, '');
    return texts.some((text) => text.includes(word));
  });
  if (open.length > 0) return open.slice(0, shownMost);
  const letters = words.map(({ read, otherwise }) => ({
    read: letterOf(read),
    otherwise: otherwise === null ? null : letterOf(otherwise),
  }));
  return [...new Map(letters.map((one) => [one.read, one])).values()].slice(0, shownMost);
}

function isOfCodes(column: ColumnProfile): boolean {
  const { distinct, filled } = column;
  return personalKind(column) === null && distinct.size <= codesMost && distinct.size * 3 <= filled;
}

/** The first letter beyond ASCII, which tells nobody's name. */
function letterOf(word: string): string {
  const [letter = ''] = /\P{ASCII}/u.exec(word.replace(/…$/u, '')) ?? [];
  return `…${letter}…`;
}
