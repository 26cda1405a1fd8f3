import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';
import type { FileGroup } from './file-group.ts';
import type { TableField } from '../mapping/table-field.ts';

/** What tells the days and amounts of loans apart where no name does: the rows of a report share its day; most is repaid. */
export function loanLean({ columns }: FileGroup, { name }: TableField, column: ColumnProfile): number {
  const isShared = column.distinct.size * 3 < column.filled;
  const latest = (one: ColumnProfile): string =>
    [...one.distinct].reduce((last, text) => {
      const day = isoDay(text, one.dates[0]);
      return day > last ? day : last;
    }, '');
  const days = columns.filter(({ dates }) => dates.length > 0);
  const amounts = columns.filter(({ number, dates }) => number?.hasFraction === true && dates.length === 0);
  const isLast = (): boolean => days.every((one) => latest(one) <= latest(column));
  const isMost = amounts.every(({ number }) => (number?.greatest ?? 0) <= (column.number?.greatest ?? 0));
  switch (name) {
    case 'as_of':
      return isShared ? 0.05 : -0.05;
    case 'opened_on':
      return isShared || isLast() ? -0.05 : 0.05;
    case 'matures_on':
      return isLast() ? 0.05 : -0.2;
    case 'principal':
      return isMost ? 0.05 : -0.2;
    case 'outstanding':
      return isMost && amounts.length > 1 ? -0.05 : 0.05;
    default:
      return 0;
  }
}
