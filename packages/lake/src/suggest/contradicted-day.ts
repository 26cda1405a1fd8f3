import type { SourceTableName } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';
import { fieldNames, nameFit } from './vocabulary.ts';

/** Fields of days on which something happened: it did so before the files were made. */
const happened: ReadonlySet<string> = new Set([
  'customer.opened_on',
  'account.opened_on',
  'account.closed_on',
  'entry.booked_on',
  'balance.day',
  'loan.opened_on',
  'loan_status.as_of',
]);
const daysLooked = 2000;
/** Reports speak for few days, each of many loans. */
const reportsMost = 24;

/** Days that say more of a row than its day alone, by the table that has them: an account opens before it has a balance. */
const others: Readonly<Partial<Record<string, readonly (readonly [SourceTableName, string])[]>>> = {
  'loan_status.as_of': [
    ['loan', 'opened_on'],
    ['loan', 'matures_on'],
  ],
  'balance.day': [
    ['account', 'opened_on'],
    ['account', 'matures_on'],
    ['account', 'closed_on'],
  ],
};

/**
 * Whether a column of days cannot be what a field means: its days lie after the delivery of `toldDay` (yyyy-mm-dd) where they
 * should have passed, are too many for days of reports, or its name says that they are another day of the account or the loan.
 */
export function isContradicted(place: string, column: ColumnProfile, toldDay: string | null): boolean {
  if (!happened.has(place) || column.dates.length === 0) return false;
  const [table = '', field = ''] = place.split('.');
  const fit = (of: string, name: string): number =>
    nameFit(column.called, fieldNames[of as SourceTableName]?.[name] ?? []);
  if ((others[place] ?? []).some(([of, name]) => fit(of, name) > fit(table, field))) return true;
  const { size } = column.distinct;
  if (place === 'loan_status.as_of' && size > reportsMost && size * 3 > column.filled) return true;
  return toldDay !== null && isAfter(column, toldDay);
}

/** Whether most days lie after another one, in whichever of the forms they are written. */
function isAfter({ distinct, dates, missing }: ColumnProfile, last: string): boolean {
  const texts = [...distinct].slice(0, daysLooked).filter((text) => !missing.includes(text));
  return dates.every((form) => texts.filter((text) => isoDay(text, form) > last).length * 2 > texts.length);
}
