import { assert } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCondition } from '../condition/parse-condition.ts';
import { populationScope } from '../condition/scope.ts';
import type { ColumnReference, Condition } from '../plan/condition.ts';
import { overlap, regionOf } from './region.ts';
import { numbers } from './value-set.ts';
import { findRow, isWitness, type Wanted } from './witness.ts';

const column = (name: string): ColumnReference => ({
  name,
  type: 'number',
  unit: 'money',
  scale: 2,
  classes: null,
});
const scope = populationScope([column('a'), column('b'), column('c')]);

function condition(text: string): Condition {
  const parsed = parseCondition(text, scope);
  assert(parsed.condition !== null, `${text}: ${parsed.findings[0]?.code}`);
  return parsed.condition;
}

const all = new Map(['a', 'b', 'c'].map((name) => [name, numbers(true, { from: null, to: null })]));

test.each([
  ['a > 5 and b < 3'],
  ['a > b and b > 100'],
  ['a + b >= 1000 and a < 10 and b < 991'],
  ['2 * a = b and a > 7 and b != 16'],
  ['a = null and b - c > 3'],
  ['a > b and b > c and c > 1'],
  ['status = "closed" and age >= 18'],
  ['opened_on < date("2020-01-01") and not(a in [1..3])'],
])('a customer is found for %s', (text) => {
  const wanted: Wanted[] = [{ condition: condition(text), truth: 'true' }];
  const row = findRow(all, wanted);
  expect(row).not.toBeNull();
  expect(row !== null && isWitness(row, wanted)).toBe(true);
});

test('one thing and not another', () => {
  const wanted: Wanted[] = [
    { condition: condition('a > 30'), truth: 'true' },
    { condition: condition('a > 60 or b > 1'), truth: 'not true' },
  ];
  const row = findRow(all, wanted);
  expect(row?.get('a')).toBe(3001n);
  expect(findRow(all, [...wanted, { condition: condition('a > 90'), truth: 'true' }])).toBeNull();
});

const text = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom('<', '<=', '>', '>=', '=', '!='),
        fc.integer({ min: -3, max: 4 }),
      )
      .map(([name, operator, value]) => `${name} ${operator} ${value}`),
    fc.constantFrom('a = null', 'b != null'),
    fc
      .tuple(tie('one'), fc.constantFrom('and', 'or'), tie('one'))
      .map(([x, word, y]) => `(${x}) ${word} (${y})`),
    tie('one').map((one) => `not(${one})`),
  ),
})).one;

test('where columns are compared with numbers alone, nothing found means that there is nothing', () => {
  let found = 0;
  fc.assert(
    fc.property(text, text, (first, second) => {
      const wanted: Wanted[] = [
        { condition: condition(first), truth: 'true' },
        { condition: condition(second), truth: 'not true' },
      ];
      const row = findRow(all, wanted);
      const region = overlap(regionOf(condition(first), 'true'), regionOf(condition(second), 'not true'));
      expect(row === null).toBe(region !== null && region.length === 0);
      if (row !== null) expect(isWitness(row, wanted)).toBe(true);
      found += row === null ? 0 : 1;
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(100);
});
