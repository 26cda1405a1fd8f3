import { addDuration, dayFromParts, type Duration } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earliestRemembered, latestStart } from './lifecycle-day.ts';

const first = dayFromParts({ year: 2023, month: 1, day: 1 });
const asOf = fc.integer({ min: first, max: first + 800 });
const duration = fc.record({
  count: fc.integer({ min: 0, max: 30 }),
  unit: fc.constantFrom('days' as const, 'months' as const),
});

/** Days around the one that `duration` before `asOf` leads to. */
const around = (asOf: number, { count, unit }: Duration) => {
  const back = asOf - (unit === 'days' ? count : Math.trunc((count * 1461) / 48));
  return Array.from({ length: 13 }, (_, index) => back - 6 + index);
};

test('a duration is over for those who began by the latest start, and for nobody else', () => {
  fc.assert(
    fc.property(asOf, duration, (today, length) => {
      const latest = latestStart(today, length);
      for (const start of around(today, length)) {
        expect(start <= latest).toBe(today >= addDuration(start, length));
      }
    }),
  );
});

test('a duration is exceeded for those who began before the earliest that is remembered, and for nobody else', () => {
  fc.assert(
    fc.property(asOf, duration, (today, length) => {
      const earliest = earliestRemembered(today, length);
      for (const start of around(today, length)) {
        expect(start < earliest).toBe(today > addDuration(start, length));
      }
    }),
  );
});
