import { AssertionFailure, dayFromParts } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import { ColumnSlots } from './column-slot.ts';

const names = ['a', 'b', 'c', 'd'] as const;
const plan = {
  asOf: dayFromParts({ year: 2026, month: 6, day: 30 }),
  indicators: names.map((name) => ({ name })),
} as unknown as Plan;
const customer = { openedOn: 20_000, birthYear: 1970, status: 'active' };

test('values are read by name, in whatever order they stand and whatever stands among them', () => {
  const values = { a: 1n, b: null, c: 2n ** 60n, d: -4n, other: 9n };
  fc.assert(
    fc.property(fc.shuffledSubarray(Object.entries(values), { minLength: 5 }), (entries) => {
      const columns = new ColumnSlots(plan);
      const slots = ['status', ...names, 'age'].map((name) => columns.slotOf(name));
      const row = columns.empty();
      columns.write(row, customer, Object.fromEntries(entries));
      expect(slots.map((slot) => row[slot])).toEqual(['active', 1, null, 2n ** 60n, -4, 56]);
    }),
  );
});

test('an indicator that is read must be given, another need not be', () => {
  const columns = new ColumnSlots(plan);
  const slot = columns.slotOf('c');
  const row = columns.empty();
  columns.write(row, customer, { c: 5n });
  expect(row[slot]).toBe(5);
  expect(() => {
    columns.write(row, customer, { a: 1n, b: 2n, d: 3n });
  }).toThrow(AssertionFailure);
});
