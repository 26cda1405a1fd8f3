import type { Day } from './day.ts';
import { addMonths } from './month.ts';

/** A length of time that runs forward: `12 months` or `90 days`. */
export interface Duration {
  readonly count: number;
  readonly unit: 'days' | 'months';
}

const written = /^(\d{1,4})\s+(day|month)s?$/;

/** The duration written in `text`, or null. */
export function parseDuration(text: string): Duration | null {
  const match = written.exec(text.trim());
  if (match === null) return null;
  return { count: Number(match[1]), unit: match[2] === 'day' ? 'days' : 'months' };
}

export function formatDuration({ count, unit }: Duration): string {
  return `${count} ${unit}`;
}

/** The day on which `duration`, begun on `from`, is over. docs/language.md, "Days". */
export function addDuration(from: Day, duration: Duration): Day {
  return duration.unit === 'days' ? from + duration.count : addMonths(from, duration.count);
}
