import { assert } from '@gradus/schema';
import { expect, test } from 'vitest';
import { decide } from '../decision/decide.ts';
import { readPolicy } from '../document/read-policy.ts';
import { nextStep } from '../explain/next-step.ts';
import { planPolicy } from '../plan/plan-policy.ts';

const text = (rule: string) => `
gradus: 1
id: calculated
title: { en: Calculated }
currency: CNY
indicators:
  deposits: { metric: balance }
  low: { metric: lowest_balance, window: 1 month }
  share: { metric: ratio, of: low, to: deposits }
scorecard:
  deposits: { weight: 100, points: { 0: 0, 10_000: 100 }, missing: 0, reason: X }
rules:
  - { id: one, when: ${rule}, at_most: lower, reason: X }
tiers:
  - { id: upper, from: 50 }
  - { id: lower, from: 0 }
`;

test('a figure of which another one that decides is calculated has no step of its own', () => {
  const customer = { openedOn: 19_000, birthYear: null, status: null };
  const values = { deposits: 500_000n, low: 100_000n, share: 2_000n };
  const stepUnder = (rule: string) => {
    const { document } = readPolicy(text(rule));
    assert(document !== null, 'the policy can be read');
    const plan = planPolicy({ document, asOf: 20_000, previousAsOf: null });
    const decision = decide(plan, { customer, values, state: null, override: null });
    return nextStep(plan, { customer, values, decision }, 'deposits')?.to ?? null;
  };
  expect(stepUnder('low < 1')).toBe(1_000_000n);
  expect(stepUnder('share < 0.1')).toBeNull();
});
