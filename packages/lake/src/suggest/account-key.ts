import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import type { TableMatch } from './table-match.ts';
import { fieldNames, nameFit } from './vocabulary.ts';

/** Codes that may stand before an account's number. */
const codesMost = 30;

/** Numbers of accounts and of loans are given out again in other parts of many a bank. */
const keys: readonly (readonly [TableMatch['table'], string])[] = [
  ['account', 'account_id'],
  ['loan', 'loan_id'],
];

/**
 * Where a number comes again in another part of the bank, the code of that part belongs to it: both are joined, wherever the
 * account or the loan is named. Unchanged when numbers are unique, or other files do not name the part.
 */
export function withKeysInParts(matches: readonly TableMatch[]): TableMatch[] {
  return keys.reduce<TableMatch[]>((all, [table, field]) => withKeyInParts(all, table, field), [...matches]);
}

function withKeyInParts(matches: TableMatch[], table: TableMatch['table'], field: string): TableMatch[] {
  const owner = matches.find((match) => match.table === table);
  const key = owner?.columns.get(field)?.column;
  if (owner === undefined || key === undefined || key.isUnique) return matches;
  const others = matches.filter((match) => match !== owner && match.columns.has(field));
  const isPart = (column: ColumnProfile): boolean =>
    column !== key &&
    isKeyWith(owner.group, key, column) &&
    (others.length > 0 || owner.columns.get('branch_id')?.column === column || isOfCustomer(column)) &&
    others.every((other) => partIn(other, column) !== null);
  const part =
    owner.group.columns.find((column) => isCode(column) && isPart(column)) ??
    owner.group.columns.find((column) => isSuffix(key) && isOfCustomer(column) && isPart(column));
  if (part === undefined) return matches;
  return matches.map((match) => {
    const found = match.columns.get(field);
    const own = match === owner ? part : found === undefined ? null : partIn(match, part);
    if (found === undefined || own === null) return match;
    const columns = new Map(match.columns);
    // What the part is taken for beside it, as the kind of an account, stays.
    if (match !== owner && !isOfCustomer(part)) {
      for (const [other, one] of columns) if (one.column === own) columns.delete(other);
    }
    columns.set(field, { ...found, joined: { columns: [own, found.column], join: '-' } });
    return { ...match, columns };
  });
}

function isCode({ distinct, empty, dates }: ColumnProfile): boolean {
  return empty === 0 && distinct.size >= 2 && distinct.size <= codesMost && dates.length === 0;
}

/** Whether numbers come again and again. An account that comes again with each who owns it does so seldom. */
function isSuffix({ distinct, filled }: ColumnProfile): boolean {
  return distinct.size * 3 <= filled;
}

/** Some cores number the accounts of each member anew: the member's number belongs to them. */
function isOfCustomer({ called, empty }: ColumnProfile): boolean {
  return empty === 0 && nameFit(called, fieldNames.customer?.['customer_id'] ?? []) >= 0.8;
}

/** Whether some column of few codes, or that of the customers, tells apart the rows in which a number comes again. */
export function isKeyInParts(group: FileGroup, key: ColumnProfile): boolean {
  return group.columns.some(
    (column) =>
      column !== key &&
      (isCode(column) || (isSuffix(key) && isOfCustomer(column))) &&
      isKeyWith(group, key, column),
  );
}

/** Whether two columns together tell all rows apart. */
export function isKeyWith(group: FileGroup, key: ColumnProfile, part: ColumnProfile): boolean {
  const [at, before] = [group.columns.indexOf(key), group.columns.indexOf(part)];
  const seen = new Set<string>();
  for (const row of rowsOf(group)) {
    const pair = `${row[before] ?? ''}\n${row[at] ?? ''}`;
    if (seen.has(pair)) return false;
    seen.add(pair);
  }
  return true;
}

/** The column of another file that holds the same codes. */
function partIn({ group }: TableMatch, part: ColumnProfile): ColumnProfile | null {
  if (group.columns.includes(part)) return part;
  const isAlike = isCode(part) ? isCode : isOfCustomer;
  return (
    group.columns.find(
      (column) => isAlike(column) && [...column.distinct].every((code) => part.distinct.has(code)),
    ) ?? null
  );
}
