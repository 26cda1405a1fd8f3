import { dayParts, type Day } from './day.ts';
import { addMonths, isMonthEnd, monthEndAfter, monthStart } from './month.ts';

/** Length of a window as written: `6 months`, `90 days`, `3 calendar months`. */
export interface WindowLength {
  readonly count: number;
  readonly unit: 'days' | 'months' | 'calendar_months';
}

/** The days of (after, upTo]: `after` is the last day before the window. */
export interface DayWindow {
  readonly after: Day;
  readonly upTo: Day;
}

const written = /^(\d{1,4})\s+(day|month|calendar month)s?$/;

/** The window length written in `text`, or null. */
export function parseWindowLength(text: string): WindowLength | null {
  const match = written.exec(text.trim());
  if (match === null) return null;
  const count = Number(match[1]);
  if (count < 1) return null;
  const unit = match[2] === 'day' ? 'days' : match[2] === 'month' ? 'months' : 'calendar_months';
  return { count, unit };
}

export function formatWindowLength({ count, unit }: WindowLength): string {
  return `${count} ${unit === 'calendar_months' ? 'calendar months' : unit}`;
}

/**
 * The window of `length` that ends on `upTo`, inclusive. docs/language.md, "Days".
 * A window of months that ends on a month end starts after a month end, so it holds whole months.
 */
export function windowEndingOn(upTo: Day, length: WindowLength): DayWindow {
  return { after: dayBefore(upTo, length), upTo };
}

/** The window of `length` just before `window`, by the same rule applied to its start. */
export function windowBefore(window: DayWindow, length: WindowLength): DayWindow {
  return windowEndingOn(window.after, length);
}

function dayBefore(upTo: Day, { count, unit }: WindowLength): Day {
  if (unit === 'days') return upTo - count;
  if (unit === 'calendar_months') return addMonths(monthStart(upTo), 1 - count) - 1;
  return isMonthEnd(upTo) ? monthEndAfter(upTo, -count) : addMonths(upTo, -count);
}

/** Number of days of a window. */
export function windowDays({ after, upTo }: DayWindow): number {
  return upTo - after;
}

/** Months of a window, or null when it is given in days. Part months count whole. */
export function windowMonths({ count, unit }: WindowLength): number | null {
  return unit === 'days' ? null : count;
}

/** Calendar year of a day, for ages. */
export function yearOf(day: Day): number {
  return dayParts(day).year;
}
