import { balanceNames } from './balance-check.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isoDaysOf } from './match-days.ts';
import { dayInName } from './file-pattern.ts';
import type { TableMatch } from './table-match.ts';
import { nameFit } from './vocabulary.ts';

/** The day, as yyyy-mm-dd, that the name of a column of balances holds, as `SALDO_31.12.2025` does; null: it holds none. */
export function dayOfBalance({ name, called, number, dates }: ColumnProfile): string | null {
  if (number === null || dates.length > 0) return null;
  // Names of columns may hold the marks that names of files cannot.
  const named = dayInName(name.replaceAll('/', '-')) ?? dayInName(called);
  if (named === null || named.day === null) return null;
  const isBalance = nameFit(named.glob.replace('*', ''), balanceNames) >= 0.6;
  return isBalance ? named.day.iso : null;
}

/** Takes the balance of a day before the first booking for the one that an account begins with. */
export function withDatedOpening(match: TableMatch, matches: readonly TableMatch[]): TableMatch {
  if (match.table !== 'account') return match;
  const first = isoDaysOf(matches, 'entry', 'booked_on')[0] ?? '';
  const [last] = match.candidates
    .map((column) => ({ column, day: dayOfBalance(column) ?? '' }))
    .filter(({ day }) => day !== '' && day < first)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1));
  const taken = match.columns.get('opening_balance');
  if (last === undefined || (taken !== undefined && taken.fit >= 0.8)) return match;
  return {
    ...match,
    columns: new Map([...match.columns, ['opening_balance', { column: last.column, fit: 1 }]]),
  };
}
