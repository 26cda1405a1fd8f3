import { expect, test } from 'vitest';

import { Random } from './random.ts';

test('the sequence is the same on every machine', () => {
  const random = new Random().reseed(1, 2, 3);
  expect([random.next(), random.next(), random.below(1000), random.between(-5, 5)]).toEqual([
    4087671774, 2431657084, 969, -4,
  ]);
});

test('numbers of one stream have sequences of their own', () => {
  const seen = new Set<string>();
  for (let number = 0; number < 20_000; number++) {
    const random = new Random().reseed(42, 1, number);
    seen.add(`${random.next()} ${random.next()}`);
  }
  expect(seen.size).toBe(20_000);
});

test('draws are even, within their limits', () => {
  const random = new Random().reseed(5, 1, 1);
  // Six standard deviations of a count of 10,000 would be about 550; a wrong limit is off by thousands.
  const drawn: number[] = [0, 0, 0, 0, 0, 0];
  for (let draw = 0; draw < 60_000; draw++) {
    const value = random.between(0, 5);
    drawn[value] = (drawn[value] ?? 0) + 1;
  }
  for (const count of drawn) expect(Math.abs(count - 10_000)).toBeLessThan(550);
});

test('weights are respected', () => {
  const random = new Random().reseed(9, 1, 1);
  let second = 0;
  for (let draw = 0; draw < 40_000; draw++) second += Number(random.weighted([1, 3]) === 1);
  expect(Math.abs(second - 30_000)).toBeLessThan(600);
  expect(random.weighted([0, 0, 7])).toBe(2);
});
