import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import type { TableMatch } from './table-match.ts';

/** Most rows of a list of codes. */
const rowsMost = 2000;

/** Fields that hold codes, which a list beside the files may explain. */
const coded: readonly string[] = ['kind', 'product', 'purpose', 'class', 'status'];

/** What a short file of codes and texts says of the codes in each column: a list of products, say. */
function codeTexts(
  group: FileGroup,
  column: ColumnProfile,
  groups: readonly FileGroup[],
): ReadonlyMap<string, string> {
  for (const other of groups) {
    if (other === group || other.rows > rowsMost || other.columns.length > 8) continue;
    const key = other.columns.find(
      (one) =>
        one.isUnique &&
        one.name === column.name &&
        column.distinct.size >= 2 &&
        [...column.distinct].every((code) => one.distinct.has(code)),
    );
    const [text] = other.columns
      .filter(
        (one) =>
          one !== key && one.number === null && one.dates.length === 0 && one.distinct.size * 2 > other.rows,
      )
      // A sentence says more than one more code.
      .toSorted((a, b) => signsOf(b) - signsOf(a));
    if (key === undefined || text === undefined) continue;
    const [at, beside] = [other.columns.indexOf(key), other.columns.indexOf(text)];
    return new Map(rowsOf(other).map((row) => [row[at] ?? '', row[beside] ?? '']));
  }
  return new Map();
}

/** Adds to a match what lists beside its file say of its codes. */
export function withCodeTexts(match: TableMatch, groups: readonly FileGroup[]): TableMatch {
  const texts = new Map(
    match.candidates.flatMap((column) => {
      const isCoded = coded.some((field) => match.columns.get(field)?.column === column);
      const isKind = match.table === 'account' && !match.columns.has('kind') && column.distinct.size <= 200;
      const own = isCoded || isKind ? codeTexts(match.group, column, groups) : new Map<string, string>();
      return own.size === 0 ? [] : [[column, own] as const];
    }),
  );
  return texts.size === 0 ? match : { ...match, codeTexts: texts };
}

function signsOf({ distinct }: ColumnProfile): number {
  return [...distinct].reduce((all, { length }) => all + length, 0);
}
