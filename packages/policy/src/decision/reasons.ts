import { assert } from '@gradus/schema';
import type { Plan } from '../plan/plan.ts';
import { ruleDecides, type TierFinding } from './tier.ts';

/** Codes of reasons, most telling first, each once. */
export interface Reasons {
  readonly shown: readonly string[];
  /** The same with the codes of confidential rules in place of the neutral one. */
  readonly internal: readonly string[];
}

/** `points` runs along the plan's characteristics, `held` along its rules; `isMissing` answers for a characteristic. */
export type FindReasons = (
  points: readonly number[],
  isMissing: (index: number) => boolean,
  held: readonly boolean[],
  finding: TierFinding,
) => Reasons;

/**
 * Reasons of a computed tier. docs/language.md, "Score, rules, tier": rules that decided it, then characteristics by what they lost, weight ×
 * (highest points − points) (ties in document order), then the other rules that held.
 */
export function reasonFinder(plan: Plan): FindReasons {
  const isPlain = plan.rules.every(({ confidential }) => !confidential);
  const shownCodes = plan.rules.map(({ confidential, reason }) =>
    confidential ? neutralReason(plan) : reason,
  );
  const internalCodes = plan.rules.map(({ reason }) => reason);
  const order: number[] = [];
  const losses: number[] = [];

  const find: FindReasons = (points, isMissing, held, finding) => {
    const join = (ruleCodes: readonly string[]) => {
      const codes: string[] = [];
      addRules(codes, ruleCodes, plan, held, finding, true);
      for (const index of order) {
        const one = plan.characteristics[index];
        if (one !== undefined) addOnce(codes, isMissing(index) ? one.missingReason : one.reason);
      }
      addRules(codes, ruleCodes, plan, held, finding, false);
      return codes;
    };
    const shown = join(shownCodes);
    return { shown, internal: isPlain ? shown : join(internalCodes) };
  };

  // A bank's customers share few lists: one that was made is found again by all that it depends on, as one number.
  const made = new Map<number, Reasons>();
  const { characteristics, rules, tiers } = plan;
  const weights = characteristics.map(({ weight }) => weight);
  const heights = characteristics.map(({ highestPoints }) => highestPoints);
  const isKeyed =
    2 * characteristics.length +
      rules.length +
      characteristics.length * Math.log2(characteristics.length + 1) <
    53 - 3 * Math.log2(tiers.length + 1);
  return (points, isMissing, held, finding) => {
    sortLosses(weights, heights, points, order, losses);
    if (!isKeyed) return find(points, isMissing, held, finding);
    let key = 1;
    for (let index = 0; index < order.length; index += 1) {
      const at = order[index] ?? 0;
      key = key * (characteristics.length + 1) + at + 1;
      key = 2 * key + (isMissing(at) ? 1 : 0);
    }
    for (let index = 0; index < held.length; index += 1) key = 2 * key + (held[index] === true ? 1 : 0);
    const veto = finding.veto ?? tiers.length;
    key =
      ((key * (tiers.length + 1) + veto) * tiers.length + finding.computed) * tiers.length + finding.byScore;
    let found = made.get(key);
    if (found === undefined) {
      found = find(points, isMissing, held, finding);
      if (made.size < listsMax) made.set(key, found);
    }
    return found;
  };
}

/** Lists of reasons that are kept; the ready-made policy has some hundred. */
const listsMax = 10_000;

function addRules(
  codes: string[],
  ruleCodes: readonly string[],
  { rules }: Plan,
  held: readonly boolean[],
  finding: TierFinding,
  isDeciding: boolean,
): void {
  for (let index = 0; index < held.length; index += 1) {
    const rule = rules[index];
    if (held[index] !== true || rule === undefined) continue;
    if (ruleDecides(rule, finding) === isDeciding) addOnce(codes, ruleCodes[index] ?? rule.reason);
  }
}

/**
 * Fills `order` with the characteristics that lost something, the largest loss first, and `losses` along it: sorted by
 * insertion, for there are few.
 */
function sortLosses(
  weights: readonly number[],
  heights: readonly number[],
  points: readonly number[],
  order: number[],
  losses: number[],
): void {
  let count = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const loss = (weights[index] ?? 0) * ((heights[index] ?? 0) - (points[index] ?? 0));
    if (loss <= 0) continue;
    let place = count;
    for (; place > 0 && loss > (losses[place - 1] ?? 0); place -= 1) {
      order[place] = order[place - 1] ?? 0;
      losses[place] = losses[place - 1] ?? 0;
    }
    order[place] = index;
    losses[place] = loss;
    count += 1;
  }
  order.length = count;
  losses.length = count;
}

function neutralReason(plan: Plan): string {
  assert(plan.neutralReason !== null, 'a policy with a confidential rule has a neutral reason');
  return plan.neutralReason;
}

function addOnce(codes: string[], code: string): void {
  if (!codes.includes(code)) codes.push(code);
}
