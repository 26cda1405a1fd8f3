import { dayFromParts, dayParts, daysInMonth, type Day } from './day.ts';

/** Last day of the month in which `day` lies. */
export function monthEnd(day: Day): Day {
  const { year, month } = dayParts(day);
  return dayFromParts({ year, month, day: daysInMonth(year, month) });
}

/** First day of the month in which `day` lies. */
export function monthStart(day: Day): Day {
  const { year, month } = dayParts(day);
  return dayFromParts({ year, month, day: 1 });
}

export function isMonthEnd(day: Day): boolean {
  return monthEnd(day) === day;
}

/**
 * Same day `months` later (earlier when negative), cut to a shorter month:
 * 06-30 + 6 months = 12-30, 01-31 + 1 month = 02-28 or 02-29. docs/language.md, "Days".
 */
export function addMonths(day: Day, months: number): Day {
  const parts = dayParts(day);
  const index = parts.year * 12 + (parts.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayFromParts({ year, month, day: Math.min(parts.day, daysInMonth(year, month)) });
}

/** Last day of the month `months` after that of `day` (before it when negative). */
export function monthEndAfter(day: Day, months: number): Day {
  return monthEnd(addMonths(monthStart(day), months));
}

/** Month ends m with `after` < m <= `upTo`, ascending. */
export function monthEndsBetween(after: Day, upTo: Day): Day[] {
  const ends: Day[] = [];
  for (let end = monthEnd(after + 1); end <= upTo; end = monthEndAfter(end, 1)) ends.push(end);
  return ends;
}

/** Whole months from `from` to `to`: the largest n with addMonths(from, n) <= to; negative never, 0 when to < from. */
export function wholeMonthsBetween(from: Day, to: Day): number {
  if (to < from) return 0;
  const start = dayParts(from);
  const end = dayParts(to);
  const months = (end.year - start.year) * 12 + (end.month - start.month);
  return addMonths(from, months) <= to ? months : months - 1;
}
