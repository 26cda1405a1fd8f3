import { addDuration, addMonths, assert, nextScheduledDay, type Day, type Duration } from '@gradus/schema';
import type { Plan, PlannedTier } from '../plan/plan.ts';
import type { LifecycleState } from './decision.ts';

/** What today's assessment says, beside the plan. Ranks, 0 best. */
export interface LifecycleInput {
  readonly before: LifecycleState | null;
  readonly computed: number;
  /** Worst tier among the vetoes that hold; null when none does. */
  readonly veto: number | null;
  /** Whether the condition of a tier's cure is true today; asked only for a tier that has one. */
  readonly cureHolds: (tier: number) => boolean;
}

/** A customer who was unrated for longer comes back as new. SEMANTICS §3. */
export const rememberedMonths = 12;

/**
 * State after today's assessment of a rated customer. SEMANTICS §8; the SQL twin is in `sql/lifecycle-sql.ts`.
 * The plan says what day it is and which directions are open.
 */
export function advanceState(plan: Plan, input: LifecycleInput): LifecycleState {
  const { before, computed, veto } = input;
  const { asOf } = plan;
  assert(veto === null || computed >= veto, 'no computed tier is better than a veto allows');
  if (before === null) return begin(plan, computed, veto === computed ? asOf : null);
  assert(before.ratedOn < asOf, 'an as-of date lies after the previous one');
  assert(before.granted < plan.tiers.length, 'the policy has the tier of the state before');

  const blocked = cureBlocks(plan, before, input.cureHolds);
  if (asOf > addMonths(before.ratedOn, rememberedMonths)) {
    const granted = blocked ? Math.max(computed, before.granted) : computed;
    return begin(plan, granted, veto === granted ? asOf : blocked ? before.lastVeto : null);
  }
  if (veto !== null && veto > before.granted) return begin(plan, veto, asOf);

  const rated = { ...before, ratedOn: asOf, lastVeto: veto === before.granted ? asOf : before.lastVeto };
  if (computed < before.granted && plan.lifecycle.upgradeOpen && !blocked) {
    const atOnce = plan.lifecycle.upgrade === 'at_once';
    return begin(plan, atOnce ? computed : oneStep(plan, before.granted, computed), null);
  }
  return computed <= before.granted ? settle(plan, rated) : fall(plan, rated, computed);
}

/**
 * The day on which a falling customer loses the tier: the first downgrade date on or after the end of the grace;
 * null when not falling.
 */
export function graceUntil(plan: Plan, state: LifecycleState): Day | null {
  if (state.fallingSince === null) return null;
  const graceEnd = later(state.fallingSince, tierOf(plan, state.granted).grace);
  return nextScheduledDay(plan.lifecycle.downgradeSchedule, graceEnd);
}

/** A tier granted today: by a first rating, a veto or a rise. */
function begin(plan: Plan, granted: number, lastVeto: Day | null): LifecycleState {
  return {
    granted,
    since: plan.asOf,
    heldUntil: holdFrom(plan, granted),
    fallingSince: null,
    lastVeto,
    ratedOn: plan.asOf,
  };
}

/** Steps 2 and 3 without a rise: on a downgrade date the customer is seen to keep the tier, and an ended hold is renewed. */
function settle(plan: Plan, state: LifecycleState): LifecycleState {
  if (plan.lifecycle.downgradeOn === null) return state;
  const heldUntil = isHeld(plan, state) ? state.heldUntil : holdFrom(plan, state.granted);
  return { ...state, heldUntil, fallingSince: null };
}

/** Step 4: computed worse than granted. */
function fall(plan: Plan, state: LifecycleState, computed: number): LifecycleState {
  const { downgrade, downgradeOn } = plan.lifecycle;
  if (downgradeOn === null || isHeld(plan, state)) return state;
  const fallingSince = state.fallingSince ?? downgradeOn;
  if (plan.asOf < later(fallingSince, tierOf(plan, state.granted).grace)) return { ...state, fallingSince };

  const granted = downgrade === 'to_computed' ? computed : oneStep(plan, state.granted, computed);
  assert(granted > state.granted && granted <= computed, 'a fall goes toward the computed tier');
  const heldUntil = holdFrom(plan, granted);
  return {
    granted,
    since: plan.asOf,
    heldUntil,
    fallingSince: computed > granted && heldUntil === null ? downgradeOn : null,
    lastVeto: null,
    ratedOn: plan.asOf,
  };
}

/** Whether the cure of the granted tier keeps it from being left upward. */
function cureBlocks(plan: Plan, state: LifecycleState, cureHolds: (tier: number) => boolean): boolean {
  const { cure } = tierOf(plan, state.granted);
  if (cure === null || state.lastVeto === null) return false;
  if (plan.asOf < addDuration(state.lastVeto, cure.after)) return true;
  return cure.when !== null && !cureHolds(state.granted);
}

/** The next tier with a cut-off between `from` and `to`, or `to` when there is none nearer. */
function oneStep(plan: Plan, from: number, to: number): number {
  const direction = to < from ? -1 : 1;
  for (let rank = from + direction; rank !== to; rank += direction) {
    if (tierOf(plan, rank).from !== null) return rank;
  }
  return to;
}

function isHeld(plan: Plan, { heldUntil }: LifecycleState): boolean {
  return heldUntil !== null && plan.asOf < heldUntil;
}

function holdFrom(plan: Plan, rank: number): Day | null {
  const { hold } = tierOf(plan, rank);
  return hold === null ? null : addDuration(plan.asOf, hold);
}

function later(from: Day, duration: Duration | null): Day {
  return duration === null ? from : addDuration(from, duration);
}

function tierOf(plan: Plan, rank: number): PlannedTier {
  const tier = plan.tiers[rank];
  assert(tier !== undefined, `rank ${rank} names a tier`);
  return tier;
}
