import { assert } from '@gradus/schema';
import { metricMeanings } from '../metrics/meanings.ts';
import type { Condition } from '../plan/condition.ts';
import type { Plan } from '../plan/plan.ts';
import type { ResolvedIndicator } from '../plan/resolve-indicator.ts';
import { meet, overlap, regionOf, type Box, type Region } from './region.ts';
import { numbers, type ValueSet } from './value-set.ts';

/** Which values indicators can have at all, and what follows for conditions. */
export class Possibilities {
  readonly #domain: Box;

  constructor(indicators: readonly ResolvedIndicator[]) {
    this.#domain = new Map(indicators.map((one) => [one.column.name, valuesOf(one)]));
  }

  /** What every indicator can be. */
  get domain(): Box {
    return this.#domain;
  }

  /** False when a condition certainly never holds. */
  canHold(condition: Condition): boolean {
    return this.isPossible(regionOf(condition, 'true'));
  }

  /** True when a condition certainly holds always. */
  alwaysHolds(condition: Condition): boolean {
    return !this.isPossible(regionOf(condition, 'not true'));
  }

  /** True when `other` certainly holds wherever `condition` does. */
  implies(condition: Condition, other: Condition): boolean {
    return !this.isPossible(overlap(regionOf(condition, 'true'), regionOf(other, 'not true')));
  }

  /** False when a region certainly holds nobody. */
  isPossible(region: Region): boolean {
    return region === null || region.some((box) => meet(box, this.#within(box)) !== null);
  }

  #within(box: Box): Box {
    return new Map([...this.#domain].filter(([column]) => box.has(column)));
  }
}

/** What every indicator of a plan can be. */
export function planDomain({ indicators }: Plan): Box {
  return new Map(
    indicators.map(({ name, metric, unit, classes, parameters }) => {
      const meaning = metricMeanings.get(metric);
      assert(meaning !== undefined, `the plan's metric "${metric}" is known`);
      return [name, valuesOf({ meaning, unit, column: { classes }, parameters })];
    }),
  );
}

/** What the values of an indicator depend on. */
type ValueSource = Pick<ResolvedIndicator, 'meaning' | 'unit'> & {
  readonly column: Pick<ResolvedIndicator['column'], 'classes'>;
  readonly parameters: Pick<ResolvedIndicator['parameters'], 'fact' | 'toleranceDays'>;
};

/** Values that the metric of an indicator can give, in stored units. */
export function valuesOf({ meaning, unit, column, parameters }: ValueSource): ValueSet {
  const missing = meaning.neverMissing !== true;
  if (column.classes !== null) return numbers(missing, { from: 0n, to: BigInt(column.classes.length - 1) });
  const isSigned = unit === 'money' || unit === 'ratio' || meaning.parameters.operands;
  if (parameters.fact !== null || isSigned) return numbers(missing, { from: null, to: null });
  // Where days past due are counted in something else, what is tolerated leaves no gap in it.
  if (unit !== 'days' || parameters.toleranceDays === 0) return numbers(missing, { from: 0n, to: null });
  const tolerated = { from: 0n, to: 0n };
  return numbers(missing, tolerated, { from: BigInt(parameters.toleranceDays + 1), to: null });
}
