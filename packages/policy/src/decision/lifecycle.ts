import { addDuration, assert, nextScheduledDay, type Day, type Duration } from '@gradus/schema';
import type { Plan, PlannedTier } from '../plan/plan.ts';
import type { LifecycleState } from './decision.ts';
import { earliestRemembered, latestStart } from './lifecycle-day.ts';

/**
 * The lifecycle of a policy on one as-of date, every comparison with a day plus a duration turned round into one with a
 * day of the plan: made once for all customers.
 */
export interface Lifecycle {
  readonly asOf: Day;
  /** A customer last rated before this day comes back as new. */
  readonly rememberedFrom: Day;
  readonly risesAtOnce: boolean;
  readonly fallsToComputed: boolean;
  readonly upgradeOpen: boolean;
  readonly downgradeOn: Day | null;
  readonly tiers: readonly LifecycleTier[];
}

export interface LifecycleTier {
  /** End of the hold of who is granted the tier today. */
  readonly heldUntil: Day | null;
  /** Grace is over for who has been falling since this day or longer. */
  readonly graceOverFor: Day;
  /** Time of the cure is over for who was vetoed last on this day or earlier; null: no cure. */
  readonly cureOverFor: Day | null;
  readonly hasCureCondition: boolean;
  /** Next tier with a cut-off, better and worse; null when there is none. */
  readonly stepUp: number | null;
  readonly stepDown: number | null;
}

/** What today's assessment says of one customer. Ranks, 0 best. */
export interface LifecycleInput {
  readonly before: LifecycleState | null;
  readonly computed: number;
  /** Worst tier among the vetoes that hold; null when none does. */
  readonly veto: number | null;
  /** Whether the condition of the granted tier's cure is true today; asked only when it has one. */
  readonly cureHolds: (tier: number) => boolean;
}

/** For how long the state of an unrated customer stands. docs/language.md, "Who is given a tier". */
export const remembered: Duration = { count: 12, unit: 'months' };

export function lifecycleOf(plan: Plan): Lifecycle {
  const { asOf, tiers, lifecycle } = plan;
  const step = (found: number): number | null => (found < 0 ? null : found);
  return {
    asOf,
    rememberedFrom: earliestRemembered(asOf, remembered),
    risesAtOnce: lifecycle.upgrade === 'at_once',
    fallsToComputed: lifecycle.downgrade === 'to_computed',
    upgradeOpen: lifecycle.upgradeOpen,
    downgradeOn: lifecycle.downgradeOn,
    tiers: tiers.map(({ hold, grace, cure }, rank) => ({
      heldUntil: hold === null ? null : addDuration(asOf, hold),
      graceOverFor: grace === null ? asOf : latestStart(asOf, grace),
      cureOverFor: cure === null ? null : latestStart(asOf, cure.after),
      hasCureCondition: cure !== null && cure.when !== null,
      stepUp: step(tiers.slice(0, rank).findLastIndex(({ from }) => from !== null)),
      stepDown: step(tiers.findIndex(({ from }, at) => at > rank && from !== null)),
    })),
  };
}

/** State after today's assessment of a rated customer. docs/language.md, "Lifecycle"; the SQL twin is in `sql/lifecycle-sql.ts`. */
export function advanceState(lifecycle: Lifecycle, input: LifecycleInput): LifecycleState {
  const { before, computed, veto } = input;
  const { asOf } = lifecycle;
  assert(veto === null || computed >= veto, 'no computed tier is better than a veto allows');
  if (before === null) return begin(lifecycle, computed, veto === computed ? asOf : null);
  assert(before.ratedOn < asOf, 'an as-of date lies after the previous one');

  const blocked = cureBlocks(lifecycle, before, input.cureHolds);
  if (before.ratedOn < lifecycle.rememberedFrom) {
    const granted = blocked ? Math.max(computed, before.granted) : computed;
    return begin(lifecycle, granted, veto === granted ? asOf : blocked ? before.lastVeto : null);
  }
  if (veto !== null && veto > before.granted) return begin(lifecycle, veto, asOf);

  const lastVeto = veto === before.granted ? asOf : before.lastVeto;
  if (computed < before.granted && lifecycle.upgradeOpen && !blocked) {
    return begin(
      lifecycle,
      lifecycle.risesAtOnce ? computed : stepUp(lifecycle, before.granted, computed),
      null,
    );
  }
  return computed <= before.granted
    ? settle(lifecycle, before, lastVeto)
    : fall(lifecycle, before, computed, lastVeto);
}

