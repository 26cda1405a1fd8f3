import type { SourceTableName } from '@gradus/schema';
import { codeValues, isCurrencyField, type TableField } from '../mapping/table-field.ts';
import { guessCode, isListedCurrency } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';

/** Terms that banks offer, in months. */
const usualTerms = new Set(['1', '3', '6', '9', '12', '18', '24', '36', '60']);

/** Fields that a column of amounts without a name may be taken for. */
const tellingMoney: ReadonlySet<string> = new Set([
  'account.opening_balance',
  'entry.amount',
  'balance.balance',
  'loan.principal',
  'loan_status.outstanding',
  'exchange_rate.rate',
]);

/** How many different words a code list of the field may have. */
const fewWords: Readonly<Record<string, number>> = {
  'account.kind': 8,
  'customer.status': 6,
  'entry.purpose': 60,
};

/**
 * How well the values of a column without a name fit a field, 0 to 1. Never as much as a name that fits: what is found so
 * is told with a doubt.
 */
export function valueFit(table: SourceTableName, field: TableField, column: ColumnProfile): number {
  const values = [...column.distinct].slice(0, 1000);
  const share = (test: (value: string) => boolean): number =>
    values.filter(test).length / Math.max(1, values.length);
  switch (field.kind.kind) {
    case 'day':
      return column.dates.length > 0 ? dayFit(field, column) : 0;
    case 'money':
    case 'stored_number':
      if (column.dates.length > 0 || !tellingMoney.has(`${table}.${field.name}`)) return 0;
      // Interest has more decimals than money.
      if (field.kind.kind === 'money' && (column.number?.decimals ?? 0) > 3) return 0;
      return column.number?.hasFraction === true ? 0.5 : 0;
    case 'code': {
      if (isCurrencyField(field.name)) return share(isListedCurrency) === 1 ? 0.55 : 0;
      if (share(isListedCurrency) === 1) return 0;
      if (codeValues(table, field) === null && field.name !== 'status') return 0;
      // Numbers stand for anything; who is liable is said in words.
      if (field.name === 'role' && values.some((value) => /^\d+$/.test(value))) return 0;
      if (values.length <= 40 && share((value) => guessCode(table, field.name, value) !== null) >= 0.8)
        return 0.5;
      // Words that are few and come again are a code list, of whatever language.
      const few =
        column.name.match(/^c\d+$/) === null && field.name === 'status'
          ? undefined
          : fewWords[`${table}.${field.name}`];
      const isWords =
        column.number === null && column.dates.length === 0 && share((value) => value.length <= 40) === 1;
      return few !== undefined && isWords && values.length <= few && column.filled >= 5 * values.length
        ? 0.41
        : 0;
    }
    case 'private':
      if (field.name === 'customer_name' || field.name === 'name') {
        return share((value) => /^[\u4E00-\u9FFF·]{2,5}$/.test(value)) > 0.9 && values.length > 5 ? 0.55 : 0;
      }
      return share((value) => /^1\d[\d*]{9}$/.test(value)) > 0.9 ? 0.5 : 0;
    case 'whole':
      if (field.name === 'birth_year' && column.dates.length > 0) return isOfBirth(column, values) ? 0.46 : 0;
      if (field.name === 'birth_year') return share((value) => /^(19|20)\d\d$/.test(value)) > 0.95 ? 0.5 : 0;
      if (field.name === 'term_months')
        return share((value) => usualTerms.has(value.replace(/^0+/, '')) || /^0+$/.test(value)) > 0.9
          ? 0.45
          : 0;
      if (field.name === 'days_past_due') return isDaysPastDue(column, values) ? 0.42 : 0;
      return 0;
    case 'text':
      return field.name === 'entry_id' && column.isUnique && share((value) => value.length >= 6) > 0.9
        ? 0.42
        : 0;
    case 'flag':
    case 'id':
      return 0;
  }
}

/**
 * An end that is open is no first day, and a history is not told from one day. Most accounts are not closed; of days that are
 * there as often the first is that of the opening.
 */
function dayFit({ name, isRequired }: TableField, { missing, empty, filled }: ColumnProfile): number {
  if (name === 'valid_from') return 0;
  const emptyShare = empty / (empty + filled);
  if (missing.length === 0) {
    if (name === 'closed_on') return 0.44 + 0.02 * emptyShare;
    return name === 'matures_on' ? 0.449 - 0.009 * emptyShare : 0.45;
  }
  return isRequired ? 0 : name === 'closed_on' ? 0.46 : 0.44;
}

/** Most loans are on time, and some are not. */
function isDaysPastDue(
  { number, dates, filled, distinct }: ColumnProfile,
  values: readonly string[],
): boolean {
  if (number === null || number.hasFraction || number.hasNegative || dates.length > 0) return false;
  const isSmall = number.greatest > 5 && number.greatest < 4000;
  return isSmall && values.some((value) => /^0+$/.test(value)) && distinct.size * 3 < filled;
}

/** Days on which people were born reach further back than those of a bank's customers. */
function isOfBirth({ dates }: ColumnProfile, values: readonly string[]): boolean {
  const years = values.map((value) => Number(isoDay(value, dates[0]).slice(0, 4))).toSorted((a, b) => a - b);
  const middle = years[Math.floor(years.length / 2)] ?? 0;
  return years.length >= 20 && middle < 1995 && (years[0] ?? 0) < 1970;
}
