import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, formatDay, parseDay, type Day } from '@gradus/schema';
import { expect, test } from 'vitest';

import { checkPolicy } from '../check/check-policy.ts';
import { readPolicy } from '../document/read-policy.ts';
import type { Plan } from './plan.ts';
import { planPolicy } from './plan-policy.ts';

const file = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'policies', 'four-tiers.yaml');
const fourTiers = readFileSync(file, 'utf8');

function day(text: string): Day {
  const read = parseDay(text);
  assert(read !== null, `a date: ${text}`);
  return read;
}

function plan(text: string, asOf = '2026-06-30', previousAsOf: string | null = null): Plan {
  const { document } = readPolicy(text);
  assert(document !== null, 'the policy can be read');
  return planPolicy({
    document,
    asOf: day(asOf),
    previousAsOf: previousAsOf === null ? null : day(previousAsOf),
  });
}

test('numbers are in stored units', () => {
  const { characteristics, rules, tiers, indicators } = plan(fourTiers);
  expect(characteristics.map(({ weight }) => weight)).toEqual([4000, 2000, 2000, 2000]);
  expect(characteristics[0]).toMatchObject({
    indicator: { name: 'deposits', unit: 'money', scale: 2 },
    scale: {
      kind: 'bins',
      bins: [
        { from: 0n, points: 0 },
        { from: 1_000_000n, points: 2000 },
        { from: 5_000_000n, points: 4000 },
        { from: 20_000_000n, points: 7000 },
        { from: 50_000_000n, points: 9000 },
        { from: 200_000_000n, points: 10_000 },
      ],
    },
    highestPoints: 10_000,
    missingPoints: 0,
    missingReason: 'DEPOSITS',
  });
  expect(characteristics[1]?.scale).toEqual({
    kind: 'curve',
    knots: [
      { at: 0n, points: 1000 },
      { at: 1200n, points: 6000 },
      { at: 3600n, points: 10_000 },
    ],
  });
  expect(characteristics[3]).toMatchObject({
    missingPoints: 7000,
    missingReason: 'NO_LOAN',
    reason: 'LOAN_RECORD',
  });
  expect(tiers.map(({ from }) => from)).toEqual([75_000_000n, 50_000_000n, 0n, null]);
  expect(rules.map(({ effect, tier }) => `${effect} ${tier}`)).toEqual([
    'at_most 3',
    'at_most 3',
    'at_most 2',
    'at_least 0',
  ]);
  expect(indicators.map(({ name, scale, unit }) => `${name} ${unit} ${scale}`)).toEqual([
    'deposits money 2',
    'tenor months 2',
    'spending money 2',
    'overdue days 0',
    'overdue_now days 0',
    'loan_class class 0',
    'month_end_lift ratio 4',
  ]);
});

test.each([
  ['JPY', 0, 5000n, 'at_least: 100', 100n],
  ['CNY', 2, 500_000n, 'at_least: 100.5', 10_050n],
  ['KWD', 3, 5_000_000n, 'at_least: 0.001', 1n],
])('money has the digits of %s', (currency, scale, bound, atLeast, minor) => {
  const text = fourTiers
    .replace('currency: CNY', `currency: ${currency}`)
    .replace('10_000: 20', '5_000: 20')
    .replace('tolerance: 3 days\n', `${atLeast}\n`);
  const { characteristics, indicators } = plan(text);
  expect(indicators[0]?.scale).toBe(scale);
  expect(indicators.some(({ parameters }) => parameters.atLeastMinor === minor)).toBe(true);
  const first = characteristics[0]?.scale;
  expect(first?.kind === 'bins' ? first.bins[1]?.from : null).toBe(bound);
});

test.each([
  ['6 months', '2026-06-30', '2025-12-31'],
  ['6 months', '1994-03-30', '1993-09-30'],
  ['90 days', '2026-06-30', '2026-04-01'],
  ['3 calendar months', '2026-06-15', '2026-03-31'],
])('a window of %s to %s starts after %s', (window, asOf, after) => {
  const { parameters } =
    plan(fourTiers.replace('window: 6 months', `window: ${window}`), asOf).indicators[0] ?? {};
  expect(formatDay(parameters?.window?.after ?? 0)).toBe(after);
  expect(formatDay(parameters?.window?.upTo ?? 0)).toBe(asOf);
});

