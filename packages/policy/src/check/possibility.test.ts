import { assert } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { evaluateCondition, type ConditionValue } from '../condition/evaluate.ts';
import { parseCondition } from '../condition/parse-condition.ts';
import { populationScope } from '../condition/scope.ts';
import { Findings } from '../document/findings.ts';
import { readPolicy } from '../document/read-policy.ts';
import type { Condition } from '../plan/condition.ts';
import { resolvePolicy } from '../plan/resolve-policy.ts';
import { Possibilities, valuesOf } from './possibility.ts';
import { numbers } from './value-set.ts';

const policy = `
gradus: 1
id: possible
title: { en: Possible }
currency: CNY
indicators:
  deposits: { metric: balance }
  days: { metric: current_days_past_due, tolerance: 3 days }
  class: { metric: current_loan_class }
  joined: { metric: relationship_age }
  times: { metric: times_past_due, tolerance: 3 days }
  trend: { metric: difference, of: times, to: times }
scorecard:
  deposits: { weight: 100, points: { 0: 0, 10_000: 100 }, missing: 0, reason: A }
tiers:
  - { id: upper, from: 50 }
  - { id: lower, from: 0 }
`;

const { document } = readPolicy(policy);
assert(document !== null, 'the policy can be read');
const { indicators } = resolvePolicy(document, new Findings(document.source));
const scope = populationScope(indicators.map(({ column }) => column));
const possibilities = new Possibilities(indicators);

function condition(text: string): Condition {
  const parsed = parseCondition(text, scope);
  assert(parsed.condition !== null, `${text}: ${parsed.findings[0]?.code}`);
  return parsed.condition;
}

test('values that a metric can give', () => {
  expect(indicators.map(valuesOf)).toEqual([
    numbers(true, { from: null, to: null }),
    numbers(true, { from: 0n, to: 0n }, { from: 4n, to: null }),
    numbers(true, { from: 0n, to: 4n }),
    numbers(false, { from: 0n, to: null }),
    numbers(true, { from: 0n, to: null }),
    numbers(true, { from: null, to: null }),
  ]);
});

test.each([
  ['days > 60 and days < 31', false],
  ['days > 3 and days < 5', true],
  ['days > 3 and days < 4', false],
  ['days in [1..3]', false],
  ['days < 0', false],
  ['times = 2', true],
  ['trend < 0', true],
  ['deposits < 0', true],
  ['deposits > 0.001 and deposits < 0.009', false],
  ['class > "loss"', false],
  ['not(class >= "normal")', false],
  ['joined = null', false],
  ['days = null and days != 5', true],
  ['days = null and days > 5', false],
  ['status = "a" and status != "a"', false],
  ['status in ("a", "b") and not(status = "a")', true],
  ['status in ("a", "b") and not(status in ("b", "a", "c"))', false],
  ['status != "a" and status != "b"', true],
  ['opened_on < date("2026-01-02") and opened_on > date("2026-01-01")', false],
  ['deposits + 1 > 0 and deposits < -5', true],
])('%s can hold: %s', (text, canHold) => {
  expect(possibilities.canHold(condition(text))).toBe(canHold);
});

test.each([
  ['joined >= 0', true],
  ['days >= 0', false],
  ['days >= 0 or days = null', true],
  ['status = "a" or status != "a"', true],
  ['status != null or status = null', true],
])('%s always holds: %s', (text, alwaysHolds) => {
  expect(possibilities.alwaysHolds(condition(text))).toBe(alwaysHolds);
});

const comparison = fc
  .tuple(
    fc.constantFrom('deposits', 'days', 'joined', '2 * days'),
    fc.constantFrom('<', '<=', '>', '>=', '=', '!='),
    fc.constantFrom('-1', '0', '0.5', '1', '3', '4', '4.25', '5', 'null'),
  )
  .map(([name, operator, value]) => {
    const order = operator === '=' || operator === '!=' ? operator : '=';
    return `${name} ${value === 'null' ? order : operator} ${value}`;
  });
const status = fc.constantFrom(
  'status = "a"',
  'status != "b"',
  'status = null',
  'class >= "loss"',
  'class = "normal"',
);

const written = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    comparison,
    status,
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie('condition').map((one) => `not(${one})`),
  ),
})).condition;

/** Values that the metrics can give, near the bounds of the comparisons. */
const row = fc.record({
  deposits: fc.option(fc.bigInt({ min: -200n, max: 600n })),
  days: fc.option(fc.constantFrom(0n, 4n, 5n, 6n)),
  class: fc.option(fc.bigInt({ min: 0n, max: 4n })),
  joined: fc.bigInt({ min: 0n, max: 600n }),
  status: fc.option(fc.constantFrom('a', 'b', 'c')),
});

test('what is said to be impossible never happens', () => {
  fc.assert(
    fc.property(written, written, fc.array(row, { minLength: 20, maxLength: 20 }), (first, second, rows) => {
      const [one, other] = [condition(first), condition(second)];
      const canHold = possibilities.canHold(one);
      const always = possibilities.alwaysHolds(one);
      const implied = possibilities.implies(one, other);
      for (const values of rows) {
        const valueOf = (name: string): ConditionValue => values[name as keyof typeof values];
        const holds = evaluateCondition(one, valueOf) === true;
        if (!canHold) expect(holds).toBe(false);
        if (always) expect(holds).toBe(true);
        if (implied && holds) expect(evaluateCondition(other, valueOf)).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});
