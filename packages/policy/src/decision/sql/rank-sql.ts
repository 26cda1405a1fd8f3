import { atMost, boolean, choose, equal, integer, nothing, text, when, type Expression } from '@gradus/sql';
import type { Plan } from '../../plan/plan.ts';
import { rankOfTier } from '../row.ts';

/** A tier's rank, or a mark for none: below every rank, or above. */
export const rank = (value: number): Expression => integer(value, 'integer');

/** Rank of the tier whose id stands in `id`, renamed tiers included; null when the policy has none. */
export function rankOfIdSql(plan: Plan, id: Expression): Expression {
  const ids = [...plan.tiers.map((tier) => tier.id), ...Object.keys(plan.lifecycle.renamed)];
  const known = [...new Set(ids)].flatMap((one) => {
    const found = rankOfTier(plan, one);
    return found === null ? [] : [when(equal(id, text(one)), rank(found))];
  });
  return choose(known, nothing('integer'));
}

/** Id of the tier whose rank stands in `of`; null for null. */
export function idOfRankSql(plan: Plan, of: Expression): Expression {
  return choose(
    plan.tiers.map((tier, index) => when(equal(of, rank(index)), text(tier.id))),
    nothing('varchar'),
  );
}

/** By rank in `of`: what `each` gives for that tier, or `otherwise` for tiers for which it gives nothing. */
export function byRank(
  plan: Plan,
  of: Expression,
  each: (tier: Plan['tiers'][number], index: number) => Expression | null,
  otherwise: Expression,
): Expression {
  const cases = plan.tiers.flatMap((tier, index) => {
    const given = each(tier, index);
    return given === null ? [] : [when(equal(of, rank(index)), given)];
  });
  return choose(cases, otherwise);
}

export function lesser(left: Expression, right: Expression): Expression {
  return choose([when(atMost(left, right), left)], right);
}

export function greater(left: Expression, right: Expression): Expression {
  return choose([when(atMost(left, right), right)], left);
}

/** True when `condition` is true, false when it is false or unknown. */
export function isTrue(condition: Expression): Expression {
  return choose([when(condition, boolean(true))], boolean(false));
}
