import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, nextStep, traceDecision, type CustomerColumns, type Plan } from '@gradus/policy';
import { planArbitrary } from './harness/arbitrary-plan.ts';

/** The next step is the smallest one: held against trying every value nearby. */

const metrics = ['average_daily_balance', 'current_days_past_due', 'balance_weighted_term'] as const;
const nearby = 400n;

const situation = fc
  .tuple(planArbitrary, fc.constantFrom(...metrics), fc.integer({ min: 1990, max: 2010 }))
  .chain(([random, metric, birthYear]) => {
    const plan: Plan = {
      ...random,
      population: [],
      neutralReason: null,
      rules: random.rules.map((rule) => ({ ...rule, confidential: false })),
      indicators: random.indicators.map((one, index) => (index === 0 ? { ...one, metric } : one)),
    };
    const values = fc.record(
      Object.fromEntries(
        plan.indicators.map(({ name, classes }) => [
          name,
          fc.option(fc.bigInt(0n, classes === null ? 25n : BigInt(classes.length - 1)), { freq: 6 }),
        ]),
      ),
    );
    const customer: CustomerColumns = { openedOn: plan.asOf - 500, birthYear, status: 'active' };
    return fc.record({
      plan: fc.constant(plan),
      customer: fc.constant(customer),
      values,
    });
  });

test('no smaller change of the indicator leads to a better tier', () => {
  let found = 0;
  fc.assert(
    fc.property(situation, ({ plan, customer, values }) => {
      const decision = decide(plan, { customer, values, state: null, override: null });
      const indicator = plan.indicators[0];
      const computed = decision.computed;
      if (indicator === undefined || computed === null) throw new Error('a rated customer with an indicator');
      const step = nextStep(plan, { customer, values, decision }, indicator.name);
      const from = values[indicator.name] ?? null;
      const computedAt = (to: bigint) =>
        traceDecision(plan, { customer, values: { ...values, [indicator.name]: to } }).finding.computed;
      if (step !== null) {
        found += 1;
        expect(step.from).toBe(from);
        expect(step.tier).toBe(computedAt(step.to));
        expect(step.tier).toBeLessThan(computed);
      }
      const start = from ?? 0n;
      const distance = step === null ? nearby : step.to > start ? step.to - start : start - step.to;
      const isDown = indicator.metric === 'current_days_past_due';
      if (from === null && indicator.metric !== 'average_daily_balance' && step === null) return;
      for (let by = 0n; by < (distance < nearby ? distance : nearby); by += 1n) {
        const to = isDown ? start - by : start + by;
        const isPossible =
          indicator.classes === null
            ? indicator.unit === 'money' || indicator.unit === 'ratio' || to >= 0n
            : to >= 0n && to < BigInt(indicator.classes.length);
        if (isPossible && to !== from) expect(computedAt(to)).toBeGreaterThanOrEqual(computed);
      }
    }),
    { numRuns: 1000 },
  );
  expect(found).toBeGreaterThan(20);
});
