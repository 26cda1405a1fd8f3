import type { Day, LocalText } from '@gradus/schema';

/** Rules of a country or a bank that policies are checked against, each dated and with its source. Plain data, read from YAML. */
export interface RulePack {
  readonly id: string;
  readonly title: LocalText;
  /** Policies in this currency are checked against it by default. */
  readonly currency: string;
  readonly rules: readonly PackRule[];
}

export interface PackRule {
  readonly id: string;
  /** Name of a check that the product has. */
  readonly check: string;
  readonly parameters: PackParameters;
  readonly source: PackSource;
  /** In force from this day on, and up to and including `validTo`. */
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** `reminder`: nothing in a policy can show whether it is kept. */
  readonly severity: 'error' | 'warning' | 'reminder';
  readonly text: LocalText;
}

export interface PackSource {
  readonly title: LocalText;
  readonly article: string;
  /** Known at second hand: it can warn and never refuse. */
  readonly isSecondary: boolean;
}

export type PackParameters = Readonly<
  Record<string, string | readonly string[] | Readonly<Record<string, string>>>
>;

/** Whether a rule is in force on a day. */
export function isInForce({ validFrom, validTo }: PackRule, on: Day): boolean {
  return validFrom <= on && (validTo === null || on <= validTo);
}
