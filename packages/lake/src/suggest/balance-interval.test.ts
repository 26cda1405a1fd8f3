import fc from 'fast-check';
import { formatDay, parseDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { intervalColumns } from './balance-interval.ts';
import { profileColumn } from './column-profile.ts';

const begin = parseDay('2025-01-01') ?? 0;
const names = ['account', 'from', 'to', 'balance'];

function find(rows: readonly (readonly string[])[]) {
  const columns = names.map((name, index) =>
    profileColumn(
      name,
      rows.map((row) => row[index] ?? ''),
    ),
  );
  const found = intervalColumns(columns, rows);
  return found === null ? null : [found.key.name, found.from.name, found.to.name, found.isInclusive];
}

/** Rows of two accounts whose intervals have these lengths; `gap` is from the end of one to the beginning of the next. */
function rowsOf(lengths: readonly number[], gap: number, end: string): string[][] {
  return ['A-1', 'A-2'].flatMap((account) => {
    let day = begin;
    return lengths.map((length, index) => {
      const from = day;
      day += length;
      const to = index === lengths.length - 1 ? end : formatDay(day - gap);
      return [account, formatDay(from), to, `${index}.50`];
    });
  });
}

test('intervals that follow each other are found, with whether the last day belongs to them', () => {
  const lengths = fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(lengths, fc.boolean(), fc.constantFrom('9999-12-31', ''), (each, isInclusive, end) => {
      expect(find(rowsOf(each, isInclusive ? 1 : 0, end))).toEqual(['account', 'from', 'to', isInclusive]);
    }),
  );
});

test('bookings of every day, valued on the next, are no intervals: none is open', () => {
  const rows = Array.from({ length: 60 }, (_, index) => [
    `A-${Math.floor(index / 30)}`,
    formatDay(begin + index),
    formatDay(begin + index + 1),
    '5.00',
  ]);
  expect(find(rows)).toBeNull();
});

test('intervals with gaps are not taken for a history of balances', () => {
  expect(find(rowsOf([20, 20, 20, 20], 5, '9999-12-31'))).toBeNull();
});
