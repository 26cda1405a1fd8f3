import { sourceTables, type SourceTableName } from '@gradus/schema';
import { fieldsOf } from '../mapping/table-field.ts';
import { withKeysInParts } from './account-key.ts';
import { amountOf, type AmountMatch } from './amount-match.ts';
import { arrearsBeside, reportsWithArrears } from './arrears.ts';
import { signOf } from './balance-check.ts';
import { noIds, sharedShare, type KnownIds } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import { fieldNames, nameFit } from './vocabulary.ts';
import type { FieldLine } from './field-line.ts';
import { besideBorrowers, withRole } from './loan-party.ts';
import { fieldFit, isNamedFor } from './field-fit.ts';
import { areCovering, isOwner, ownersOf, ownersShare, standsBeside } from './owner-file.ts';
import { withOtherForms, type IdPart } from './id-form.ts';
import { sharedCustomers } from './shared-customer.ts';
import { steadyColumns } from './repeated-key.ts';
import { refineMatches } from './match-refinement.ts';
import { everyRow, type Condition, type RowChoice } from './row-choice.ts';

/** Figures to check against need subjects and a tolerance, which no file tells. */
const controlTables: readonly SourceTableName[] = ['ledger_balance', 'account_sum'];

/** A file taken for a table: which column feeds which field. */
export interface TableMatch {
  readonly group: FileGroup;
  readonly table: SourceTableName;
  readonly columns: ReadonlyMap<string, FieldMatch>;
  /** How an amount of a booking gets its sign. */
  readonly amount: AmountMatch | null;
  /** Required fields that no column feeds. */
  readonly unfed: readonly string[];
  /** Its rows come again with each row of another table in the same file. */
  readonly isRepeated: boolean;
  readonly score: number;
  /** Columns that may feed it: all of the file, unless it shares the file with another table. */
  readonly candidates: readonly ColumnProfile[];
  readonly choice: RowChoice;
  /** Values of fields that no column feeds. */
  readonly constants: Readonly<Record<string, string>>;
  /** Whether nothing but names says that these rows are there at all, as those of guarantors. */
  readonly isSure: boolean;
  /** Rows of a file of accounts that are loans, which are left out. */
  readonly loanRows?: Condition;
  /** Rows of cancelled bookings, which are left out. */
  readonly cancelledRows?: Condition;
  /** What lists beside the file say of codes. */
  readonly codeTexts?: ReadonlyMap<ColumnProfile, ReadonlyMap<string, string>>;
}

export interface FieldMatch {
  readonly column: ColumnProfile;
  readonly fit: number;
  /** Several columns that make up the value, in place of `column`. */
  readonly joined?: { readonly columns: readonly ColumnProfile[]; readonly join: string };
  /** Whether it is a day on which a customer left, and says of a status no more. */
  readonly isLeaving?: boolean;
  /** The signs of it that are the id. */
  readonly part?: IdPart;
  /** Texts that are taken out of its ids. */
  readonly remove?: readonly string[];
  /** How many signs its ids have once zeros are put before them. */
  readonly pad?: number;
  /** The day that a balance is of, as yyyy-mm-dd. */
  readonly ofDay?: string;
  /** What the field is written as, where it comes from another file. */
  readonly line?: FieldLine;
}

/** Fields that a constant can stand for when no column does. */
export const constants: Readonly<Record<string, string>> = {
  // Policies commonly rate active customers only: without a status nobody would be.
  'customer.status': 'active',
  'account.kind': 'demand',
  'entry.purpose': 'other',
  'loan_party.role': 'borrower',
};

/** What must be told from the columns for a file to be that table at all. */
const marks: Readonly<Partial<Record<SourceTableName, readonly string[]>>> = {
  customer: ['customer_id'],
  account: ['account_id', 'opened_on'],
  entry: ['account_id', 'booked_on', 'amount'],
  balance: ['account_id', 'day', 'balance'],
  loan: ['loan_id', 'opened_on'],
  loan_party: ['loan_id', 'customer_id'],
  loan_status: ['loan_id', 'outstanding', 'days_past_due'],
  fact: ['customer_id', 'name', 'value'],
  tier_state: ['customer_id', 'tier', 'since', 'as_of'],
  customer_link: ['from', 'to', 'valid_from'],
  holding: ['customer_id', 'product', 'value'],
  exchange_rate: ['currency', 'rate', 'as_of'],
};

