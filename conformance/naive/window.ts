// Windows as they are written in a policy: `6 months`, `90 days`, `3 calendar months`.
import { dayBeforeCalendarMonths, dayBeforeWindow, isMonthEnd } from './calendar.ts';

export interface Window {
  readonly count: number;
  readonly unit: 'days' | 'months' | 'calendar months';
}

export function windowOf(text: string): Window {
  const match = /^(\d+) (calendar month|month|day)s?$/.exec(text);
  if (match === null) throw new Error(`not a window: ${text}`);
  return { count: Number(match[1]), unit: `${match[2] as 'day' | 'month' | 'calendar month'}s` };
}

/** Days of a written length of time. */
export function daysOf(text: string): number {
  const { count, unit } = windowOf(text);
  if (unit !== 'days') throw new Error(`not in days: ${text}`);
  return count;
}

/** The last day before the window that ends on `end`. */
export function startBefore({ count, unit }: Window, end: number): number {
  if (unit === 'days') return end - count;
  return unit === 'months' ? dayBeforeWindow(end, count) : dayBeforeCalendarMonths(end, count);
}

/** The days before the months of a window, the last one first, and its end in front: n + 1 days for n months. */
export function monthEdges(window: Window, end: number): number[] {
  const edges = [end];
  for (let count = 1; count <= window.count; count++) edges.push(startBefore({ ...window, count }, end));
  return edges;
}

export function monthEndsIn(before: number, end: number): number[] {
  const found: number[] = [];
  for (let day = before + 1; day <= end; day++) if (isMonthEnd(day)) found.push(day);
  return found;
}
