import { assert } from '@gradus/schema';
import type { Plan } from '../plan/plan.ts';
import type { Outcome } from './outcome.ts';
import { ruleDecides, type TierFinding } from './tier.ts';

/** Codes of reasons, most telling first, each once. */
export interface Reasons {
  readonly shown: readonly string[];
  /** The same with the codes of confidential rules in place of the neutral one. */
  readonly internal: readonly string[];
}

/** `points` and `missing` run along the plan's characteristics. */
export type FindReasons = (
  points: readonly number[],
  missing: readonly boolean[],
  outcome: Outcome,
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
  const { characteristics } = plan;
  const order = characteristics.map(() => 0);
  const losses = characteristics.map(() => 0);

  const make = (lost: number, missing: readonly boolean[], { held, finding }: Outcome): Reasons => {
    const join = (ruleCodes: readonly string[]) => {
      const codes: string[] = [];
      addRules(codes, ruleCodes, plan, held, finding, true);
      for (const index of order.slice(0, lost)) {
        const one = characteristics[index];
        if (one !== undefined) addOnce(codes, missing[index] === true ? one.missingReason : one.reason);
      }
      addRules(codes, ruleCodes, plan, held, finding, false);
      return codes;
    };
    const shown = join(shownCodes);
    return { shown, internal: isPlain ? shown : join(internalCodes) };
  };

  const weights = characteristics.map(({ weight }) => weight);
  const heights = characteristics.map(({ highestPoints }) => highestPoints);
  // A bank's customers share few lists: one that was made is found again by a digit per characteristic that lost.
  const base = 2 * characteristics.length + 1;
  const isKeyed = characteristics.length * Math.log2(base) < 53;
  let kept = 0;
  return (points, missing, outcome) => {
    const lost = sortLosses(weights, heights, points, order, losses);
    if (!isKeyed) return make(lost, missing, outcome);
    let key = 0;
    for (let place = 0; place < lost; place += 1) {
      const index = order[place] ?? 0;
      key = key * base + 2 * index + (missing[index] === true ? 2 : 1);
    }
    let found = outcome.reasons.get(key);
    if (found === undefined) {
      found = make(lost, missing, outcome);
      if (kept < listsMax) {
        outcome.reasons.set(key, found);
        kept += 1;
      }
    }
    return found;
  };
}

/** Lists of reasons that are kept, of all outcomes; the ready-made policy has some hundred for each of some twenty. */
const listsMax = 100_000;

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
 * Begins `order` with the characteristics that lost something, the largest loss first, and `losses` along it: sorted by
 * insertion, for there are few. Gives their number.
 */
function sortLosses(
  weights: readonly number[],
  heights: readonly number[],
  points: readonly number[],
  order: number[],
  losses: number[],
): number {
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
  return count;
}

function neutralReason(plan: Plan): string {
  assert(plan.neutralReason !== null, 'a policy with a confidential rule has a neutral reason');
  return plan.neutralReason;
}

function addOnce(codes: string[], code: string): void {
  if (!codes.includes(code)) codes.push(code);
}
