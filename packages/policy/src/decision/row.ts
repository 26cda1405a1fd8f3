import { assert, type Day } from '@gradus/schema';
import type { DigestColumn, DigestValue } from '@gradus/sql';
import type { Plan } from '../plan/plan.ts';
import type { Decision, IndicatorValues, LifecycleState } from './decision.ts';

/** State columns of an earlier result; all null for a customer who was never rated. */
export interface StateRow {
  readonly grantedTier: string | null;
  readonly since: Day | null;
  readonly heldUntil: Day | null;
  readonly fallingSince: Day | null;
  readonly lastVeto: Day | null;
  readonly ratedOn: Day | null;
}

/** Columns of the result table in order; docs/architecture.md says what they hold. */
export function resultColumns(plan: Plan): DigestColumn[] {
  return [
    { name: 'customer_key', type: 'bigint' },
    ...plan.indicators.map(({ name }) => ({ name, type: 'bigint' }) as const),
    ...plan.characteristics.map(({ name }) => ({ name: `${name}_points`, type: 'integer' }) as const),
    { name: 'score', type: 'bigint' },
    { name: 'computed_tier', type: 'varchar' },
    { name: 'granted_tier', type: 'varchar' },
    { name: 'effective_tier', type: 'varchar' },
    { name: 'since', type: 'date' },
    { name: 'held_until', type: 'date' },
    { name: 'falling_since', type: 'date' },
    { name: 'last_veto', type: 'date' },
    { name: 'rated_on', type: 'date' },
    { name: 'grace_until', type: 'date' },
    { name: 'reasons', type: 'varchar' },
    { name: 'internal_reasons', type: 'varchar' },
    { name: 'unrated_reason', type: 'varchar' },
  ];
}

/** The row of the result table that holds `decision`: values along {@link resultColumns}, days as `Day`. */
export function decisionRow(
  plan: Plan,
  customerKey: bigint,
  values: IndicatorValues,
  decision: Decision,
): DigestValue[] {
  const rated = decision.unratedReason === null;
  const { state } = decision;
  return [
    customerKey,
    ...plan.indicators.map(({ name }) => (rated ? (values[name] ?? null) : null)),
    ...decision.points,
    decision.score,
    tierId(plan, decision.computed),
    tierId(plan, state?.granted ?? null),
    tierId(plan, decision.effective),
    state?.since ?? null,
    state?.heldUntil ?? null,
    state?.fallingSince ?? null,
    state?.lastVeto ?? null,
    state?.ratedOn ?? null,
    decision.graceUntil,
    decision.reasons?.join(',') ?? null,
    decision.internalReasons?.join(',') ?? null,
    decision.unratedReason,
  ];
}

/**
 * State that an earlier result holds, in ranks of `plan`; null for a customer who was never rated.
 * A tier that the plan does not have is the caller's to refuse: {@link rankOfTier} is null for it.
 */
export function stateOfRow(plan: Plan, row: StateRow): LifecycleState | null {
  if (row.grantedTier === null) return null;
  const granted = rankOfTier(plan, row.grantedTier);
  assert(granted !== null, `a state in tier "${row.grantedTier}" is refused before`);
  assert(row.since !== null && row.ratedOn !== null, 'a granted tier has its dates');
  return {
    granted,
    since: row.since,
    heldUntil: row.heldUntil,
    fallingSince: row.fallingSince,
    lastVeto: row.lastVeto,
    ratedOn: row.ratedOn,
  };
}

/** Rank of the tier that an earlier result or an override calls `id`, renamed tiers included; null when there is none. */
export function rankOfTier(plan: Plan, id: string): number | null {
  const rank = plan.tiers.findIndex((tier) => tier.id === id);
  if (rank >= 0) return rank;
  const renamed = plan.lifecycle.renamed[id];
  const renamedRank = plan.tiers.findIndex((tier) => tier.id === renamed);
  return renamedRank >= 0 ? renamedRank : null;
}

function tierId(plan: Plan, rank: number | null): string | null {
  if (rank === null) return null;
  const tier = plan.tiers[rank];
  assert(tier !== undefined, `rank ${rank} names a tier`);
  return tier.id;
}
