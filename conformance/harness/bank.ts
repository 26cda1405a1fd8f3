import type { Day } from '@gradus/schema';

/** A small bank as canonical rows of the lake. Money in minor units; days as Day numbers. */
export interface Bank {
  readonly dataFrom: Day | null;
  readonly customers: readonly BankCustomer[];
  readonly accounts: readonly BankAccount[];
  readonly entries: readonly BankEntry[];
  readonly loans: readonly BankLoan[];
  readonly parties: readonly BankParty[];
  readonly statuses: readonly BankStatus[];
  readonly facts: readonly BankFact[];
  readonly holdings: readonly BankHolding[];
  readonly rates: readonly BankRate[];
}

export interface BankCustomer {
  readonly customerKey: bigint;
  readonly openedOn: Day;
  readonly birthYear: number | null;
  readonly status: string | null;
}

/** One row of an account's history. */
export interface BankAccount {
  readonly accountKey: bigint;
  readonly validFrom: Day;
  readonly customerKey: bigint;
  readonly kind: string;
  readonly product: string | null;
  readonly currency: string;
  readonly openedOn: Day;
  readonly termMonths: number | null;
  readonly maturesOn: Day | null;
  readonly closedOn: Day | null;
  readonly openingMinor: bigint | null;
}

export interface BankEntry {
  readonly accountKey: bigint;
  readonly bookedOn: Day;
  readonly amountMinor: bigint;
  readonly purpose: string;
  /** Whether it arrives after the snapshots were made. */
  readonly isLate: boolean;
}

export interface BankLoan {
  readonly loanKey: bigint;
  readonly currency: string;
  readonly openedOn: Day;
  readonly limitMinor: bigint | null;
  readonly product: string | null;
}

export interface BankParty {
  readonly loanKey: bigint;
  readonly customerKey: bigint;
  readonly role: 'borrower' | 'guarantor';
}

export interface BankStatus {
  readonly loanKey: bigint;
  readonly asOf: Day;
  readonly outstandingMinor: bigint;
  readonly daysPastDue: number;
  readonly overdueMinor: bigint | null;
  readonly class: number | null;
}

export interface BankFact {
  readonly customerKey: bigint;
  readonly name: string;
  readonly asOf: Day;
  readonly value: bigint;
}

export interface BankHolding {
  readonly customerKey: bigint;
  readonly product: string;
  readonly currency: string;
  readonly asOf: Day;
  readonly valueMinor: bigint | null;
  readonly quantity: number | null;
}

export interface BankRate {
  readonly currency: string;
  readonly quoteCurrency: string;
  readonly asOf: Day;
  readonly rateMillionths: bigint;
}
