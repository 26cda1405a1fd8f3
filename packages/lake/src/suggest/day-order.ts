import { parseDay } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';
import { isoDaysOf } from './match-days.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';

/**
 * The days of accounts in columns of which no name tells: deposits mature after the delivery, at least some of them, and what
 * was closed was closed before. Without this the first column with empty days would be either.
 */
export function withDayOrder(match: TableMatch, matches: readonly TableMatch[]): TableMatch {
  const opened = match.columns.get('opened_on')?.column;
  if (match.table !== 'account' || opened === undefined) return match;
  const isTold = (field: string): boolean => (match.columns.get(field)?.fit ?? 0) >= 0.6;
  if (isTold('matures_on') || isTold('closed_on')) return match;
  const [first] = opened.dates;
  const last = latestOf(matches) ?? latest(opened);
  const taken = new Set(
    [...match.columns].flatMap(([field, { column }]) =>
      field === 'matures_on' || field === 'closed_on' ? [] : [column],
    ),
  );
  const days = match.candidates.filter(
    (column) =>
      !taken.has(column) &&
      !column.isNamed &&
      // Days of one file are written alike; what else reads as one is a code.
      column.dates.some(({ written }) => written === first?.written),
  );
  // The delivery is a while after what happened last.
  const isAhead = (column: ColumnProfile): boolean => daysBetween(last, latest(column)) > daysAfter;
  const matures = days.find(isAhead);
  const closed = days.find((column) => !isAhead(column) && isSometimes(column));
  if (matures === undefined && closed === undefined) return match;
  const columns = new Map(match.columns);
  const put = (field: string, column: ColumnProfile | undefined): void => {
    columns.delete(field);
    const found: FieldMatch | null = column === undefined ? null : { column, fit: 0.45 };
    if (found !== null) columns.set(field, found);
  };
  put('matures_on', matures);
  put('closed_on', closed);
  return { ...match, columns };
}

const daysAfter = 31;

/** The latest day on which something was booked or stood; null: no file says. */
function latestOf(matches: readonly TableMatch[]): string | null {
  const days = [isoDaysOf(matches, 'entry', 'booked_on'), isoDaysOf(matches, 'balance', 'day')];
  return (
    days
      .flatMap((all) => all.at(-1) ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

function daysBetween(one: string, other: string): number {
  return (parseDay(other) ?? 0) - (parseDay(one) ?? 0);
}

/** Whether some accounts have such a day and others have none. */
function isSometimes({ empty, missing }: ColumnProfile): boolean {
  return empty > 0 || missing.length > 0;
}

/** The latest of its days, as yyyy-mm-dd; an empty text: there is none. */
function latest({ distinct, dates, missing }: ColumnProfile): string {
  return [...distinct].reduce((last, text) => {
    const day = missing.includes(text) ? '' : isoDay(text, dates[0]);
    return day > last ? day : last;
  }, '');
}
