import { failure, parseDay, type Day } from '@gradus/schema';

/** Windows and graces of any length lie within the four-digit years around these. */
const [dateMin, dateMax] = ['1900-01-01', '2199-12-31'];

/** `--as-of 2026-06-30`. Errors: `command.bad-date`, `command.date-out-of-range`. */
export function parseDateOption(option: string, text: string): Day {
  const day = parseDay(text);
  if (day === null) throw failure('command.bad-date', { option, value: text });
  if (text < dateMin || text > dateMax)
    throw failure('command.date-out-of-range', { option, value: text, first: dateMin, last: dateMax });
  return day;
}

/** A whole number within limits. Errors: `command.bad-number`. */
export function parseNumberOption(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw failure('command.bad-number', { option, value: text, least, most });
  return value;
}

const mibOfUnit: Readonly<Record<string, number>> = { MiB: 1, GiB: 1024, M: 1, G: 1024 };
const memoryMibMin = 256;

/** `--memory 4GiB` in MiB. Errors: `command.bad-size`. */
export function parseMemoryOption(text: string): number {
  const [, count, unit] = /^(\d{1,6})(MiB|GiB|M|G)$/.exec(text) ?? [];
  const mib = Number(count) * (mibOfUnit[unit ?? ''] ?? Number.NaN);
  if (!(mib >= memoryMibMin)) throw failure('command.bad-size', { value: text, leastMib: memoryMibMin });
  return mib;
}
