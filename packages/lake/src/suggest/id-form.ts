import { sharedShare, type KnownIds } from './column-fit.ts';
import type { FileGroup } from './file-group.ts';
import type { TableMatch } from './table-match.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';

/** Signs of an id that are a number of its own: from 1, or from the end with a minus, and how many. */
export type IdPart = readonly [from: number, length: number];

/** Shorter numbers are within others by chance. */
const partLeast = 6;
const idsLooked = 400;

/**
 * Which signs of the ids in `whole` are the ids in `inner`, as an IBAN ends in the number of the account; null when they are not
 * of one length each, or do not tell the ids apart.
 */
export function partOf(whole: ReadonlySet<string>, inner: ReadonlySet<string>): IdPart | null {
  const [length, short] = [lengthOf(whole), lengthOf(inner)];
  if (length === null || short === null || short < partLeast || short >= length) return null;
  const some = [...inner].slice(0, idsLooked);
  for (let from = length - short; from >= 0; from -= 1) {
    const cut = new Set([...whole].map((id) => id.slice(from, from + short)));
    if (cut.size < whole.size) continue;
    if (some.filter((id) => cut.has(id)).length * 10 >= some.length * 9)
      return [from === length - short ? -short : from + 1, short];
  }
  return null;
}

function lengthOf(ids: ReadonlySet<string>): number | null {
  const lengths = new Set([...ids].map(({ length }) => length));
  return lengths.size === 1 ? ([...lengths][0] ?? null) : null;
}

/** The ids that are known, and what other files call them by: a part of them, or without the zeros before them. */
export function withOtherForms(ids: KnownIds, groups: readonly FileGroup[]): KnownIds {
  const accounts = ids.account_id;
  const customers = ids.customer_id;
  return {
    ...ids,
    account_id: accounts === null ? null : new Set([...accounts, ...innerIds(accounts, groups)]),
    customer_id:
      customers === null
        ? null
        : new Set([...customers, ...[...customers].map(withoutZeros).filter(isTelling)]),
  };
}

const isTelling = (id: string): boolean => id.length >= 2;

export function withoutZeros(id: string): string {
  return /^\d+$/.test(id) ? id.replace(/^0+(?=\d)/, '') : id;
}

function innerIds(accounts: ReadonlySet<string>, groups: readonly FileGroup[]): string[] {
  const names = fieldNames.account?.['account_id'] ?? [];
  const columns = groups.flatMap((group) => namedColumns(group.columns, names));
  return columns.flatMap((column) => {
    if (sharedShare(column, accounts) >= 0.5) return [];
    const part = partOf(accounts, column.distinct);
    return part === null ? [] : [...column.distinct];
  });
}

/** Where some files name an account by a part of its id, the others are cut to that part. */
export function withIdParts(matches: readonly TableMatch[]): TableMatch[] {
  const account = matches.find(({ table }) => table === 'account')?.columns.get('account_id')?.column;
  if (account === undefined) return [...matches];
  const part = matches
    .flatMap(({ columns }) => columns.get('account_id')?.column ?? [])
    .filter((column) => column !== account && sharedShare(column, account.distinct) < 0.5)
    .flatMap((column) => {
      const found = partOf(account.distinct, column.distinct);
      return found === null ? [] : [found];
    })[0];
  if (part === undefined) return [...matches];
  return matches.map((match) => {
    const found = match.columns.get('account_id');
    if (found === undefined || lengthOf(found.column.distinct) !== lengthOf(account.distinct)) return match;
    return { ...match, columns: new Map([...match.columns, ['account_id', { ...found, part }]]) };
  });
}

/** Ids of customers that another system writes as numbers get their zeros back. */
export function withPads(matches: readonly TableMatch[]): TableMatch[] {
  const ids = matches.flatMap(({ table, columns }) =>
    table === 'customer' ? [...(columns.get('customer_id')?.column.distinct ?? [])] : [],
  );
  const customers = new Set(ids);
  const length = lengthOf(customers);
  if (length === null) return [...matches];
  const plain = new Set(ids.map(withoutZeros));
  return matches.map((match) => {
    const found = match.columns.get('customer_id');
    if (found === undefined || match.table === 'customer' || found.joined !== undefined) return match;
    const isPlain = sharedShare(found.column, customers) < 0.9 && sharedShare(found.column, plain) >= 0.9;
    if (!isPlain) return match;
    return { ...match, columns: new Map([...match.columns, ['customer_id', { ...found, pad: length }]]) };
  });
}
