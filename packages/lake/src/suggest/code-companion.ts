import { guessCode } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { gvcTexts } from './gvc-code.ts';
import type { TableMatch } from './table-match.ts';

/** Most different texts of a column that describes codes. */
const textsMost = 300;

/** What another column of the same file always says beside each code: `110` is `POS PURCHASE`. Empty where none describes them. */
export function codeCompanions(
  { group, table, codeTexts }: TableMatch,
  field: string,
  column: ColumnProfile,
): ReadonlyMap<string, string> {
  const described = describedCodes(group, column);
  if (described !== null && described.size > 0) return described;
  let best: { readonly texts: ReadonlyMap<string, string>; readonly known: number } | null = null;
  const direct = [...column.distinct].filter((code) => guessCode(table, field, code) !== null).length;
  for (const other of group.columns) {
    if (other === column || other.number !== null || other.dates.length > 0) continue;
    if (other.distinct.size < 2 || other.distinct.size > textsMost) continue;
    const meaning = (text: string): string | null => guessCode(table, field, text)?.value ?? null;
    const texts = textBeside(group, column, other, meaning);
    const known = [...texts.values()].filter((text) => guessCode(table, field, text) !== null).length;
    if (known > direct && known > (best?.known ?? 0)) best = { texts, known };
  }
  const shared = field === 'purpose' ? gvcTexts(column) : new Map<string, string>();
  if (shared.size > 0) return new Map([...(best?.texts ?? []), ...shared]);
  return best?.texts ?? codeTexts?.get(column) ?? new Map();
}

/** What the description of a table or a record says that its codes mean; null: nothing. */
export function describedCodes(group: FileGroup, column: ColumnProfile): ReadonlyMap<string, string> | null {
  const at = group.columns.indexOf(column);
  const { table, fields } = group.described ?? {};
  return table?.columns[at]?.codes ?? fields?.[at]?.codes ?? null;
}

/** The text that stands beside each code in nearly all rows that have one, or one of several that mean the same. */
function textBeside(
  group: FileGroup,
  column: ColumnProfile,
  other: ColumnProfile,
  meaning: (text: string) => string | null,
): Map<string, string> {
  const [at, beside] = [group.columns.indexOf(column), group.columns.indexOf(other)];
  const counts = new Map<string, Map<string, number>>();
  for (const row of rowsOf(group)) {
    const [code = '', text = ''] = [row[at], row[beside]];
    if (code === '' || text === '') continue;
    const own = counts.get(code) ?? new Map<string, number>();
    own.set(text, (own.get(text) ?? 0) + 1);
    counts.set(code, own);
  }
  const told = new Map<string, string>();
  for (const [code, own] of counts) {
    const all = [...own.values()].reduce((sum, rows) => sum + rows, 0);
    const [most] = [...own].toSorted((a, b) => b[1] - a[1]);
    if (most === undefined) continue;
    const of = meaning(most[0]);
    const isOne =
      most[1] * 20 >= all * 19 || (of !== null && [...own.keys()].every((text) => meaning(text) === of));
    if (isOne) told.set(code, most[0]);
  }
  return told;
}