/**
 * The day on which a falling customer loses the tier: the first downgrade date on or after the end of the grace;
 * null when not falling.
 */
export function graceUntil(plan: Plan, state: LifecycleState): Day | null {
  if (state.fallingSince === null) return null;
  const tier: PlannedTier | undefined = plan.tiers[state.granted];
  assert(tier !== undefined, `rank ${state.granted} names a tier`);
  const graceEnd = tier.grace === null ? state.fallingSince : addDuration(state.fallingSince, tier.grace);
  return nextScheduledDay(plan.lifecycle.downgradeSchedule, graceEnd);
}

/** A tier granted today: by a first rating, a veto or a rise. */
function begin(lifecycle: Lifecycle, granted: number, lastVeto: Day | null): LifecycleState {
  const { asOf } = lifecycle;
  const { heldUntil } = tierOf(lifecycle, granted);
  return { granted, since: asOf, heldUntil, fallingSince: null, lastVeto, ratedOn: asOf };
}

/** Steps 2 and 3 without a rise: on a downgrade date the customer is seen to keep the tier, and an ended hold is renewed. */
function settle(lifecycle: Lifecycle, before: LifecycleState, lastVeto: Day | null): LifecycleState {
  const { granted, since } = before;
  const isJudged = lifecycle.downgradeOn !== null;
  const isRenewed = isJudged && !isHeld(lifecycle, before);
  return {
    granted,
    since,
    heldUntil: isRenewed ? tierOf(lifecycle, granted).heldUntil : before.heldUntil,
    fallingSince: isJudged ? null : before.fallingSince,
    lastVeto,
    ratedOn: lifecycle.asOf,
  };
}

/** Step 4: computed worse than granted. */
function fall(
  lifecycle: Lifecycle,
  before: LifecycleState,
  computed: number,
  lastVeto: Day | null,
): LifecycleState {
  const { asOf, downgradeOn } = lifecycle;
  const { since, heldUntil } = before;
  const isJudged = downgradeOn !== null && !isHeld(lifecycle, before);
  const fallingSince = isJudged ? (before.fallingSince ?? downgradeOn) : before.fallingSince;
  const isOver =
    isJudged && fallingSince !== null && fallingSince <= tierOf(lifecycle, before.granted).graceOverFor;
  if (!isOver) {
    return { granted: before.granted, since, heldUntil, fallingSince, lastVeto, ratedOn: asOf };
  }

  const granted = lifecycle.fallsToComputed ? computed : stepDown(lifecycle, before.granted, computed);
  assert(granted > before.granted && granted <= computed, 'a fall goes toward the computed tier');
  const hold = tierOf(lifecycle, granted).heldUntil;
  return {
    granted,
    since: asOf,
    heldUntil: hold,
    fallingSince: computed > granted && hold === null ? downgradeOn : null,
    lastVeto: null,
    ratedOn: asOf,
  };
}

/** Whether the cure of the granted tier keeps it from being left upward. */
export function cureBlocks(
  lifecycle: Lifecycle,
  { granted, lastVeto }: LifecycleState,
  cureHolds: (tier: number) => boolean,
): boolean {
  const { cureOverFor, hasCureCondition } = tierOf(lifecycle, granted);
  if (cureOverFor === null || lastVeto === null) return false;
  return lastVeto > cureOverFor || (hasCureCondition && !cureHolds(granted));
}

/** The next tier with a cut-off, or the computed one when that is nearer. */
function stepUp(lifecycle: Lifecycle, from: number, computed: number): number {
  return Math.max(tierOf(lifecycle, from).stepUp ?? computed, computed);
}

function stepDown(lifecycle: Lifecycle, from: number, computed: number): number {
  return Math.min(tierOf(lifecycle, from).stepDown ?? computed, computed);
}

function isHeld({ asOf }: Lifecycle, { heldUntil }: LifecycleState): boolean {
  return heldUntil !== null && asOf < heldUntil;
}

function tierOf({ tiers }: Lifecycle, rank: number): LifecycleTier {
  const tier = tiers[rank];
  assert(tier !== undefined, 'the policy has the tier of the state');
  return tier;
}
