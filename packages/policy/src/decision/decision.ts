import type { Day } from '@gradus/schema';

/** Values of the indicators by name, in stored units; null is missing. Money, ratios and counts alike are BigInt. */
export type IndicatorValues = Readonly<Record<string, bigint | null>>;

/** Columns of the customer that conditions may read beside indicators. */
export interface CustomerColumns {
  readonly openedOn: Day;
  readonly birthYear: number | null;
  readonly status: string | null;
}

/** Lifecycle state of one customer after an assessment. docs/language.md, "Lifecycle". Ranks index the plan's tiers, 0 best. */
export interface LifecycleState {
  readonly granted: number;
  readonly since: Day;
  readonly heldUntil: Day | null;
  readonly fallingSince: Day | null;
  readonly lastVeto: Day | null;
  /** Last as-of date that rated the customer. */
  readonly ratedOn: Day;
}

/** An override in force: laid over the granted tier, never part of the state. */
export interface Override {
  readonly tier: number;
  /** Last day on which it holds. */
  readonly until: Day;
}

/** What one assessment says of one customer. Every field but the state and `graceUntil` is null when unrated. */
export interface Decision {
  readonly unratedReason: string | null;
  /** Per characteristic in document order, in 1/100 points. */
  readonly points: readonly (number | null)[];
  /** In millionths of a point. */
  readonly score: bigint | null;
  readonly computed: number | null;
  readonly effective: number | null;
  readonly state: LifecycleState | null;
  readonly graceUntil: Day | null;
  readonly reasons: readonly string[] | null;
  readonly internalReasons: readonly string[] | null;
}
