import { ownKeys } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import { withoutZeros } from './id-form.ts';
import type { TableMatch } from './table-match.ts';

export function isOwner(table: TableMatch['table']): boolean {
  return ownKeys[table] !== undefined;
}

/** Ids of those who own accounts, where all accounts were looked at; null: unknown. */
export function ownersOf(matches: readonly TableMatch[]): ReadonlySet<string> | null {
  const accounts = matches.filter(({ table }) => table === 'account');
  const ids = accounts.flatMap(({ columns }) => [...(columns.get('customer_id')?.column.distinct ?? [])]);
  // Zeros before an id may be missing in one of the files.
  return ids.length > 0 && accounts.every(({ group }) => group.isWhole)
    ? new Set(ids.map(withoutZeros))
    : null;
}

/** Whether the files taken for those of the customers name those who own the accounts. */
export function areCovering(matches: readonly TableMatch[], owners: ReadonlySet<string> | null): boolean {
  const customers = matches.filter(({ table }) => table === 'customer');
  if (owners === null || customers.length === 0 || customers.some(({ group }) => !group.isWhole)) return true;
  const named = new Set(customers.flatMap((match) => [...(keyOf(match)?.distinct ?? [])].map(withoutZeros)));
  return [...owners].filter((id) => named.has(id)).length * 2 >= owners.size;
}

/** The share of those who own accounts that a file of customers names. */
export function ownersShare(match: TableMatch, owners: ReadonlySet<string>): number {
  const named = new Set([...(keyOf(match)?.distinct ?? [])].map(withoutZeros));
  return [...owners].filter((id) => named.has(id)).length / Math.max(1, owners.size);
}

/**
 * Whether one more file of customers, accounts or loans stands beside the first rather than in its place: it names others,
 * as companies beside people or term deposits beside demand accounts do, and other files refer to them.
 */
export function standsBeside(
  match: TableMatch,
  others: readonly TableMatch[],
  groups: readonly FileGroup[],
): boolean {
  const key = keyOf(match);
  const isSound = match.unfed.length === 0 && match.group.hasHeader && key !== null && fitOf(match) >= 0.6;
  if (!isSound) return false;
  const isApart = others.every((other) => {
    const its = keyOf(other);
    return its !== null && countShared(key, its.distinct) * 20 <= key.distinct.size;
  });
  return (
    isApart &&
    groups.some((group) => group !== match.group && group.columns.some((column) => refersTo(column, key)))
  );
}

function refersTo(column: ColumnProfile, { name, distinct, isUnique }: ColumnProfile): boolean {
  // Numbers given anew to each member are few.
  if (!isUnique && column.name === name) return countShared(column, distinct) > 0;
  const shared = column.distinct.size >= 3 ? countShared(column, distinct) : 0;
  return shared >= 3 && shared * 10 >= distinct.size;
}

function keyOf({ table, columns }: TableMatch): ColumnProfile | null {
  return columns.get(ownKeys[table] ?? '')?.column ?? null;
}

function fitOf({ table, columns }: TableMatch): number {
  return columns.get(ownKeys[table] ?? '')?.fit ?? 0;
}

function countShared({ distinct }: ColumnProfile, ids: ReadonlySet<string>): number {
  let shared = 0;
  for (const id of distinct) if (ids.has(id)) shared += 1;
  return shared;
}