/** Takes every file for the table that it fits best, if any. Ids of what is found first tell what refers to them. */
export function matchTables(groups: readonly FileGroup[]): TableMatch[] {
  const first = bestMatches(groups, noIds, null);
  const second = secondMatches(first, groups);
  // Where no name tells who owns an account, the ids of customers do: then whose file that is can be asked again.
  const isKnownNow = ownersOf(first) === null && ownersOf(second) !== null;
  const taken = withoutDoubled(isKnownNow ? secondMatches([...first, ...second], groups) : second);
  const shared = sharedCustomers(taken, groups, (group) => matchTable(group, 'customer', noIds, true));
  const reports = reportsWithArrears(taken, groups, (group) => matchTable(group, 'loan', noIds, true));
  const of = new Set(reports.map(({ group }) => group));
  const matches = [...shared, ...taken.filter(({ group }) => !of.has(group)), ...reports];
  const ids = knownIds(first, areCovering(first, ownersOf(first)), groups);
  const found = new Set(matches.map(({ table }) => table));
  const isOfReport = (best: TableMatch): boolean => best.table === 'loan_status' && of.has(best.group);
  const all = matches.flatMap((best) =>
    isOfReport(best) ? [best] : [best, ...besides(best, ids), ...ownersBeside(best, found, ids)],
  );
  const customers = withOtherForms(idsOf(all), groups).customer_id;
  const withParties = all.flatMap((match) =>
    match.table === 'loan_party' ? [withRole(match, all), ...besideBorrowers(match, customers)] : [match],
  );
  const keyed = withKeysInParts([...withParties, ...arrearsBeside(withParties, groups)]);
  return refineMatches(keyed, groups);
}

/** Takes every file anew, now that ids are known by what was found before. */
function secondMatches(first: readonly TableMatch[], groups: readonly FileGroup[]): TableMatch[] {
  const owners = ownersOf(first);
  const isCovered = areCovering(first, owners);
  return bestMatches(groups, knownIds(first, isCovered, groups), owners);
}

function knownIds(first: readonly TableMatch[], isCovered: boolean, groups: readonly FileGroup[]): KnownIds {
  return withOtherForms(idsOf(first.filter(({ table }) => isCovered || table !== 'customer')), groups);
}

/** An account has bookings or balances: balances of accounts that have bookings are there to be compared. */
function withoutDoubled(matches: readonly TableMatch[]): TableMatch[] {
  const booked = matches.flatMap(({ table, columns }) =>
    table === 'entry' ? [...(columns.get('account_id')?.column.distinct ?? [])] : [],
  );
  const ids = new Set(booked);
  return matches.filter(({ table, columns }) => {
    const column = table === 'balance' ? columns.get('account_id')?.column : undefined;
    return column === undefined || sharedShare(column, ids) < 0.5;
  });
}

function bestMatches(
  groups: readonly FileGroup[],
  ids: KnownIds,
  holders: ReadonlySet<string> | null,
): TableMatch[] {
  const found = groups.flatMap((group) => bestMatch(group, ids, []) ?? []);
  // Guarantors are customers too, but a file of them is not that of the customers.
  const isCovered = areCovering(found, holders);
  const others: readonly SourceTableName[] = isCovered ? [] : ['customer'];
  const matches = isCovered
    ? found
    : found.flatMap((match) =>
        match.table === 'customer' ? (bestMatch(match.group, ids, others) ?? []) : [match],
      );
  // Who gives way for a file of accounts may stand in another's way as a file of customers.
  const rounds = sourceTables.filter(isOwner);
  return rounds.reduce<TableMatch[]>(
    (some) => withoutSeconds(some, groups, { ids, holders, others }),
    matches,
  );
}

/** Of several files for one owner the best, and those that stand beside it; the others are taken for what they fit next. */
function withoutSeconds(
  matches: readonly TableMatch[],
  groups: readonly FileGroup[],
  {
    ids,
    holders,
    others,
  }: {
    readonly ids: KnownIds;
    readonly holders: ReadonlySet<string> | null;
    readonly others: readonly SourceTableName[];
  },
): TableMatch[] {
  return matches.flatMap((match) => {
    const ahead = matches.filter((other) => other.table === match.table && isAhead(other, match, holders));
    if (!isOwner(match.table) || ahead.length === 0 || standsBeside(match, ahead, groups)) return [match];
    const taken = matches.flatMap(({ table }) => (isOwner(table) ? [table] : []));
    const next = bestMatch(match.group, ids, taken);
    const isOther = next?.table === 'customer' && holders !== null && ownersShare(next, holders) < 0.5;
    return (isOther ? bestMatch(match.group, ids, [...others, ...taken]) : next) ?? [];
  });
}

