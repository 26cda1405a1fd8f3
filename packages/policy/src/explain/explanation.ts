import type { Locale } from '@gradus/schema';

/** A decision in words of one language. Numbers are texts in natural units; nothing here is to be computed with. */
export interface Explanation {
  readonly locale: Locale;
  readonly policy: string;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  /** Why the customer is not rated; null for a rated one. */
  readonly unrated: ExplainedReason | null;
  readonly effective: ExplainedTier | null;
  readonly granted: ExplainedTier | null;
  readonly computed: ExplainedTier | null;
  /** Null when unrated or withheld. */
  readonly score: string | null;
  /** A confidential rule may have acted: score and points are not shown. */
  readonly isWithheld: boolean;
  readonly characteristics: readonly ExplainedCharacteristic[];
  readonly rules: readonly ExplainedRule[];
  readonly reasons: readonly ExplainedReason[];
  readonly lifecycle: readonly string[];
  /** What the effective tier is given or asked. */
  readonly treatments: readonly string[];
}

export interface ExplainedTier {
  readonly id: string;
  readonly title: string;
}

export interface ExplainedReason {
  readonly code: string;
  readonly text: string;
}

export interface ExplainedCharacteristic {
  readonly name: string;
  readonly title: string;
  /** The indicator's value, `none` when missing. */
  readonly value: string;
  /** In percent. */
  readonly weight: string;
  /** Null, like the three below, when withheld. The bin, the piece of the curve or the class that applied. */
  readonly applies: string | null;
  readonly points: string | null;
  /** Highest points of the bins or the curve. */
  readonly highest: string | null;
  /** Weight × points: what it adds to the score. */
  readonly contribution: string | null;
}

/** A rule that held. */
export interface ExplainedRule {
  readonly id: string;
  readonly condition: string;
  readonly effect: string;
  /** Whether it decided the tier. */
  readonly isDeciding: boolean;
}
