import { assert } from '../assert.ts';
import { dayFromParts, dayParts, type Day } from './day.ts';
import { isMonthEnd, monthEnd, monthEndAfter } from './month.ts';

/** Day of the year, e.g. 06-30. 02-29 is not allowed: it is missing in most years. */
export interface YearDay {
  readonly month: number;
  readonly day: number;
}

export type Schedule =
  | { readonly kind: 'daily' }
  | { readonly kind: 'month_end' }
  | { readonly kind: 'year_days'; readonly days: readonly YearDay[] };

/**
 * The latest scheduled day in (after, upTo], or null. With `after` null (no earlier assessment)
 * the search reaches back one year, which holds a day of every schedule.
 */
export function latestScheduledDay(schedule: Schedule, after: Day | null, upTo: Day): Day | null {
  const latest = lastScheduledOnOrBefore(schedule, upTo);
  return after !== null && latest <= after ? null : latest;
}

/** The first scheduled day on or after `from`. */
export function nextScheduledDay(schedule: Schedule, from: Day): Day {
  if (schedule.kind === 'daily') return from;
  if (schedule.kind === 'month_end') return monthEnd(from);
  const { year } = dayParts(from);
  const candidates = yearDaysOf(schedule.days, [year, year + 1]).filter((day) => day >= from);
  assert(candidates.length > 0, 'a schedule of year days names at least one day');
  return Math.min(...candidates);
}

function lastScheduledOnOrBefore(schedule: Schedule, upTo: Day): Day {
  if (schedule.kind === 'daily') return upTo;
  if (schedule.kind === 'month_end') return isMonthEnd(upTo) ? upTo : monthEndAfter(upTo, -1);
  const { year } = dayParts(upTo);
  const candidates = yearDaysOf(schedule.days, [year - 1, year]).filter((day) => day <= upTo);
  assert(candidates.length > 0, 'a schedule of year days names at least one day');
  return Math.max(...candidates);
}

function yearDaysOf(days: readonly YearDay[], years: readonly number[]): Day[] {
  return years.flatMap((year) => days.map(({ month, day }) => dayFromParts({ year, month, day })));
}
