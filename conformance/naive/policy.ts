// A policy as the YAML or JSON reader of the caller hands it over: plain values, not checked. A faulty one throws or computes nonsense.

export interface IndicatorText {
  readonly metric: string;
  readonly window?: string;
  readonly against?: string;
  readonly within?: string;
  readonly accounts?: string;
  readonly denominator?: string;
  readonly factors?: Readonly<Record<string, number | string>>;
  readonly tolerance?: string;
  /** Major units of the policy's currency. */
  readonly at_least?: number | string;
  readonly as?: string;
  readonly max_age?: string;
  readonly name?: string;
  readonly unit?: string;
  readonly of?: string;
  readonly to?: string;
}

export interface CharacteristicText {
  readonly weight: number;
  readonly points?: Readonly<Record<string, number>>;
  readonly curve?: readonly (readonly [number, number])[];
  readonly missing?: number | { readonly points: number; readonly reason: string };
  readonly reason: string;
}

export interface RuleText {
  readonly when: string;
  readonly at_most?: string;
  readonly at_least?: string;
  readonly reason: string;
}

export interface TierText {
  readonly id: string;
  readonly from?: number;
  readonly grace?: string;
  readonly cure?: string;
}

export interface PolicyText {
  readonly id: string;
  readonly indicators: Readonly<Record<string, IndicatorText>>;
  readonly population?: readonly { readonly when: string; readonly reason: string }[];
  readonly scorecard: Readonly<Record<string, CharacteristicText>>;
  readonly rules?: readonly RuleText[];
  /** Best first. */
  readonly tiers: readonly TierText[];
  readonly lifecycle?: { readonly upgrade?: string; readonly downgrade?: string };
  readonly schedule?: string;
}
