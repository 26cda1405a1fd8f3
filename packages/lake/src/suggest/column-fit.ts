import { isCurrencyField, type TableField } from '../mapping/table-field.ts';
import type { SourceTableName } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import { guessCode, isListedCurrency } from './code-words.ts';
import { isFlagOrState } from './flag-column.ts';
import { personalKind } from './personal-column.ts';
import { valueFit } from './value-fit.ts';
import { fieldNames, isLimitName, isRateName, nameFit } from './vocabulary.ts';

/** Ids that are known from the files of customers, accounts and loans. */
export interface KnownIds {
  readonly customer_id: ReadonlySet<string> | null;
  readonly account_id: ReadonlySet<string> | null;
  readonly loan_id: ReadonlySet<string> | null;
}

export const noIds: KnownIds = { customer_id: null, account_id: null, loan_id: null };

/** What is left of the fit of a column of which no value was seen: some day it may be filled. */
const emptyShare = 0.7;

/** The key of each table whose rows other files refer to: one file feeds it. */
export const ownKeys: Readonly<Partial<Record<SourceTableName, string>>> = {
  customer: 'customer_id',
  account: 'account_id',
  loan: 'loan_id',
};

/** How well a column can feed a field, 0 to 1: by its name, if its values can be read so; by its values alone where they are ids. */
export function columnFit(
  table: SourceTableName,
  field: TableField,
  column: ColumnProfile,
  ids: KnownIds,
  mayRepeat = false,
): number {
  if (column.name === '') return 0;
  if (column.filled === 0)
    return field.isRequired ? 0 : nameFit(column.called, fieldNames[table]?.[field.name] ?? []) * emptyShare;
  if (field.isRequired && !column.isNamed && column.empty > 0) return 0;
  // Most rows have no such day, as that of a default: it is not the one that all of them need.
  if (field.isRequired && field.kind.kind === 'day' && column.empty > column.filled) return 0;
  if (isKeptOut(table, field, column)) return 0;
  const byName = column.isNamed
    ? nameFit(column.called, fieldNames[table]?.[field.name] ?? [])
    : valueFit(table, field, column);
  if (field.kind.kind === 'id')
    return idFit(table, field, column, byName, mayRepeat ? 'repeated' : 'once', ids);
  return canRead(table, field, column) ? byName : 0;
}

/**
 * Whether a column of what identifies people is none for a field: all fields but ids, names and contacts stand outside the
 * vault, and a number of the state is an id of the bank only where a name or other files say so.
 */
function isKeptOut(table: SourceTableName, { name, kind }: TableField, column: ColumnProfile): boolean {
  const personal = personalKind(column);
  if (personal === null) return false;
  if (kind.kind === 'private') return personal === 'national_id';
  if (kind.kind === 'id') return personal === 'national_id' && ownKeys[table] === name && !column.isNamed;
  return true;
}

function idFit(
  table: SourceTableName,
  { name, isRequired }: TableField,
  column: ColumnProfile,
  byName: number,
  key: 'once' | 'repeated',
  ids: KnownIds,
): number {
  // Many a guarantor is no customer.
  const emptyMost = table === 'loan_party' ? column.filled * 9 : column.filled;
  if (isRequired && column.empty > emptyMost) return 0;
  if (ownKeys[table] === name) {
    // An account may come once for each stretch of its history.
    const isKey =
      key === 'repeated' ||
      column.isUnique ||
      (table === 'account' && column.distinct.size * 3 > column.filled);
    const looksLikeOne =
      !column.isNamed &&
      [...column.distinct].every((value) => value.length >= 3) &&
      column.dates.length === 0;
    return isKey ? (looksLikeOne ? 0.45 : byName) : 0;
  }
  const known = name in ids ? ids[name as keyof KnownIds] : null;
  if (known === null) return byName;
  const share = sharedShare(column, known);
  // Short numbers are among any ids by chance.
  const speaks = /^c\d+$/.test(column.name) || [...column.distinct].some((value) => value.length >= 6);
  if (share >= 0.9 && column.distinct.size >= 3 && speaks) return Math.max(byName, 0.75);
  return share >= 0.5 ? byName : byName * 0.4;
}

/** Share of a column's different values that are among `known`. */
export function sharedShare(column: ColumnProfile, known: ReadonlySet<string>): number {
  const values = [...column.distinct].slice(0, 5000);
  return values.length === 0 ? 0 : values.filter((value) => known.has(value)).length / values.length;
}

function canRead(table: SourceTableName, field: TableField, column: ColumnProfile): boolean {
  const { dates, number, distinct } = column;
  if (isCurrencyField(field.name)) {
    return [...distinct].every(
      (code) => guessCode(table, field.name, code) !== null || isListedCurrency(code),
    );
  }
  switch (field.kind.kind) {
    case 'day':
      return dates.length > 0;
    case 'money':
      return (
        number !== null &&
        !isRateName(column.called) &&
        (field.name === 'limit' || !isLimitName(column.called))
      );
    case 'stored_number':
      return number !== null;
    case 'whole':
      return field.name === 'birth_year'
        ? dates.length > 0 || isWholeUpTo(column, 2200)
        : isWholeUpTo(column, field.kind.most ?? Number.MAX_SAFE_INTEGER);
    case 'code':
      if (field.name === 'kind' && isFlagOrState(column)) return false;
      // A free text can tell a purpose by what it begins with.
      if (field.name === 'purpose' && number === null) return dates.length === 0;
      return distinct.size <= (field.kind.values === undefined ? 2000 : 200) && dates.length === 0;
    case 'private':
      return dates.length === 0;
    case 'text':
      return field.name !== 'entry_id' || column.isUnique;
    case 'flag':
    case 'id':
      return true;
  }
}

function isWholeUpTo({ number }: ColumnProfile, most: number): boolean {
  return number !== null && !number.hasFraction && !number.hasNegative && number.greatest <= most;
}
