import type { Decimal, Duration } from '@gradus/schema';

/**
 * What a tier is given or asked, as plain data. Kinds of the ready-made policy have typed settings;
 * any other kind keeps its settings as written, for whoever carries it out.
 */
export type Treatment =
  | { readonly kind: 'relationship_manager'; readonly settings: { readonly contact_every: Duration } }
  | { readonly kind: 'deposit_rate'; readonly settings: DepositRate }
  | { readonly kind: 'access'; readonly settings: string }
  | { readonly kind: 'offer'; readonly settings: string }
  | { readonly kind: 'credit_limit'; readonly settings: CreditLimit }
  | { readonly kind: 'loan_rate'; readonly settings: LoanRate }
  | { readonly kind: string; readonly settings: unknown };

/** Basis points added to the posted rate of a product, never above the ceiling over it. */
export interface DepositRate {
  readonly product: string;
  readonly add_bp: number;
  readonly ceiling_bp: number;
}

/** Share of the current limit that stays, in percent, after a notice. */
export interface CreditLimit {
  readonly at_most: { readonly percent: Decimal; readonly of: 'current' };
  readonly notice: Duration;
}

/** Basis points added to the rate of loans, negative to lower it. */
export interface LoanRate {
  readonly add_bp: number;
  readonly when: 'next_repricing';
  readonly notice: Duration;
}

/** Kinds whose settings the language knows. */
export const treatmentKinds = [
  'relationship_manager',
  'deposit_rate',
  'access',
  'offer',
  'credit_limit',
  'loan_rate',
] as const;
