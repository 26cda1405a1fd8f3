import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decide,
  nextStep,
  pairedSteps,
  traceDecision,
  type CustomerColumns,
  type LifecycleState,
  type Plan,
} from '@gradus/policy';
import { testSize } from '../tools/test-size.ts';
import { assessedOn, planArbitrary } from './harness/arbitrary-plan.ts';

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
    { numRuns: testSize() === 'long' ? 10_000 : 1000 },
  );
  expect(found).toBeGreaterThan(20);
});

/** Two deposits-like indicators of points alone, so that whatever is found by trying must be found by searching. */
const pairSituation = fc
  .tuple(planArbitrary, fc.boolean())
  .filter(([plan]) => plan.indicators.filter(({ classes }) => classes === null).length > 1)
  .chain(([random, withRules]) => {
    const numbers = random.indicators.filter(({ classes }) => classes === null).map(({ name }) => name);
    const plan: Plan = {
      ...random,
      population: [],
      neutralReason: null,
      rules: withRules ? random.rules.map((rule) => ({ ...rule, confidential: false })) : [],
      indicators: random.indicators.map((one) =>
        numbers.includes(one.name) ? { ...one, metric: 'average_daily_balance' } : one,
      ),
    };
    const [first = '', second = ''] = numbers;
    const value = fc.option(fc.bigInt(0n, 20n), { freq: 6 });
    return fc.record({
      plan: fc.constant(plan),
      names: fc.constant([first, second] as const),
      values: fc.record(Object.fromEntries(plan.indicators.map(({ name }) => [name, value]))),
    });
  });

test('of two changes together neither can be smaller, and none is overlooked', () => {
  let found = 0;
  fc.assert(
    fc.property(pairSituation, ({ plan, names: [first, second], values }) => {
      const customer: CustomerColumns = { openedOn: plan.asOf - 500, birthYear: 1990, status: 'active' };
      const decision = decide(plan, { customer, values, state: null, override: null });
      const { computed } = decision;
      if (computed === null) throw new Error('everybody is rated');
      const input = { customer, values, decision };
      const reaches = (a: bigint | null, b: bigint | null) =>
        traceDecision(plan, { customer, values: { ...values, [first]: a, [second]: b } }).finding.computed <
        computed;
      const steps = pairedSteps(plan, input, first, second);
      found += steps.length;
      for (const { first: one, second: other, tier } of steps) {
        expect(reaches(one.to, other.to)).toBe(true);
        expect(tier).toBeLessThan(computed);
        // A rule can make more of something worse, so less is asked of each side by itself.
        if (one.to > (one.from ?? 0n)) expect(reaches(one.to - 1n, other.to)).toBe(false);
        if (other.to > (other.from ?? 0n)) expect(reaches(one.to, other.to - 1n)).toBe(false);
      }
      if (plan.rules.length > 0 || steps.length > 0) return;
      const [start, begin] = [values[first] ?? 0n, values[second] ?? 0n];
      const alone = [first, second].map((name) => nextStep(plan, input, name)?.to ?? 60n);
      for (let a = start; a < 60n && a < (alone[0] ?? 0n); a += 1n) {
        for (let b = begin; b < 60n && b < (alone[1] ?? 0n); b += 1n) {
          if (a !== values[first] && b !== values[second]) expect(reaches(a, b)).toBe(false);
        }
      }
    }),
    { numRuns: testSize() === 'long' ? 6000 : 600 },
  );
  expect(found).toBeGreaterThan(4);
});

test('a step under a cure says from when the tier can rise', () => {
  let waited = 0;
  fc.assert(
    fc.property(situation, fc.integer({ min: 0, max: 120 }), ({ plan: drawn, customer, values }, ago) => {
      const cured = { after: { count: 3, unit: 'months' as const }, when: null };
      const tiers = drawn.tiers.map((tier, rank) =>
        rank === drawn.tiers.length - 1 ? { ...tier, cure: cured } : tier,
      );
      const first: Plan = { ...drawn, tiers };
      const indicator = first.indicators[0];
      if (indicator === undefined) throw new Error('a plan has an indicator');
      const granted = first.tiers.length - 1;
      const state: LifecycleState = {
        granted,
        since: first.asOf - 800,
        heldUntil: null,
        fallingSince: null,
        lastVeto: first.asOf - ago,
        ratedOn: first.asOf - 1,
      };
      const plan = assessedOn(first, first.asOf, first.asOf - 1);
      const decision = decide(plan, { customer, values, state, override: null });
      const step = nextStep(plan, { customer, values, decision }, indicator.name);
      if (step?.wait === null || step?.wait === undefined || decision.state === null) return;
      const { risesOn } = step.wait;
      // A state that no assessment has touched for a year is forgotten.
      if (risesOn > plan.asOf + 360) return;
      const grantedOn = (day: number) => {
        const later = assessedOn(plan, day, day - 1);
        const changed = { ...values, [indicator.name]: step.to };
        const { state: after } = decide(later, {
          customer,
          values: changed,
          state: decision.state,
          override: null,
        });
        return after?.granted ?? null;
      };
      const isSure = step.wait.cure === null || step.wait.cure.when === null;
      // Conditions may read the age, which the year changes.
      if (
        isSure &&
        new Date(risesOn * 86_400_000).getUTCFullYear() === new Date(plan.asOf * 86_400_000).getUTCFullYear()
      ) {
        expect(grantedOn(risesOn)).toBeLessThan(decision.state.granted);
        waited += step.wait.cure === null ? 0 : 1;
      }
      if (risesOn - 1 > plan.asOf)
        expect(grantedOn(risesOn - 1)).toBeGreaterThanOrEqual(decision.state.granted);
    }),
    { numRuns: testSize() === 'long' ? 15_000 : 1500 },
  );
  expect(waited).toBeGreaterThan(5);
});
