import type { Day } from '@gradus/schema';

/**
 * All that the bank knows of one customer, as the in-process function reads it. Money in minor units of its currency.
 * A row here is a row of the lake, with keys left out where nothing needs them.
 */
export interface CustomerRecords {
  readonly customer: CustomerRow;
  readonly spells: readonly SpellRow[];
  readonly loans: readonly LoanRow[];
  readonly facts: readonly FactRow[];
  readonly holdings: readonly HoldingRow[];
}

export interface CustomerRow {
  readonly customerKey: bigint;
  readonly openedOn: Day;
  readonly birthYear: number | null;
  readonly status: string | null;
}

/** A spell with what moved in it, in any order. */
export interface SpellRow {
  readonly spellKey: bigint;
  readonly kind: string;
  readonly product: string | null;
  readonly currency: string;
  readonly fromOn: Day;
  /** First day after the spell; null while it runs. */
  readonly toOn: Day | null;
  readonly accountOpenedOn: Day;
  /** Whoever has it then; null while the account is open. */
  readonly accountClosedOn: Day | null;
  readonly termMonths: number | null;
  readonly maturesOn: Day | null;
  readonly movements: readonly MovementRow[];
}

/** `purpose` is that of a booking, or `opening`, or `carried`. */
export interface MovementRow {
  readonly movedOn: Day;
  readonly amountMinor: bigint;
  readonly purpose: string;
}

/** A loan in which the customer has `role`; both roles give two rows. */
export interface LoanRow {
  readonly loanKey: bigint;
  readonly role: 'borrower' | 'guarantor';
  readonly product: string | null;
  readonly currency: string;
  readonly limitMinor: bigint | null;
  readonly openedOn: Day;
  readonly statuses: readonly LoanStatusRow[];
}

export interface LoanStatusRow {
  readonly asOf: Day;
  readonly outstandingMinor: bigint;
  readonly daysPastDue: number;
  readonly overdueMinor: bigint | null;
  /** Index in loanClasses; null when the source gives none. */
  readonly class: number | null;
}

export interface FactRow {
  readonly name: string;
  readonly asOf: Day;
  readonly value: bigint;
}

/** What a customer holds of a product that is no deposit, from `asOf` to the next row of product and currency. */
export interface HoldingRow {
  readonly product: string;
  readonly currency: string;
  readonly asOf: Day;
  readonly valueMinor: bigint | null;
  readonly quantity: number | null;
}

/** What holds for the whole run beside the plan. */
export interface RunFacts {
  /** Rate in millionths per currency into the policy's, for those that have one in force at the as-of date. */
  readonly rateMillionths: ReadonlyMap<string, bigint>;
}
