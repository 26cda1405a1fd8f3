import type { Condition } from '../plan/condition.ts';
import type { Plan } from '../plan/plan.ts';
import type { Test } from '../condition/compile.ts';
import type { Slots } from './column-slot.ts';
import type { Reasons } from './reasons.ts';
import { findTier, type TierFinding } from './tier.ts';

/** What the rules make of one customer. Customers share few outcomes: each is made once, with all that hangs on it. */
export interface Outcome {
  /** Per rule of the plan, whether it held. */
  readonly held: readonly boolean[];
  readonly finding: TierFinding;
  /** Lists of reasons that customers with this outcome were given, by what else they depend on. */
  readonly reasons: Map<number, Reasons>;
}

export type FindOutcome = (row: Slots, byScore: number) => Outcome;

/** Outcomes that are kept; the ready-made policy has some twenty. */
const outcomesMax = 10_000;

/** The outcome of a customer whose score reaches the tier `byScore`, by the rules of `plan`. */
export function outcomeFinder(plan: Plan, compile: (condition: Condition) => Test<Slots>): FindOutcome {
  const rules = plan.rules.map(({ when }) => compile(when));
  const make = (row: Slots, byScore: number): Outcome => {
    const held = rules.map((rule) => rule(row) === true);
    return { held, finding: findTier(plan, byScore, held), reasons: new Map() };
  };
  // One number holds the tier and a digit per rule.
  if (rules.length + Math.log2(plan.tiers.length + 1) >= 53) return make;
  const known = new Map<number, Outcome>();
  return (row, byScore) => {
    let key = byScore;
    for (const rule of rules) key = 2 * key + (rule(row) === true ? 1 : 0);
    let outcome = known.get(key);
    if (outcome === undefined) {
      outcome = make(row, byScore);
      if (known.size < outcomesMax) known.set(key, outcome);
    }
    return outcome;
  };
}
