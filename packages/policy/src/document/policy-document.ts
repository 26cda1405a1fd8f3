import type { Decimal, Duration, LocalText, Schedule, Unit, WindowLength } from '@gradus/schema';
import type { PolicySource } from './policy-source.ts';
import type { Treatment } from './treatment.ts';

/**
 * A policy as its author wrote it, with the shape checked and the spelling read, but no name resolved.
 * Lists stand in document order. Conditions are texts; numbers are exact, in natural units (yuan, months, days).
 */
export interface PolicyDocument {
  readonly language: 1;
  readonly id: string;
  readonly title: LocalText;
  readonly currency: string;
  readonly noRate: 'refuse' | 'missing';
  readonly indicators: readonly DocumentIndicator[];
  readonly population: readonly DocumentClause[];
  readonly scorecard: readonly DocumentCharacteristic[];
  readonly rules: readonly DocumentRule[];
  readonly neutralReason: string | null;
  /** Words for reason codes, as a customer may be told them. */
  readonly reasons: Readonly<Record<string, LocalText>>;
  /** Best first. */
  readonly tiers: readonly DocumentTier[];
  readonly schedule: { readonly upgrade: Schedule; readonly downgrade: Schedule };
  readonly lifecycle: {
    readonly upgrade: 'at_once' | 'one_step';
    readonly downgrade: 'one_step' | 'to_computed';
  };
  /** Id that earlier states hold → id of the tier today. */
  readonly renamed: Readonly<Record<string, string>>;
  /** By tier, in document order. */
  readonly treatments: readonly DocumentTreatments[];
  /** Treatments that must not depend on some indicators. */
  readonly guarantees: readonly DocumentGuarantee[];
  /** Kept for the evaluation, which reads it itself; plain values, scalars as written. */
  readonly evaluation: unknown;
  /** SHA-256, in hex, of the canonical form: comments, key order and number spelling do not matter. */
  readonly hash: string;
  /** Text and places, for diagnostics. */
  readonly source: PolicySource;
}

export interface DocumentIndicator {
  readonly name: string;
  readonly title: LocalText | null;
  readonly metric: string;
  readonly window: WindowLength | null;
  readonly accounts: string | null;
  readonly unit: Unit | null;
  readonly denominator: 'window' | 'since_opening' | null;
  readonly toleranceDays: number | null;
  /** In major units. */
  readonly atLeast: Decimal | null;
  readonly as: 'borrower' | 'guarantor' | 'any' | null;
  readonly maxAgeDays: number | null;
  /** Name of the figure, for `fact`. */
  readonly fact: string | null;
  /** By product. */
  readonly factors: Readonly<Record<string, Decimal>> | null;
  readonly against: WindowLength | null;
  readonly withinDays: number | null;
  /** Names of the indicators that it is made of. */
  readonly of: string | null;
  readonly to: string | null;
}

/** Words as written: kinds of treatments, names of indicators or factors. */
export interface DocumentGuarantee {
  readonly treatments: readonly string[];
  readonly independentOf: readonly string[];
}

export interface DocumentClause {
  readonly when: string;
  readonly reason: string;
}

export interface DocumentCharacteristic {
  /** Name of the indicator that is scored. */
  readonly name: string;
  /** In percent. */
  readonly weight: Decimal;
  readonly scale: DocumentScale;
  readonly missing: { readonly points: Decimal; readonly reason: string | null } | null;
  readonly reason: string;
}

export type DocumentScale =
  /** Keys as written: lower bounds of bins, or names of classes. */
  | { readonly kind: 'points'; readonly entries: readonly PointEntry[] }
  | { readonly kind: 'curve'; readonly knots: readonly (readonly [at: Decimal, points: Decimal])[] };

export interface PointEntry {
  readonly key: string;
  readonly points: Decimal;
}

export interface DocumentRule {
  readonly id: string;
  readonly when: string;
  readonly effect: 'at_most' | 'at_least';
  readonly tier: string;
  readonly reason: string;
  readonly confidential: boolean;
}

export interface DocumentTier {
  readonly id: string;
  readonly title: LocalText;
  /** In points. */
  readonly from: Decimal | null;
  readonly hold: Duration | null;
  readonly grace: Duration | null;
  readonly cure: { readonly after: Duration; readonly when: string | null } | null;
}

export interface DocumentTreatments {
  readonly tier: string;
  readonly treatments: readonly Treatment[];
}
