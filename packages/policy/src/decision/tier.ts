import { assert } from '@gradus/schema';
import { lean, type Whole } from '../condition/whole.ts';
import type { Plan, PlannedRule, PlannedTier } from '../plan/plan.ts';

/** What rules that hold do to the tier. Ranks, 0 best. */
export interface TierFinding {
  readonly byScore: number;
  /** Best tier among the floors that hold; null when none does. */
  readonly floor: number | null;
  /** Worst tier among the vetoes that hold; null when none does. */
  readonly veto: number | null;
  readonly computed: number;
}

/** The best tier whose `from` is reached; the lowest with a `from` has no lower limit. `score` in millionths. */
export function tierFinder(tiers: readonly PlannedTier[]): (score: Whole) => number {
  const cutOffs = tiers.flatMap(({ from }, rank) => (from === null ? [] : [{ rank, from: lean(from) }]));
  const lowest = cutOffs.at(-1);
  assert(lowest !== undefined, 'a policy has a tier with a cut-off');
  return (score) => {
    for (const { rank, from } of cutOffs) if (score >= from) return rank;
    return lowest.rank;
  };
}

/** min(max(tier by score, floors), vetoes), in whatever order the rules stand. docs/language.md, "Score, rules, tier". */
export function findTier(plan: Plan, byScore: number, held: readonly boolean[]): TierFinding {
  let floor: number | null = null;
  let veto: number | null = null;
  for (let index = 0; index < plan.rules.length; index += 1) {
    const rule = plan.rules[index];
    if (rule === undefined || held[index] !== true) continue;
    if (rule.effect === 'at_least') floor = floor === null ? rule.tier : Math.min(floor, rule.tier);
    else veto = veto === null ? rule.tier : Math.max(veto, rule.tier);
  }
  const lifted = floor === null ? byScore : Math.min(byScore, floor);
  return { byScore, floor, veto, computed: veto === null ? lifted : Math.max(lifted, veto) };
}

/**
 * Whether a rule that holds decided the tier: the vetoes that equal the computed tier, or, when there is none,
 * the floors that lifted to it.
 */
export function ruleDecides(rule: PlannedRule, { byScore, veto, computed }: TierFinding): boolean {
  if (rule.tier !== computed) return false;
  return rule.effect === 'at_most' || (veto !== computed && computed < byScore);
}
