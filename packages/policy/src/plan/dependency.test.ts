import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, parseDay, type Day } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { decide } from '../decision/decide.ts';
import type { IndicatorValues, LifecycleState } from '../decision/decision.ts';
import { readPolicy } from '../document/read-policy.ts';
import { dependencies } from './dependency.ts';
import type { Plan } from './plan.ts';
import { planPolicy } from './plan-policy.ts';

const file = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'policies', 'four-tiers.yaml');
const fourTiers = readFileSync(file, 'utf8');
const weakRule = / {2}- id: weak-and-overdue[^]*?WEAK_AND_OVERDUE\n/;

/** Credit decisions that look at loans alone. */
const untied = fourTiers.replace(weakRule, '');

function plans(text: string, dates: readonly string[]): Plan[] {
  const { document } = readPolicy(text);
  assert(document !== null, 'the policy can be read');
  let previousAsOf: Day | null = null;
  return dates.map((date) => {
    const asOf = parseDay(date) ?? 0;
    const plan = planPolicy({ document, asOf, previousAsOf });
    previousAsOf = asOf;
    return plan;
  });
}

function plan(text: string): Plan {
  const [one] = plans(text, ['2026-06-30']);
  assert(one !== undefined, 'one date, one plan');
  return one;
}

function indicatorsOf(text: string, kind: string): readonly string[] | undefined {
  return dependencies(plan(text)).find(({ treatment }) => treatment.kind === kind)?.indicators;
}

test('a tier that only vetoes lead to depends on their conditions alone', () => {
  expect(indicatorsOf(untied, 'credit_limit')).toEqual(['overdue_now', 'loan_class']);
  expect(indicatorsOf(fourTiers, 'credit_limit')).toEqual([
    'deposits',
    'spending',
    'overdue_now',
    'loan_class',
  ]);
  const cured = untied.replace('cure: 6 months', "cure: { after: 6 months, when: 'month_end_lift < 2' }");
  expect(indicatorsOf(cured, 'credit_limit')).toEqual(['overdue_now', 'loan_class', 'month_end_lift']);
  const filtered = untied.replace("when: 'status", "when: 'tenor > 1 and status");
  expect(indicatorsOf(filtered, 'credit_limit')).toEqual(['tenor', 'overdue_now', 'loan_class']);
});

test('a tier by score depends on everything that is scored or ruled', () => {
  expect(indicatorsOf(untied, 'relationship_manager')).toEqual([
    'deposits',
    'tenor',
    'spending',
    'overdue',
    'overdue_now',
    'loan_class',
  ]);
});

test('the ways are named', () => {
  const [first] = dependencies(plan(fourTiers)).filter(({ tier }) => tier === 'risk');
  expect(first?.influences).toContainEqual({
    indicator: 'deposits',
    way: { kind: 'rule', id: 'weak-and-overdue' },
  });
  expect(first?.influences).not.toContainEqual(
    expect.objectContaining({ way: { kind: 'rule', id: 'overdue' } }),
  );
});

const DATES = [
  '2026-01-31',
  '2026-02-28',
  '2026-04-30',
  '2026-08-31',
  '2027-01-31',
  '2027-03-31',
  '2028-06-30',
];

const POLICIES: readonly (readonly [name: string, text: string])[] = [
  ['as it ships', fourTiers],
  ['with loans alone for risk', untied],
  ['one step at a time', untied.replace('upgrade: at_once', 'upgrade: one_step')],
  [
    'with a condition on the cure',
    untied.replace('cure: 6 months', "cure: { after: 1 month, when: 'month_end_lift < 2' }"),
  ],
  ['with a hold', untied.replace('from: 75', 'from: 75\n    hold: 24 months')],
  [
    'with two tiers by veto',
    untied
      .replace('  - id: risk\n', '  - id: watch\n    cure: 1 month\n  - id: risk\n')
      .replace('at_most: ordinary', 'at_most: watch')
      .replace('  risk:\n    - credit', '  watch:\n    - offer: call\n  risk:\n    - credit'),
  ],
];

test.each(POLICIES)('no indicator that is not named changes who has a treatment: %s', (_, text) => {
  const steps = plans(text, DATES);
  const [first] = steps;
  assert(first !== undefined, 'there are dates');
  const value = fc.option(
    fc.oneof(fc.bigInt({ min: 0n, max: 120n }), fc.bigInt({ min: 0n, max: 10n ** 9n })),
    { freq: 6 },
  );
  const values = fc.record(Object.fromEntries(first.indicators.map(({ name }) => [name, value])));
  const path = fc.array(fc.tuple(values, values), { minLength: DATES.length, maxLength: DATES.length });
  for (const { tier, indicators } of dependencies(first)) {
    const rank = first.tiers.findIndex(({ id }) => id === tier);
    fc.assert(
      fc.property(path, (pairs) => {
        const one = pairs.map(([own]) => own);
        const other = pairs.map(([own, strange]) => ({ ...strange, ...only(own, indicators) }));
        expect(granted(steps, one).map((g) => g === rank)).toEqual(
          granted(steps, other).map((g) => g === rank),
        );
      }),
      { numRuns: 150 },
    );
  }
});

function only(values: IndicatorValues, names: readonly string[]): IndicatorValues {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

/** Granted tiers of one customer over several assessments. */
function granted(steps: readonly Plan[], values: readonly IndicatorValues[]): (number | null)[] {
  const customer = { openedOn: 0, birthYear: 1980, status: 'active' };
  let state: LifecycleState | null = null;
  return steps.map((step, index) => {
    const decision = decide(step, { customer, values: values[index] ?? {}, state, override: null });
    ({ state } = decision);
    return decision.effective;
  });
}
