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

  return (points, isMissing, held, finding) => {
    const order = lossOrder(plan, points);
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
}

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

/** Characteristics that lost something, the largest loss first: sorted by insertion, for there are few. */
function lossOrder({ characteristics }: Plan, points: readonly number[]): number[] {
  const order: number[] = [];
  const losses: number[] = [];
  for (let index = 0; index < characteristics.length; index += 1) {
    const one = characteristics[index];
    const loss = one === undefined ? 0 : one.weight * (one.highestPoints - (points[index] ?? 0));
    if (loss <= 0) continue;
    let place = order.length;
    for (; place > 0 && loss > (losses[place - 1] ?? 0); place -= 1) {
      order[place] = order[place - 1] ?? 0;
      losses[place] = losses[place - 1] ?? 0;
    }
    order[place] = index;
    losses[place] = loss;
  }
  return order;
}

function neutralReason(plan: Plan): string {
  assert(plan.neutralReason !== null, 'a policy with a confidential rule has a neutral reason');
  return plan.neutralReason;
}

function addOnce(codes: string[], code: string): void {
  if (!codes.includes(code)) codes.push(code);
}
