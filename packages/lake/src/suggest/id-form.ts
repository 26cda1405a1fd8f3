import { sharedShare, type KnownIds } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';

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

/** The length that all ids have; null: they differ. */
export function lengthOf(ids: ReadonlySet<string>): number | null {
  const lengths = new Set([...ids].map(({ length }) => length));
  return lengths.size === 1 ? ([...lengths][0] ?? null) : null;
}

/** The ids that are known, and what other files call them by: a part of them, without the zeros before them, or without marks. */
export function withOtherForms(ids: KnownIds, groups: readonly FileGroup[]): KnownIds {
  const accounts = ids.account_id;
  const customers = ids.customer_id;
  return {
    ...ids,
    account_id:
      accounts === null
        ? null
        : new Set([
            ...accounts,
            ...innerIds(accounts, groups),
            ...sameBut(withoutMarks, accounts, namedIn(groups, 'account', 'account_id')),
          ]),
    customer_id:
      customers === null
        ? null
        : new Set([
            ...customers,
            ...[...customers].map(withoutZeros).filter(isTelling),
            ...sameBut(withoutZeros, customers, namedIn(groups, 'customer', 'customer_id')),
            ...sameBut(withoutMarks, customers, namedIn(groups, 'customer', 'customer_id')),
          ]),
  };
}

const isTelling = (id: string): boolean => id.length >= 2;

export function withoutZeros(id: string): string {
  return /^\d+$/.test(id) ? id.replace(/^0+(?=\d)/, '') : id;
}

/** Marks that some systems write within ids; blanks are one mark. */
const marks: readonly (readonly [mark: string, form: RegExp])[] = [
  [' ', /[\s\u00A0\u2009\u202F\u3000]/g],
  ['-', /-/g],
  ['.', /\./g],
  ['/', /\//g],
];

/** The marks that some of the ids have within. */
export function idMarks(ids: Iterable<string>): string[] {
  const all = [...ids];
  return marks.flatMap(([mark, form]) => (all.some((id) => id.search(form) >= 0) ? [mark] : []));
}

/** An id without marks and the zeros before it. */
export function bareId(id: string): string {
  return withoutZeros(withoutMarks(id));
}

function withoutMarks(id: string): string {
  return marks.reduce((rest, [, form]) => rest.replaceAll(form, ''), id);
}

function namedIn(
  groups: readonly FileGroup[],
  table: 'account' | 'customer',
  field: string,
): ColumnProfile[] {
  return groups.flatMap(({ columns }) => namedColumns(columns, fieldNames[table]?.[field] ?? []));
}

/** Ids in columns that are those known but for how they are written. */
function sameBut(
  plain: (id: string) => string,
  ids: ReadonlySet<string>,
  columns: readonly ColumnProfile[],
): string[] {
  const known = new Set([...ids].map(plain));
  return columns.flatMap((column) => {
    if (sharedShare(column, ids) >= 0.5) return [];
    const some = { ...column, distinct: new Set([...column.distinct].map(plain)) };
    return sharedShare(some, known) >= 0.9 ? [...column.distinct] : [];
  });
}

function innerIds(accounts: ReadonlySet<string>, groups: readonly FileGroup[]): string[] {
  return namedIn(groups, 'account', 'account_id').flatMap((column) => {
    if (sharedShare(column, accounts) >= 0.5) return [];
    const part = partOf(accounts, column.distinct);
    return part === null ? [] : [...column.distinct];
  });
}

/** Where files write the ids of accounts or customers with different marks within, these are taken out. */
export function withoutIdMarks(matches: readonly TableMatch[]): TableMatch[] {
  return (['account', 'customer'] as const).reduce<TableMatch[]>(
    (all, table) => {
      const field = `${table}_id`;
      const found = all.flatMap((match) => match.columns.get(field) ?? []);
      const own = new Set(
        all.flatMap((match) =>
          match.table === table ? [...(match.columns.get(field)?.column.distinct ?? [])] : [],
        ),
      );
      const isNeeded = found.some(({ column }) => sameBut(withoutMarks, own, [column]).length > 0);
      return isNeeded ? all.map((match) => withoutMarksIn(match, field)) : all;
    },
    [...matches],
  );
}

function withoutMarksIn(match: TableMatch, field: string): TableMatch {
  const found = match.columns.get(field);
  if (found === undefined || found.joined !== undefined) return match;
  const remove = idMarks(found.column.distinct);
  return remove.length === 0
    ? match
    : { ...match, columns: new Map([...match.columns, [field, { ...found, remove }]]) };
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

/** Ids of customers that some systems write as numbers get their zeros back. */
export function withPads(matches: readonly TableMatch[]): TableMatch[] {
  const ids = matches.flatMap(({ table, columns }) =>
    table === 'customer' ? [...(columns.get('customer_id')?.column.distinct ?? [])] : [],
  );
  const plain = new Set(ids.map(withoutZeros));
  const length = paddedLength(matches, plain) ?? lengthOf(new Set(ids));
  if (length === null) return [...matches];
  return matches.map((match) => {
    const found = match.columns.get('customer_id');
    if (found === undefined || found.joined !== undefined) return match;
    const { distinct } = found.column;
    const isShort =
      [...distinct].some((id) => id.length < length) && [...distinct].every((id) => id.length <= length);
    if (!isShort || sharedShare(found.column, plain) < 0.9) return match;
    return { ...match, columns: new Map([...match.columns, ['customer_id', { ...found, pad: length }]]) };
  });
}

/** How long ids are where another file than that of the customers has their zeros; null: none has. */
function paddedLength(matches: readonly TableMatch[], plain: ReadonlySet<string>): number | null {
  for (const { columns } of matches) {
    const column = columns.get('customer_id')?.column;
    if (column === undefined || ![...column.distinct].some((id) => /^0\d/.test(id))) continue;
    const own = { ...column, distinct: new Set([...column.distinct].map(withoutZeros)) };
    const length = lengthOf(column.distinct);
    if (length !== null && sharedShare(own, plain) >= 0.9) return length;
  }
  return null;
}

/** How an id reads once what is said of its field is done. */
export function idText(id: string, { remove, part }: Pick<FieldMatch, 'remove' | 'part'>): string {
  const bare = (remove ?? []).reduce(
    (rest, mark) => rest.replaceAll(marks.find(([one]) => one === mark)?.[1] ?? mark, ''),
    id,
  );
  if (part === undefined) return bare;
  const [from, length] = part;
  const begin = from < 0 ? bare.length + from : from - 1;
  return bare.slice(begin, begin + length);
}

/** Where an id of one column comes from, as a lookup matches it. */
export function idSource(id: FieldMatch): string {
  const settings = idSettings(id);
  const name = yamlScalar(id.column.name);
  return settings.length === 0 ? name : `{ column: ${name}, ${settings.join(', ')} }`;
}

/** The settings that change how ids are written. */
export function idSettings({ remove, part }: Pick<FieldMatch, 'remove' | 'part'>): string[] {
  const texts = (remove ?? []).map((mark) => `'${mark}'`).join(', ');
  return [
    ...(remove === undefined ? [] : [`remove: ${remove.length === 1 ? texts : `[${texts}]`}`]),
    ...(part === undefined ? [] : [`part: [${part.join(', ')}]`]),
  ];
}
