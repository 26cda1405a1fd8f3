import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths } from '@gradus/schema';
import {
  decide,
  rankOfTier,
  stateOfRow,
  traceDecision,
  type Decision,
  type LifecycleState,
  type Plan,
} from '@gradus/policy';
import { follow, scenarioArbitrary, type Scenario } from './harness/arbitrary-customer.ts';
import { assessedOn } from './harness/arbitrary-plan.ts';
import { decideAll, type CaseCustomer } from './harness/decision-run.ts';

/** What the lifecycle promises of every policy and every customer. docs/language.md, "Lifecycle". */

interface Passage {
  readonly plan: Plan;
  readonly one: CaseCustomer;
  readonly decision: Decision;
  readonly before: LifecycleState | null;
  readonly veto: number | null;
}

function passages(scenario: Scenario): Passage[] {
  return [...follow(scenario)].flatMap(({ plan, customers }) =>
    decideAll(plan, customers).map((decision, index) => {
      const one = customers[index] ?? fail();
      const before = one.previous === null ? null : stateOfRow(plan, one.previous);
      return { plan, one, decision, before, veto: traceDecision(plan, one).finding.veto };
    }),
  );
}

function fail(): never {
  throw new Error('one decision per customer');
}

interface RatedPassage extends Passage {
  readonly state: LifecycleState;
  readonly computed: number;
  readonly effective: number;
}

function ratedPassages(scenario: Scenario): RatedPassage[] {
  return passages(scenario).flatMap((passage) => {
    const { state, computed, effective } = passage.decision;
    const isRated = passage.decision.unratedReason === null;
    return isRated && state !== null && computed !== null && effective !== null
      ? [{ ...passage, state, computed, effective }]
      : [];
  });
}

function holds(promise: (passage: RatedPassage) => void): void {
  fc.assert(
    fc.property(scenarioArbitrary, (scenario) => ratedPassages(scenario).forEach(promise)),
    { numRuns: 150 },
  );
}

/** Whether the state before still counts. */
const isRemembered = ({ plan, before }: RatedPassage) =>
  before !== null && plan.asOf <= addMonths(before.ratedOn, 12);

test('no tier, computed, granted or effective, is better than a veto allows', () => {
  holds(({ veto, state, computed, effective }) => {
    for (const tier of [state.granted, computed, effective]) expect(tier).toBeGreaterThanOrEqual(veto ?? 0);
  });
});

test('nobody is granted more than the better of what they had and what is computed', () => {
  holds(({ before, state, computed }) => {
    expect(state.granted).toBeGreaterThanOrEqual(Math.min(before?.granted ?? computed, computed));
  });
});

test('without a veto nobody falls below what is computed, nor by more than a step where the policy says one', () => {
  holds((passage) => {
    const { plan, before, state, computed, veto } = passage;
    if (
      before === null ||
      !isRemembered(passage) ||
      state.granted <= before.granted ||
      veto === state.granted
    )
      return;
    expect(state.granted).toBeLessThanOrEqual(computed);
    expect(plan.lifecycle.downgradeOn).not.toBeNull();
    expect(before.heldUntil ?? plan.asOf).toBeLessThanOrEqual(plan.asOf);
    if (plan.lifecycle.downgrade === 'to_computed') return;
    const passed = plan.tiers.slice(before.granted + 1, state.granted).filter(({ from }) => from !== null);
    expect(passed).toEqual([]);
  });
});

test('a rise needs an open date, and ends a fall', () => {
  holds((passage) => {
    const { plan, before, state, computed } = passage;
    if (before === null || !isRemembered(passage) || state.granted >= before.granted) return;
    expect(plan.lifecycle.upgradeOpen).toBe(true);
    expect(state.granted).toBeGreaterThanOrEqual(computed);
    expect(state.fallingSince).toBeNull();
    expect(state.lastVeto).toBeNull();
  });
});

test('dates belong to the tier that is granted', () => {
  holds((passage) => {
    const { plan, before, state, decision, veto } = passage;
    expect(state.ratedOn).toBe(plan.asOf);
    expect(state.since).toBeLessThanOrEqual(plan.asOf);
    if (before !== null && state.granted !== before.granted) expect(state.since).toBe(plan.asOf);
    expect(decision.graceUntil === null).toBe(state.fallingSince === null);
    // A change to another tier by score, after a veto that holds at that tier, leaves the mark to the next assessment.
    if (veto === state.granted && before?.granted === state.granted) expect(state.lastVeto).toBe(plan.asOf);
    if (state.since === plan.asOf && plan.tiers[state.granted]?.hold === null)
      expect(state.heldUntil).toBeNull();
  });
});

test('a grace that is over has ended in a fall', () => {
  holds((passage) => {
    const { plan, decision, state, before } = passage;
    if (decision.graceUntil === null || plan.lifecycle.downgradeOn === null) return;
    const isNew = state.granted !== before?.granted;
    if (isNew || (state.heldUntil !== null && state.heldUntil > plan.asOf)) return;
    expect(decision.graceUntil).toBeGreaterThan(plan.asOf);
  });
});

test('an unrated customer keeps the state as it was', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (scenario) => {
      for (const { decision, before } of passages(scenario)) {
        if (decision.unratedReason === null) continue;
        expect(decision.state).toEqual(before);
        expect([decision.score, decision.computed, decision.effective, decision.graceUntil]).toEqual(
          Array.from({ length: 4 }, () => null),
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('an override never enters the state', () => {
  holds(({ plan, one, decision }) => {
    const state = one.previous === null ? null : stateOfRow(plan, one.previous);
    const without = decide(plan, { customer: one.customer, values: one.values, state, override: null });
    expect({ ...decision, effective: null }).toEqual({ ...without, effective: null });
    const tier = one.override === null ? null : rankOfTier(plan, one.override.tier);
    if (tier === null || one.override === null || one.override.until < plan.asOf) {
      expect(decision).toEqual(without);
    }
  });
});

test('a customer who stays the same is at last granted what is computed', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (scenario) => {
      const [first] = follow(scenario);
      const one = first?.customers[0];
      if (first === undefined || one === undefined) return;
      let state = one.previous === null ? null : stateOfRow(first.plan, one.previous);
      const computedTiers = new Set<number | null>();
      let { plan } = first;
      for (let month = 0; month < 240; month += 1) {
        const decision = decide(plan, { ...one, state, override: null });
        ({ state } = decision);
        computedTiers.add(decision.computed);
        plan = assessedOn(plan, addMonths(first.plan.asOf, month + 1), plan.asOf);
      }
      // Age moves with the years, and a cure may wait for a condition for ever.
      const cure = state === null ? null : plan.tiers[state.granted]?.cure;
      if (computedTiers.size > 1 || computedTiers.has(null) || (cure && cure.when !== null)) return;
      expect(state?.granted).toBe([...computedTiers][0]);
    }),
    { numRuns: 60 },
  );
});