function isAhead(other: TableMatch, match: TableMatch, holders: ReadonlySet<string> | null): boolean {
  if (match.table === 'customer' && holders !== null) {
    const [its, own] = [ownersShare(other, holders), ownersShare(match, holders)];
    // Whoever owns the accounts is a customer, whatever the columns are called.
    if (Math.abs(its - own) >= 0.5) return its > own;
  }
  return other.score > match.score || (other.score === match.score && other.group.label < match.group.label);
}

function idsOf(matches: readonly TableMatch[]): KnownIds {
  const of = (table: SourceTableName, field: string): ReadonlySet<string> | null => {
    const found = matches.filter((match) => match.table === table);
    const values = found.flatMap((match) => [...(match.columns.get(field)?.column.distinct ?? [])]);
    return values.length === 0 ? null : new Set(values);
  };
  return {
    customer_id: of('customer', 'customer_id'),
    account_id: of('account', 'account_id'),
    loan_id: of('loan', 'loan_id'),
  };
}

function bestMatch(group: FileGroup, ids: KnownIds, except: readonly SourceTableName[]): TableMatch | null {
  const tables = sourceTables.filter((table) => !except.includes(table) && !controlTables.includes(table));
  const matches = tables.flatMap((table) => matchTable(group, table, ids) ?? []);
  const [best] = matches.toSorted((a, b) => b.score - a.score);
  const loan = best?.table === 'loan_status' && !best.columns.has('as_of') ? ownLoan(matches) : undefined;
  return loan ?? best ?? null;
}

/** A file that says when each loan began is that of the loans, though it says more of how they stand. */
function ownLoan(matches: readonly TableMatch[]): TableMatch | undefined {
  return matches.find(
    ({ table, columns }) => table === 'loan' && (columns.get('opened_on')?.fit ?? 0) >= 0.6,
  );
}

/** A file of loans may name their borrower, or say how they stand. */
function besides(best: TableMatch, ids: KnownIds): TableMatch[] {
  if (best.table !== 'loan' && best.table !== 'loan_status') return [];
  const others: SourceTableName[] = best.table === 'loan' ? ['loan_party', 'loan_status'] : ['loan_party'];
  // The day on which a loan began is not that of a report, unless its name says so.
  const days = best.table === 'loan' ? ['opened_on', 'matures_on'] : [];
  const taken = days.flatMap((field) => best.columns.get(field)?.column ?? []);
  const columns = best.group.columns.filter(
    (column) =>
      !taken.includes(column) || nameFit(column.called, fieldNames.loan_status?.['as_of'] ?? []) >= 0.8,
  );
  return others.flatMap((table) => {
    const match = matchTable({ ...best.group, columns }, table, ids);
    // A delivery speaks for one day, which its files may be named after.
    return match === null || match.unfed.some((field) => field !== 'as_of')
      ? []
      : [{ ...match, group: best.group }];
  });
}

/** Tables whose rows another table's file may repeat, with their key, and what must tell so beside the key. */
const repeated: Readonly<
  Partial<Record<SourceTableName, { table: SourceTableName; key: string; telling: readonly string[] }>>
> = {
  account: { table: 'customer', key: 'customer_id', telling: [] },
  loan_status: { table: 'loan', key: 'loan_id', telling: ['opened_on'] },
};

/** A file of accounts may say of each whose it is and who that is; one of reports, what the loan was. */
function ownersBeside(
  best: TableMatch,
  found: ReadonlySet<SourceTableName>,
  ids: KnownIds,
): readonly TableMatch[] {
  const owner = repeated[best.table];
  const key = best.columns.get(owner?.key ?? '')?.column;
  if (owner === undefined || key === undefined || found.has(owner.table)) return [];
  const taken = new Set([...best.columns.values()].map(({ column }) => column));
  const columns = [...steadyColumns(best.group, key)].filter(
    (column) => column === key || !taken.has(column),
  );
  const match = matchTable({ ...best.group, columns }, owner.table, ids, true);
  if (match === null || match.columns.get(owner.key)?.column !== key) return [];
  if (!owner.telling.every((field) => match.columns.has(field))) return [];
  return [{ ...match, group: best.group, isRepeated: !key.isUnique }];
}

