import fc from 'fast-check';
import { formatDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { columnPlaces } from './column-places.ts';

const cut = (lines: readonly string[]): string[][] =>
  lines.map((line) => columnPlaces(lines).map(({ from, length }) => line.slice(from, from + length).trim()));

test.each([
  [
    'a text filled up before digits',
    ['Ann   12', 'Bo    34', 'Cecily56'],
    [
      ['Ann', '12'],
      ['Bo', '34'],
      ['Cecily', '56'],
    ],
  ],
  [
    'a number filled up after a text',
    ['Ann     1.50', 'Cecily 20.50', 'Bo    300.50'],
    [
      ['Ann', '1.50'],
      ['Cecily', '20.50'],
      ['Bo', '300.50'],
    ],
  ],
  ['a prefix that is always the same', ['C001', 'C002', 'C003'], [['C001'], ['C002'], ['C003']]],
  [
    'letters that differ before digits',
    ['DD001', 'SV002', 'DD003'],
    [
      ['DD', '001'],
      ['SV', '002'],
      ['DD', '003'],
    ],
  ],
  [
    'a sign at the end of a number',
    ['0012+A', '0034-B', '0056+A'],
    [
      ['0012+', 'A'],
      ['0034-', 'B'],
      ['0056+', 'A'],
    ],
  ],
  [
    'days beside digits',
    ['0012024010599', '0022024020688', '0032024030777'],
    [
      ['001', '20240105', '99'],
      ['002', '20240206', '88'],
      ['003', '20240307', '77'],
    ],
  ],
  [
    'a currency between texts',
    ['loanCNY1', 'loanUSD2', 'loanCNY3'],
    [
      ['loan', 'CNY', '1'],
      ['loan', 'USD', '2'],
      ['loan', 'CNY', '3'],
    ],
  ],
  [
    'blanks that are no column',
    ['A   1   ', 'B   2   ', 'C   3   '],
    [
      ['A', '1'],
      ['B', '2'],
      ['C', '3'],
    ],
  ],
])('%s', (_, lines, values) => {
  expect(cut(lines)).toEqual(values);
});

test('nothing that stands in a line is left out, no column overlaps another, and days are whole', () => {
  const padded = fc.stringMatching(/^[A-Za-z]{1,9}$/).map((text) => text.padEnd(10));
  const number = fc.nat(9_999_999).map((value) => String(value).padStart(9));
  const day = fc.integer({ min: 0, max: 20_000 }).map(formatDay);
  const line = fc.tuple(padded, number, day, padded).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (lines) => {
      const places = columnPlaces(lines);
      const covered = new Set<number>();
      for (const { from, length } of places) {
        for (let at = from; at < from + length; at += 1) {
          expect(covered.has(at)).toBe(false);
          covered.add(at);
        }
      }
      for (const text of lines) {
        for (const [at, sign] of Array.from(text).entries())
          if (sign !== ' ') expect(covered.has(at)).toBe(true);
      }
      expect(places).toContainEqual({ from: 19, length: 10 });
    }),
  );
});
