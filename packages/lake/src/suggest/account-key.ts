import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { bareId, idMarks, lengthOf } from './id-form.ts';
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
  const customers = matches.flatMap(({ table: of, columns }) =>
    of === 'customer' ? [...(columns.get('customer_id')?.column.distinct ?? [])] : [],
  );
  const isPart = (column: ColumnProfile): boolean =>
    column !== key &&
    isKeyWith(owner.group, key, column) &&
    (others.length > 0 || owner.columns.get('branch_id')?.column === column || isOfCustomer(column)) &&
    others.every((other) => partIn(other.group, column, customers) !== null);
  const part =
    owner.group.columns.find((column) => isCode(column) && isPart(column)) ??
    owner.group.columns.find((column) => isSuffix(key) && isOfCustomer(column) && isPart(column));
  if (part === undefined) return matches;
  const found = matches.flatMap((match) => {
    const own = match.columns.get(field);
    const its = match === owner ? part : own === undefined ? null : partIn(match.group, part, customers);
    return own === undefined || its === null ? [] : [{ match, own, its }];
  });
  const marks = marksIn(found.flatMap(({ own, its }) => [its, own.column]));
  const length = fullLength(found.map(({ its }) => its));
  return matches.map((match) => {
    const one = found.find((other) => other.match === match);
    if (one === undefined) return match;
    const { own, its } = one;
    const columns = new Map(match.columns);
    // What the part is taken for beside it, as the kind of an account, stays.
    if (match !== owner && !isOfCustomer(part)) {
      for (const [other, { column }] of columns) if (column === its) columns.delete(other);
    }
    // Marks are taken out of the whole, and so would be one between the parts.
    const join = marks.length > 0 ? '' : '-';
    const isShort = length !== null && [...its.distinct].some((code) => code.length < length);
    const digits = isShort ? lengthOf(key.distinct) : null;
    columns.set(field, {
      ...own,
      joined: { columns: [its, own.column], join },
      ...(marks.length === 0 ? {} : { remove: marks }),
      ...(isShort && digits !== null ? { pad: length + join.length + digits } : {}),
    });
    return { ...match, columns };
  });
}

/** Marks in codes that other files write without them; none where all write them alike. */
function marksIn(columns: readonly ColumnProfile[]): readonly string[] {
  const found = columns.map(({ distinct }) => idMarks(distinct));
  const all = [...new Set(found.flat())];
  return found.every((marks) => marks.length === all.length) ? [] : all;
}

/** How long codes are with the zeros before them, where some files write them without; null: all are as they should be. */
function fullLength(parts: readonly ColumnProfile[]): number | null {
  const lengths = parts.flatMap(({ distinct }) => lengthOf(distinct) ?? []);
  const longest = Math.max(...parts.flatMap(({ distinct }) => [...distinct].map((code) => code.length)));
  const isZeroed = parts.some(({ distinct }) => [...distinct].some((code) => code.startsWith('0')));
  return isZeroed && lengths.includes(longest) ? longest : null;
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

/** The column of another file that holds the same codes, but for zeros before them and marks within; null: none does. */
export function partIn(
  group: FileGroup,
  part: ColumnProfile,
  customers: readonly string[],
): ColumnProfile | null {
  if (group.columns.includes(part)) return part;
  const isAlike = isOfCustomer(part) ? isOfCustomer : isCode;
  // Not every member has an account of each kind.
  const own = isOfCustomer(part) ? [...part.distinct, ...customers] : [...part.distinct];
  const codes = new Set(own.map(bareId));
  return (
    group.columns.find(
      (column) => isAlike(column) && [...column.distinct].every((code) => codes.has(bareId(code))),
    ) ?? null
  );
}