function matchTable(
  group: FileGroup,
  table: SourceTableName,
  ids: KnownIds,
  mayRepeat = false,
): TableMatch | null {
  if (fieldNames[table] === undefined) return null;
  const fields = fieldsOf(table);
  const amount = table === 'entry' ? amountOf(group) : null;
  const taken = new Set<ColumnProfile>();
  const columns = new Map<string, FieldMatch>();
  if (amount?.kind === 'two_columns') taken.add(amount.credit).add(amount.debit);
  if (amount?.kind === 'sign_column') taken.add(amount.column);
  const fits = fields
    .flatMap((field) =>
      group.columns.map((column) => ({
        field,
        column,
        fit: fieldFit(group, table, { field, column, ids, mayRepeat }),
      })),
    )
    .filter(({ fit }) => fit >= 0.4)
    // Of fields that fit alike, those that a table cannot do without come first.
    .toSorted((a, b) => b.fit - a.fit || Number(b.field.isRequired) - Number(a.field.isRequired));
  for (const { field, column, fit } of fits) {
    if (columns.has(field.name) || taken.has(column)) continue;
    if (field.name === 'amount' && amount?.kind === 'two_columns') continue;
    columns.set(field.name, { column, fit });
    taken.add(column);
  }
  const isFed = (name: string): boolean =>
    columns.has(name) || (name === 'amount' && amount?.kind === 'two_columns');
  // Units are only asked for of what has no value.
  if (table === 'holding' && columns.has('value')) columns.delete('quantity');
  if (!(marks[table] ?? []).every(isFed)) return null;
  // Bookings name an account again and again; a file that names each once holds the accounts.
  const booked = table === 'entry' ? columns.get('account_id')?.column : undefined;
  const isMarked = amount?.kind === 'sign_column' || amount?.kind === 'two_columns';
  if (booked?.isUnique === true && booked.filled >= 20 && !isMarked) return null;
  if (table === 'entry' && !isBooking(group, columns, amount)) return null;
  const isInterval = table === 'balance' && group.interval !== null;
  if (needName.includes(table) && !isInterval && !isTold(group, table, columns)) return null;
  const unfed = fields.flatMap(({ name, isRequired }) =>
    isRequired && !isFed(name) && constants[`${table}.${name}`] === undefined ? [name] : [],
  );
  const balance = table === 'balance' ? columns.get('balance')?.column : undefined;
  return {
    group,
    table,
    columns,
    amount: balance === undefined ? amount : signOf(group, balance),
    unfed,
    isRepeated: false,
    candidates: group.columns,
    choice: everyRow,
    constants: {},
    isSure: true,
    score: scoreOf(group, table, columns, unfed),
  };
}

/** Amounts that are never taken out are no bookings, unless names say that they are; nor are intervals. */
function isBooking(
  group: FileGroup,
  columns: ReadonlyMap<string, FieldMatch>,
  amount: AmountMatch | null,
): boolean {
  if (group.interval !== null) return false;
  const isSigned = columns.get('amount')?.column.number?.hasNegative === true;
  return isSigned || amount?.kind !== 'signed' || isTold(group, 'entry', columns);
}

/** Tables that values alone do not tell: any three columns could be rates or loans. */
const needName: readonly SourceTableName[] = ['loan', 'loan_status', 'fact', 'exchange_rate', 'balance'];

function isTold(group: FileGroup, table: SourceTableName, columns: ReadonlyMap<string, FieldMatch>): boolean {
  return (
    isNamedFor(group, table) ||
    [...columns].some(
      ([field, { column }]) => nameFit(column.called, fieldNames[table]?.[field] ?? []) >= 0.6,
    )
  );
}

function scoreOf(
  group: FileGroup,
  table: SourceTableName,
  columns: ReadonlyMap<string, FieldMatch>,
  unfed: readonly string[],
): number {
  const required = new Set(fieldsOf(table).flatMap(({ name, isRequired }) => (isRequired ? [name] : [])));
  const fit = [...columns].reduce((sum, [name, one]) => sum + one.fit * (required.has(name) ? 1.5 : 1), 0);
  const isNamed = isNamedFor(group, table);
  // A file is best explained by the table that leaves the fewest of its columns over.
  const left = group.columns.length - columns.size;
  return fit + (isNamed ? 1.5 : 0) - unfed.length - left * 0.25;
}
