import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth, formatDay, parseDay, dayFromParts, dayParts, type Day } from './day.ts';
import { addDuration, parseDuration } from './duration.ts';
import { addMonths, isMonthEnd, monthEnd, monthEndsBetween, wholeMonthsBetween } from './month.ts';
import { latestScheduledDay, nextScheduledDay, type Schedule } from './schedule.ts';
import { formatWindowLength, parseWindowLength, windowBefore, windowDays, windowEndingOn } from './window.ts';

const day = (text: string): Day => {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`no date: ${text}`);
  return parsed;
};
const anyDay = fc.integer({ min: day('1900-01-01'), max: day('2199-12-31') });

describe('days', () => {
  it('counts from 1970 and agrees with the platform calendar on every day of three centuries', () => {
    fc.assert(
      fc.property(anyDay, (value) => {
        expect(formatDay(value)).toBe(new Date(value * 86_400_000).toISOString().slice(0, 10));
        expect(dayFromParts(dayParts(value))).toBe(value);
        expect(parseDay(formatDay(value))).toBe(value);
      }),
    );
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-04-30',
    '2026-4-30',
    '',
  ])('knows no date %s', (text) => expect(parseDay(text)).toBeNull());
});

describe('windows', () => {
  it.each([
    ['2026-06-30', '6 months', '2025-12-31'],
    ['1994-03-30', '6 months', '1993-09-30'],
    ['2026-02-28', '1 month', '2026-01-31'],
    ['2024-02-29', '12 months', '2023-02-28'],
    ['2025-02-28', '12 months', '2024-02-29'],
    ['2026-03-30', '1 month', '2026-02-28'],
    ['2026-05-15', '3 calendar months', '2026-02-28'],
    ['2026-05-31', '3 calendar months', '2026-02-28'],
    ['2026-01-10', '2 calendar months', '2025-11-30'],
    ['2026-01-10', '30 days', '2025-12-11'],
  ])('the window of %s back from %s begins after %s', (upTo, length, after) => {
    expect(formatDay(windowEndingOn(day(upTo), parseWindowLength(length)!).after)).toBe(after);
  });

  it('stands end to end with the window before it', () => {
    const length = parseWindowLength('6 months')!;
    const window = windowEndingOn(day('2026-06-30'), length);
    expect(windowBefore(window, length)).toEqual({ after: day('2025-06-30'), upTo: window.after });
    expect(windowDays(window)).toBe(181);
  });

  it('reads what it writes, and nothing else', () => {
    for (const text of ['1 days', '6 months', '3 calendar months']) {
      expect(formatWindowLength(parseWindowLength(text)!)).toBe(text);
    }
    for (const text of ['0 months', '-1 months', '6', 'months', '6 weeks', '1.5 months']) {
      expect(parseWindowLength(text)).toBeNull();
    }
  });
});

describe('forward', () => {
  it.each([
    ['2026-06-30', '6 months', '2026-12-30'],
    ['2026-08-31', '6 months', '2027-02-28'],
    ['2024-02-29', '12 months', '2025-02-28'],
    ['2026-01-31', '1 month', '2026-02-28'],
    ['2026-01-31', '90 days', '2026-05-01'],
  ])('%s and %s give %s', (from, duration, expected) => {
    expect(formatDay(addDuration(day(from), parseDuration(duration)!))).toBe(expected);
  });

  it('counts whole months as the largest n that fits', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40_000 }), (from, length) => {
        const months = wholeMonthsBetween(from, from + length);
        expect(addMonths(from, months)).toBeLessThanOrEqual(from + length);
        expect(addMonths(from, months + 1)).toBeGreaterThan(from + length);
      }),
    );
  });

  it('lists month ends in a half-open range', () => {
    expect(monthEndsBetween(day('2025-12-31'), day('2026-03-30')).map(formatDay)).toEqual([
      '2026-01-31',
      '2026-02-28',
    ]);
    expect(monthEndsBetween(day('2026-01-31'), day('2026-01-31'))).toEqual([]);
  });

  it('knows the end of every month', () => {
    fc.assert(
      fc.property(anyDay, (value) => {
        const { year, month } = dayParts(value);
        expect(dayParts(monthEnd(value)).day).toBe(daysInMonth(year, month));
        expect(isMonthEnd(value)).toBe(dayParts(value + 1).day === 1);
      }),
    );
  });
});

describe('schedules', () => {
  const halfYears: Schedule = {
    kind: 'year_days',
    days: [
      { month: 12, day: 31 },
      { month: 6, day: 30 },
    ],
  };

  it('is met by the first assessment on or after its date', () => {
    expect(latestScheduledDay(halfYears, day('2026-05-31'), day('2026-07-15'))).toBe(day('2026-06-30'));
    expect(latestScheduledDay(halfYears, day('2026-06-30'), day('2026-07-31'))).toBeNull();
    expect(latestScheduledDay(halfYears, day('2024-01-01'), day('2026-07-31'))).toBe(day('2026-06-30'));
    expect(latestScheduledDay({ kind: 'month_end' }, day('2026-05-31'), day('2026-06-29'))).toBeNull();
    expect(latestScheduledDay({ kind: 'month_end' }, day('2026-05-31'), day('2026-07-02'))).toBe(
      day('2026-06-30'),
    );
    expect(latestScheduledDay({ kind: 'daily' }, day('2026-05-31'), day('2026-06-01'))).toBe(
      day('2026-06-01'),
    );
    expect(latestScheduledDay(halfYears, null, day('2026-01-01'))).toBe(day('2025-12-31'));
  });

  it('finds the next date on or after a day', () => {
    expect(nextScheduledDay(halfYears, day('2026-06-30'))).toBe(day('2026-06-30'));
    expect(nextScheduledDay(halfYears, day('2026-07-01'))).toBe(day('2026-12-31'));
    expect(nextScheduledDay({ kind: 'month_end' }, day('2026-02-01'))).toBe(day('2026-02-28'));
    expect(nextScheduledDay({ kind: 'daily' }, day('2026-02-01'))).toBe(day('2026-02-01'));
  });
});
