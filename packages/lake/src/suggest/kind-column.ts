import { guessCode } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { valueCounts } from './file-group.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { kindsByTerm } from './term-code.ts';
import { isRateName } from './vocabulary.ts';
import { isFlagOrState } from './flag-column.ts';

const codesMost = 60;

/** Finds what tells the kinds of accounts apart where no column is named so: the words of a product, or who has a term. */
export function withKind(match: TableMatch): TableMatch {
  if (match.table !== 'account') return match;
  const kind = match.columns.get('kind') ?? foundKind(match);
  if (kind === null) return match;
  const columns = new Map([...match.columns, ['kind', kind] as const]);
  // Names of products tell more than the kind: a policy may treat them apart.
  if (!columns.has('product') && kind.column.distinct.size >= 3) columns.set('product', kind);
  return { ...match, columns };
}

function foundKind(match: TableMatch): FieldMatch | null {
  const taken = new Set(
    [...match.columns].flatMap(([field, { column }]) => (field === 'product' ? [] : [column])),
  );
  const candidates = match.group.columns.filter(
    (column) =>
      !taken.has(column) &&
      !isFlagOrState(column) &&
      column.distinct.size >= 2 &&
      column.distinct.size <= codesMost &&
      column.dates.length === 0 &&
      column.number?.hasFraction !== true &&
      !isRateName(column.called),
  );
  const worded = candidates
    .map((column) => ({ column, share: wordShare(match, column) }))
    .filter(({ share }) => share >= 0.6)
    .toSorted((a, b) => b.share - a.share || a.column.distinct.size - b.column.distinct.size)[0]?.column;
  const divided = candidates
    .filter((column) => {
      const told = kindsByTerm(match, column);
      return told.size > 0 && [...column.distinct].every((code) => told.has(code));
    })
    .toSorted((a, b) => a.distinct.size - b.distinct.size)[0];
  const column = worded ?? divided;
  return column === undefined ? null : { column, fit: 0.6 };
}

/** Share of the rows whose code is a word for a kind. */
function wordShare({ group, codeTexts }: TableMatch, column: ColumnProfile): number {
  let [known, all] = [0, 0];
  for (const [code, rows] of valueCounts(group, column)) {
    if (code === '') continue;
    all += rows;
    const text = codeTexts?.get(column)?.get(code) ?? code;
    const guess = guessCode('account', 'kind', text);
    if (guess !== null && (guess.isSure || text.length > 3 || /\P{ASCII}/u.test(code))) known += rows;
  }
  return all === 0 ? 0 : known / all;
}
