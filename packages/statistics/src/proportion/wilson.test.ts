import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { normalQuantile } from '../distribution/normal.ts';
import { proportionRatio } from './ratio.ts';
import { wilsonInterval } from './wilson.ts';

interface Fixture {
  readonly tolerance: { readonly relative: number; readonly absolute: number };
  readonly cases: readonly {
    readonly name: string;
    readonly input: { readonly successes: number; readonly trials: number; readonly alpha: number };
    readonly expected: { readonly ci: readonly [number, number] };
  }[];
}

const file = join(import.meta.dirname, '..', '..', 'fixtures', 'wilson.json');
const { cases, tolerance } = JSON.parse(readFileSync(file, 'utf8')) as Fixture;

test.each(cases)('$name', ({ input, expected }) => {
  const interval = wilsonInterval(input.successes, input.trials, input.alpha) ?? [Number.NaN, Number.NaN];
  for (const [end, value] of interval.entries()) {
    const wanted = expected.ci[end] ?? Number.NaN;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(
      tolerance.absolute + tolerance.relative * Math.abs(wanted),
    );
  }
});

test('there is no interval without trials', () => {
  expect(wilsonInterval(0, 0, 0.05)).toBeNull();
});

test.each([
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.5, 0],
  [0.025, -1.959963984540054],
  [1e-10, -6.361340902404056],
  [1e-300, -37.0471],
])('the normal quantile at %d is %d', (probability, quantile) => {
  expect(normalQuantile(probability)).toBeCloseTo(quantile, probability < 1e-100 ? 4 : 12);
});

test('the ratio of two proportions, by hand', () => {
  // 20 of 100 against 40 of 100: ln ½ ± 1.96·√(0.8/20 + 0.6/40).
  const { ratio, interval } = proportionRatio(
    { successes: 20, trials: 100 },
    { successes: 40, trials: 100 },
    0.05,
  );
  expect(ratio).toBe(0.5);
  expect(interval?.[0]).toBeCloseTo(0.5 / Math.exp(1.959963984540054 * Math.sqrt(0.055)), 12);
  expect(interval?.[1]).toBeCloseTo(0.5 * Math.exp(1.959963984540054 * Math.sqrt(0.055)), 12);
});

test('where nobody succeeds a ratio says less', () => {
  const none = { successes: 0, trials: 50 };
  const some = { successes: 5, trials: 50 };
  expect(proportionRatio(none, some, 0.05)).toEqual({ ratio: 0, interval: null });
  expect(proportionRatio(some, none, 0.05)).toEqual({ ratio: null, interval: null });
});
