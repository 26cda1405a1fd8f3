import { rankOfTier, stateOfRow, type Decision, type Plan } from '@gradus/policy';
import type { Day } from '@gradus/schema';
import type { Row } from '@gradus/engine';

/** The decision that a row of a result holds; the inverse of decisionRow. */
export function decisionOfRow(plan: Plan, row: Row): Decision {
  const day = (name: string): Day | null => row[name] as Day | null;
  const text = (name: string): string | null => row[name] as string | null;
  const rank = (name: string): number | null => {
    const id = text(name);
    return id === null ? null : rankOfTier(plan, id);
  };
  const codes = (name: string): string[] | null => {
    const joined = text(name);
    if (joined === null) return null;
    return joined === '' ? [] : joined.split(',');
  };
  return {
    unratedReason: text('unrated_reason'),
    points: plan.characteristics.map(({ name }) => row[`${name}_points`] as number | null),
    score: row['score'] as bigint | null,
    computed: rank('computed_tier'),
    effective: rank('effective_tier'),
    state: stateOfRow(plan, {
      grantedTier: text('granted_tier'),
      since: day('since'),
      heldUntil: day('held_until'),
      fallingSince: day('falling_since'),
      lastVeto: day('last_veto'),
      ratedOn: day('rated_on'),
    }),
    graceUntil: day('grace_until'),
    reasons: codes('reasons'),
    internalReasons: codes('internal_reasons'),
  };
}
