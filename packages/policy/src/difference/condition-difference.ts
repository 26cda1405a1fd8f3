import { plainKey } from '@gradus/schema';
import { Possibilities } from '../check/possibility.ts';
import { findRow, type WitnessRow } from '../check/witness.ts';
import { columnsOf } from '../plan/condition-columns.ts';
import type { Condition } from '../plan/condition.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';

/** How the customers for whom a condition holds change. `unknown`: neither proved nor shown by an example. */
export interface ConditionDifference {
  readonly relation: 'equivalent' | 'wider' | 'narrower' | 'other' | 'unknown';
  /** A customer for whom only the new one holds, and one for whom only the old one does. */
  readonly gained: WitnessRow | null;
  readonly lost: WitnessRow | null;
}

/**
 * Compares two conditions over figures as each policy defines them: that a figure itself is measured in another way is another change.
 * Implication is proved over regions; that it fails is shown by a customer.
 */
export class ConditionComparison {
  readonly #possibilities: Possibilities;
  readonly #comparable: ReadonlySet<string>;

  constructor(before: ResolvedPolicy, after: ResolvedPolicy) {
    // Values that the new policy's metrics can give; a wider tolerance of the old one is its own change.
    this.#possibilities = new Possibilities(after.indicators);
    const units = new Map(before.indicators.map(({ column }) => [column.name, unitOf(column)]));
    this.#comparable = new Set(
      after.indicators
        .filter(({ column }) => units.get(column.name) === unitOf(column))
        .map(({ column }) => column.name),
    );
  }

  compare(before: Condition, after: Condition): ConditionDifference {
    if (plainKey(before) === plainKey(after)) return { relation: 'equivalent', gained: null, lost: null };
    if (!this.#isComparable(before) || !this.#isComparable(after)) {
      return { relation: 'unknown', gained: null, lost: null };
    }
    const within = this.#possibilities.domain;
    const only = (one: Condition, other: Condition): WitnessRow | null =>
      findRow(within, [
        { condition: one, truth: 'true' },
        { condition: other, truth: 'not true' },
      ]);
    const isNarrower = this.#possibilities.implies(after, before);
    const isWider = this.#possibilities.implies(before, after);
    const gained = isNarrower ? null : only(after, before);
    const lost = isWider ? null : only(before, after);
    if (isNarrower && isWider) return { relation: 'equivalent', gained, lost };
    if (isWider && gained !== null) return { relation: 'wider', gained, lost };
    if (isNarrower && lost !== null) return { relation: 'narrower', gained, lost };
    return { relation: gained !== null && lost !== null ? 'other' : 'unknown', gained, lost };
  }

  #isComparable(condition: Condition): boolean {
    const customers = new Set(['status', 'age', 'birth_year', 'opened_on', 'kind', 'product', 'currency']);
    return [...columnsOf(condition)].every((name) => customers.has(name) || this.#comparable.has(name));
  }
}

function unitOf({ unit, scale, classes }: ResolvedPolicy['indicators'][number]['column']): string {
  return `${unit ?? ''} ${scale} ${classes?.join(' ') ?? ''}`;
}
