import { ownKeys } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import type { TableMatch } from './table-match.ts';

/** Which rows of a file feed a table. */
export interface RowChoice {
  readonly where: readonly Condition[];
  readonly except: readonly Condition[];
}

export interface Condition {
  readonly column: ColumnProfile;
  readonly values: readonly string[];
}

export const everyRow: RowChoice = { where: [], except: [] };

/** Leaves out totals and rows without a key, and of several owners of an account takes the first. */
export function withRowChoice(match: TableMatch, isRolesAsked: boolean): TableMatch {
  const { group, columns } = match;
  const role = match.table === 'account' && isRolesAsked ? ownerRole(match) : null;
  // Without its keys a row says nothing.
  const empty = Object.values(ownKeys).flatMap((field) => {
    const found = columns.get(field);
    const isLeftOut = match.choice.except.some(({ column }) => column === found?.column);
    return found === undefined || isLeftOut || found.column.empty === 0 || found.joined !== undefined
      ? []
      : [{ column: found.column, values: [''] }];
  });
  const where = [
    ...(group.recordType === null ? [] : [group.recordType]),
    ...match.choice.where,
    ...(role === null ? [] : [role]),
  ];
  const meets = (row: readonly string[], one: Condition): boolean => isTrue(group, row, one);
  const isSpared = (one: Condition): boolean =>
    role !== null && !chosen(group, { where, except: [] }).some((row) => meets(row, one));
  const kept = [...match.choice.except, ...empty.filter((one) => !isSpared(one))];
  // A total often has no key either.
  const totals = group.totals.filter(
    ({ row }) => where.every((one) => meets(row, one)) && !kept.some((one) => meets(row, one)),
  );
  // What picks rows says the same in all that are left.
  const told = new Map([...columns].filter(([, { column }]) => !where.some((one) => one.column === column)));
  const trailer = group.trailer === null ? [] : [group.trailer];
  const except = [...kept, ...totalConditions(group, totals), ...trailer];
  return { ...match, columns: told, choice: { where, except } };
}

function totalConditions({ columns }: FileGroup, totals: FileGroup['totals']): Condition[] {
  return columns.flatMap((column, index) => {
    const texts = new Set(totals.flatMap((one) => (one.index === index ? [one.text] : [])));
    return texts.size === 0 ? [] : [{ column, values: [...texts] }];
  });
}

/** The rows that a choice leaves. */
function chosen(group: FileGroup, { where, except }: RowChoice): readonly (readonly string[])[] {
  const rows = rowsOf(group);
  if (where.length === 0 && except.length === 0) return rows;
  return rows.filter(
    (row) => where.every((one) => isTrue(group, row, one)) && !except.some((one) => isTrue(group, row, one)),
  );
}

/** How many of the rows that feed a table have nothing in a column. */
export function emptyIn({ group, choice }: TableMatch, column: ColumnProfile): number {
  const { where, except } = choice;
  if (column.empty === 0 || (where.length === 0 && except.length === 0)) return column.empty;
  const at = group.columns.indexOf(column);
  return chosen(group, choice).filter((row) => (row[at] ?? '') === '').length;
}

/** Where the first of these rows stands, counted from the first row after the header. */
export function firstEmpty(
  { group, choice }: TableMatch,
  column: ColumnProfile,
): { file: string; row: number } | null {
  const at = group.columns.indexOf(column);
  const isLeft = new Set(chosen(group, choice));
  for (const { file, rows } of group.samples) {
    const row = rows.findIndex((one) => (one[at] ?? '') === '' && isLeft.has(one));
    if (row >= 0) return { file: file.name, row: row + 1 };
  }
  return null;
}

function isTrue(group: FileGroup, row: readonly string[], { column, values }: Condition): boolean {
  return values.includes(row[group.columns.indexOf(column)] ?? '');
}

/**
 * The value of a column of few that picks one row of each account where several customers share some; null when every
 * account comes once, or no such column is there.
 */
function ownerRole({ group, columns }: TableMatch): Condition | null {
  const key = columns.get('account_id')?.column;
  const owner = columns.get('customer_id')?.column;
  if (key === undefined || owner === undefined || key.isUnique) return null;
  const at = group.columns.indexOf(key);
  const all = rowsOf(group).filter((row) => (row[at] ?? '') !== '');
  const ids = new Set(all.map((row) => row[at]));
  if (ids.size === all.length) return null;
  for (const column of group.columns) {
    if (column === key || column.distinct.size < 2 || column.distinct.size > 8) continue;
    const index = group.columns.indexOf(column);
    for (const value of column.distinct) {
      const own = all.filter((row) => row[index] === value);
      const ownIds = new Set(own.map((row) => row[at]));
      if (ownIds.size === own.length && ownIds.size * 50 >= ids.size * 49) return { column, values: [value] };
    }
  }
  return null;
}