test.each([
  ['month_end', '2026-06-30', null, true, '2026-06-30'],
  ['month_end', '2026-06-15', '2026-05-31', false, null],
  ['month_end', '2026-06-15', '2026-05-15', true, '2026-05-31'],
  ['daily', '2026-06-15', '2026-06-14', true, '2026-06-15'],
  ['{ upgrade: daily, downgrade: [06-30, 12-31] }', '2026-06-29', '2026-06-28', true, null],
  ['{ upgrade: daily, downgrade: [06-30, 12-31] }', '2026-07-31', '2026-06-29', true, '2026-06-30'],
  ['{ downgrade: month_end }', '2026-06-15', '2026-05-31', true, null],
])('schedule %s on %s after %s', (schedule, asOf, previousAsOf, upgradeOpen, downgradeOn) => {
  const { lifecycle } = plan(
    fourTiers.replace('schedule: month_end', `schedule: ${schedule}`),
    asOf,
    previousAsOf,
  );
  expect(lifecycle.upgradeOpen).toBe(upgradeOpen);
  expect(lifecycle.downgradeOn === null ? null : formatDay(lifecycle.downgradeOn)).toBe(downgradeOn);
});

test('what a policy leaves out has its default', () => {
  const { lifecycle, noRate, tiers } = plan(fourTiers.replace(/^schedule[^]*?^# ----/m, '# ----'));
  expect(lifecycle).toMatchObject({
    upgrade: 'at_once',
    downgrade: 'one_step',
    upgradeSchedule: { kind: 'daily' },
  });
  expect(noRate).toBe('refuse');
  expect(tiers[2]).toMatchObject({ hold: null, grace: null, cure: null });
});

test('a report of a loan is stale after 62 days, unless the policy says otherwise', () => {
  const age = (text: string): unknown => plan(text).indicators[4]?.parameters.maxAgeDays;
  expect(age(fourTiers)).toBe(62);
  expect(
    age(
      fourTiers.replace(
        'metric: current_days_past_due',
        'metric: current_days_past_due\n    max_age: 31 days',
      ),
    ),
  ).toBe(31);
});

test('a deposit can be renewed for 7 days, unless the policy says otherwise', () => {
  const written = (more: string): string =>
    fourTiers.replace(
      /^indicators:\n/m,
      `indicators:\n  renewed: { metric: rollover_rate, window: 6 months${more} }\n`,
    );
  const within = (text: string): unknown =>
    plan(text).indicators.find(({ name }) => name === 'renewed')?.parameters.withinDays;
  expect(within(written(''))).toBe(7);
  expect(within(written(', within: 0 days'))).toBe(0);
  expect(within(written(', within: 30 days'))).toBe(30);
});

test('no other metric has a time for renewing', () => {
  const text = fourTiers.replace(
    'metric: current_days_past_due',
    'metric: current_days_past_due\n    within: 7 days',
  );
  const { document } = readPolicy(text);
  assert(document !== null, 'the policy can be read');
  expect(checkPolicy(document).map(({ code, data }) => [code, data])).toContainEqual([
    'policy.parameter-not-read',
    expect.objectContaining({ key: 'within', metric: 'current_days_past_due' }),
  ]);
});

test('a policy with errors is not carried out, and time does not run backwards', () => {
  expect(() => plan(fourTiers.replace('weight: 40', 'weight: 41'))).toThrow(
    expect.objectContaining({
      code: 'policy.not-plannable',
      data: expect.objectContaining({ count: 1 }) as unknown,
    }),
  );
  expect(() => plan(fourTiers, '2026-06-30', '2026-06-30')).toThrow(
    expect.objectContaining({ code: 'policy.as-of-not-later' }),
  );
});

test('a plan is plain data', () => {
  const one = plan(fourTiers);
  expect(structuredClone(one)).toEqual(one);
});
