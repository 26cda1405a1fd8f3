import type { Day, DayWindow, Duration, LocalText, Schedule, Unit, WindowLength } from '@gradus/schema';
import type { ColumnReference, Condition } from './condition.ts';

/**
 * What a policy means for one assessment, as plain data: every name resolved, every number exact, every date a literal.
 * SQL, the in-process function and the words for people are made from it and from nothing else.
 */
export interface Plan {
  readonly language: 1;
  readonly policy: PolicyIdentity;
  readonly currency: string;
  readonly asOf: Day;
  /** As-of date of the assessment before this one; null for the first. */
  readonly previousAsOf: Day | null;
  readonly noRate: 'refuse' | 'missing';
  /** In an order in which every indicator stands after those that it uses. */
  readonly indicators: readonly PlannedIndicator[];
  readonly population: readonly PopulationClause[];
  /** In document order. */
  readonly characteristics: readonly PlannedCharacteristic[];
  readonly rules: readonly PlannedRule[];
  /** Best first; a tier's rank is its index. */
  readonly tiers: readonly PlannedTier[];
  readonly lifecycle: PlannedLifecycle;
  /** Reason shown in place of confidential ones; null when no rule is confidential. */
  readonly neutralReason: string | null;
  readonly reasonTexts: Readonly<Record<string, LocalText>>;
}

export interface PolicyIdentity {
  readonly id: string;
  readonly title: LocalText;
  /** SHA-256, in hex, of the canonical form of the document. */
  readonly hash: string;
}

export interface PlannedIndicator {
  readonly name: string;
  readonly title: LocalText;
  readonly metric: string;
  readonly unit: Unit;
  readonly scale: number;
  readonly classes: readonly string[] | null;
  readonly parameters: PlannedParameters;
}

/**
 * Parameters of a metric with all dates worked out. A metric reads those that it declares; the others keep their defaults:
 * null, `accounts` true for every account, `tolerance` 0, `as` borrower, `within` 7 days.
 */
export interface PlannedParameters {
  readonly window: (DayWindow & { readonly length: WindowLength }) | null;
  /** Sees kind, product and currency of a spell; null lets every account pass. */
  readonly accounts: Condition | null;
  readonly denominator: 'window' | 'since_opening';
  readonly toleranceDays: number;
  /** Least overdue amount that counts, in minor units of the loan's currency; null: every amount counts. */
  readonly atLeastMinor: bigint | null;
  readonly as: 'borrower' | 'guarantor' | 'any';
  readonly maxAgeDays: number | null;
  /** Name of the figure, for `fact`. */
  readonly fact: string | null;
  /** Part at which a product counts as assets, in 1/10,000; 1 for those not named. */
  readonly factors: Factors;
  /** The window before `window`, that growth is measured against; null unless the metric has it. */
  readonly against: (DayWindow & { readonly length: WindowLength }) | null;
  /** Days for which something may take after the day that calls for it. */
  readonly withinDays: number;
  /** Indicators that this one is made of; they stand before it. */
  readonly of: string | null;
  readonly to: string | null;
}

/** By product, in 1/10,000. */
export type Factors = Readonly<Record<string, bigint>>;

export interface PopulationClause {
  readonly when: Condition;
  readonly reason: string;
}

export interface PlannedCharacteristic {
  readonly name: string;
  readonly indicator: ColumnReference;
  /** In 1/100 of a percent; all together 10,000. */
  readonly weight: number;
  readonly scale: PointScale;
  /** Points of a missing value, in 1/100. */
  readonly missingPoints: number;
  readonly missingReason: string;
  readonly reason: string;
  /** Highest points of the bins or the curve, in 1/100; what a reason is measured against. */
  readonly highestPoints: number;
}

/** Points are in 1/100; `from`, `at` in stored units of the indicator. */
export type PointScale =
  /** Ascending; the first bin has no lower limit. */
  | { readonly kind: 'bins'; readonly bins: readonly { readonly from: bigint; readonly points: number }[] }
  /** Ascending knots; straight lines between, flat outside. */
  | { readonly kind: 'curve'; readonly knots: readonly { readonly at: bigint; readonly points: number }[] }
  /** One entry per class, by index. */
  | { readonly kind: 'classes'; readonly points: readonly number[] };

export interface PlannedRule {
  readonly id: string;
  readonly when: Condition;
  readonly effect: 'at_most' | 'at_least';
  /** Rank of the tier that the rule caps at or lifts to. */
  readonly tier: number;
  readonly reason: string;
  readonly confidential: boolean;
}

export interface PlannedTier {
  readonly id: string;
  readonly title: LocalText;
  /** Lowest score of the tier in millionths of a point; null: reached by rules only. */
  readonly from: bigint | null;
  readonly hold: Duration | null;
  readonly grace: Duration | null;
  readonly cure: { readonly after: Duration; readonly when: Condition | null } | null;
  readonly treatments: readonly PlannedTreatment[];
}

/** One treatment, as written: kind and its settings. */
export interface PlannedTreatment {
  readonly kind: string;
  readonly settings: unknown;
}

export interface PlannedLifecycle {
  readonly upgrade: 'at_once' | 'one_step';
  readonly downgrade: 'one_step' | 'to_computed';
  readonly upgradeSchedule: Schedule;
  readonly downgradeSchedule: Schedule;
  /** Whether the upgrade direction is open at this as-of date. */
  readonly upgradeOpen: boolean;
  /** Latest downgrade date in (previous as-of, as-of]; null: the downgrade direction is shut. */
  readonly downgradeOn: Day | null;
  /** Ids of tiers in earlier states that the policy has under another name. */
  readonly renamed: Readonly<Record<string, string>>;
}
