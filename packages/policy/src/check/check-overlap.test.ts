import { assert } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../decision/decide.ts';
import { readPolicy } from '../document/read-policy.ts';
import { planPolicy } from '../plan/plan-policy.ts';
import { checkPolicy } from './check-policy.ts';

/** What is found is held against deciding: every example does what the finding says of it. */

const policy = (rules: readonly string[]) => `
gradus: 1
id: examples
title: { en: Examples }
currency: CNY
indicators:
  deposits: { metric: balance }
  days: { metric: current_days_past_due }
scorecard:
  deposits: { weight: 100, points: { 0: 0 }, missing: 0, reason: A }
rules:
${rules.map((rule, at) => `  - { id: r${at}, ${rule}, reason: A }`).join('\n')}
tiers:
  - { id: best, from: 90 }
  - { id: middle, from: 50 }
  - { id: lower, from: 0 }
  - { id: worst }
`;

const bound = fc.integer({ min: 0, max: 6 });
const condition = fc.oneof(
  bound.map((value) => `days > ${value}`),
  fc
    .tuple(bound, bound)
    .filter(([a, b]) => a <= b)
    .map(([a, b]) => `days in [${a}..${b}]`),
  bound.map((value) => `deposits >= ${value}`),
  fc.tuple(bound, bound).map(([a, b]) => `days >= ${a} and deposits < ${b}`),
  fc.tuple(bound, bound).map(([a, b]) => `days >= ${a} or deposits > ${b}`),
);
const rule = fc
  .tuple(
    condition,
    fc.constantFrom(
      'at_most: worst',
      'at_most: lower',
      'at_most: middle',
      'at_least: middle',
      'at_least: best',
    ),
  )
  .map(([when, effect]) => `when: '${when}', ${effect}`);

interface Example {
  readonly floor?: string;
  readonly id?: string;
  readonly name?: string;
  readonly isVeto?: boolean;
  readonly example: readonly { readonly name: string; readonly value: string | null }[];
  readonly beyond?: string;
}

test('every example does what the finding says', () => {
  const found = { contradict: 0, gap: 0 };
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (rules) => {
      const { document } = readPolicy(policy(rules));
      assert(document !== null, 'the policy can be read');
      const plan = planPolicy({ document, asOf: 20_000, previousAsOf: null });
      const rankOf = (id: string) => plan.tiers.findIndex((tier) => tier.id === id);
      const computed = (example: Example['example']): number => {
        const values: Record<string, bigint | null> = { deposits: null, days: null };
        for (const { name, value } of example) {
          if (value === null) continue;
          values[name] = name === 'deposits' ? BigInt(Math.round(Number(value) * 100)) : BigInt(value);
        }
        const customer = { openedOn: 19_000, birthYear: null, status: null };
        const { computed: tier } = decide(plan, { customer, values, state: null, override: null });
        assert(tier !== null, 'everybody is rated');
        return tier;
      };
      for (const { code, data } of checkPolicy(document)) {
        const { floor, id, name, isVeto, example, beyond } = data as Example;
        if (code === 'policy.rules-contradict') {
          found.contradict += 1;
          const lifted = plan.rules.find((one) => one.id === floor);
          expect(computed(example)).toBeGreaterThan(lifted?.tier ?? 9);
        }
        if (code === 'policy.rule-gap') {
          found.gap += 1;
          const tier = plan.rules.find((one) => one.id === id)?.tier ?? 9;
          const outside = example.map((one) => (one.name === name ? { ...one, value: beyond ?? null } : one));
          if (isVeto === true) expect(computed(example)).toBeGreaterThanOrEqual(tier);
          // Beyond the edge the rule's own effect is gone.
          if (isVeto === true && rankOf('lower') < tier) expect(computed(outside)).toBeLessThan(tier);
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(found.contradict).toBeGreaterThan(30);
  expect(found.gap).toBeGreaterThan(30);
});
