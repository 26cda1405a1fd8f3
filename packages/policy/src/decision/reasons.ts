import { assert } from '@gradus/schema';
import type { Plan } from '../plan/plan.ts';
import { ruleDecides, type TierFinding } from './tier.ts';

/** Codes of reasons, most telling first, each once. */
export interface Reasons {
  readonly shown: readonly string[];
  /** The same with the codes of confidential rules in place of the neutral one. */
  readonly internal: readonly string[];
}

/** What a characteristic lost: its rank in the plan and weight × (highest points − points), above 0. */
interface Shortfall {
  readonly index: number;
  readonly size: number;
}

/**
 * Reasons of a computed tier. SEMANTICS §7: rules that decided it, then characteristics by what they lost
 * (ties in document order), then the other rules that held.
 *
 * `missing` and `points` run along the plan's characteristics, `held` along its rules.
 */
export function findReasons(
  plan: Plan,
  points: readonly number[],
  missing: readonly boolean[],
  held: readonly boolean[],
  finding: TierFinding,
): Reasons {
  const shown: string[] = [];
  const internal: string[] = [];
  const addRules = (deciding: boolean) => {
    for (let index = 0; index < held.length; index += 1) {
      const rule = plan.rules[index];
      if (rule === undefined || held[index] !== true || ruleDecides(rule, finding) !== deciding) continue;
      addOnce(internal, rule.reason);
      addOnce(shown, rule.confidential ? neutralReason(plan) : rule.reason);
    }
  };
  addRules(true);
  for (const { index } of shortfalls(plan, points)) {
    const characteristic = plan.characteristics[index];
    assert(characteristic !== undefined, 'a shortfall belongs to a characteristic');
    const code = missing[index] === true ? characteristic.missingReason : characteristic.reason;
    addOnce(internal, code);
    addOnce(shown, code);
  }
  addRules(false);
  return { shown, internal };
}

function shortfalls(plan: Plan, points: readonly number[]): Shortfall[] {
  const found: Shortfall[] = [];
  for (let index = 0; index < plan.characteristics.length; index += 1) {
    const characteristic = plan.characteristics[index];
    if (characteristic === undefined) continue;
    const size = characteristic.weight * (characteristic.highestPoints - (points[index] ?? 0));
    if (size > 0) found.push({ index, size });
  }
  return found.sort((first, second) => second.size - first.size || first.index - second.index);
}

function neutralReason(plan: Plan): string {
  assert(plan.neutralReason !== null, 'a policy with a confidential rule has a neutral reason');
  return plan.neutralReason;
}

function addOnce(codes: string[], code: string): void {
  if (!codes.includes(code)) codes.push(code);
}
