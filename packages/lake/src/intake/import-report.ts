import type { Day, Diagnostic, SourceTableName } from '@gradus/schema';

/** What became of a delivery. */
export interface ImportReport {
  readonly status: 'accepted' | 'refused' | 'unchanged';
  /** Batch that the delivery became, or that it was before when unchanged; null when refused. */
  readonly batch: number | null;
  readonly source: string | null;
  readonly businessDate: Day | null;
  /** Why it was refused: findings about the mapping with their places, or about the delivery. */
  readonly reasons: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  readonly tables: readonly TableReport[];
  readonly files: readonly FileReport[];
  readonly rejects: RejectReport;
  readonly differences: DifferenceReport;
  /** What the lake holds after an accepted delivery; null otherwise, and when it knows of no money. */
  readonly money: MoneyTotals | null;
  readonly dataFrom: Day | null;
  /** Last day of which the lake knows anything that moves money. */
  readonly latestDay: Day | null;
  readonly monthEnds: readonly Day[];
}

export interface TableReport {
  readonly table: SourceTableName;
  /** Rows of the delivery that the mapping takes. */
  readonly read: number;
  readonly rejected: number;
  /** Rows that say the same as another, of this or an earlier delivery, that a later one of their key overtook, or that say once more that a closed account is empty. */
  readonly duplicates: number;
  /** Rows that `where`, `except` or `unknown_reference` of the mapping leaves out, and which are not among those read; absent when there are none. */
  readonly leftOut?: number;
  /** Keys that a full delivery no longer has; they keep their last state. */
  readonly vanished: number;
  /** Rows by which the delivery took something away; absent when there are none. */
  readonly deleted?: number;
}

export interface FileReport {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Null for Parquet. */
  readonly encoding: string | null;
  readonly records: number;
}

export interface RejectReport {
  readonly total: number;
  /** CSV file with all of them; null when there are none. */
  readonly path: string | null;
  /** By cause, most rows first. */
  readonly byCode: readonly RejectCount[];
  /** The first twenty. */
  readonly first: readonly Reject[];
}

/** Balances of the whole lake and turnover of the batch, by currency, to be held against the core. */
export interface MoneyTotals {
  /** Last day of which the lake knows; balances are at its end. */
  readonly day: Day;
  readonly isBusinessDate: boolean;
  readonly byCurrency: readonly {
    readonly currency: string;
    /** Accounts that are open on the day. */
    readonly accounts: number;
    /** Those of them whose balance before `data_from` nobody told: what they hold is their bookings alone. */
    readonly openingUnknown: number;
    readonly balanceMinor: bigint;
    readonly negative: number;
    readonly negativeMinor: bigint;
    /** Σ |bookings| that this delivery added. */
    readonly bookedMinor: bigint;
  }[];
}

/** Figures that the bank sums itself against those of the bookings. */
export interface DifferenceReport {
  readonly total: number;
  /** CSV file with all of them; null when there are none. */
  readonly path: string | null;
  /** Tables of such figures that were compared. */
  readonly byTable: readonly {
    readonly table: SourceTableName;
    readonly compared: number;
    readonly differing: number;
  }[];
  /** The first twenty. */
  readonly first: readonly Difference[];
}

/** A figure as delivered and as the bookings give it, in units of the currency with all of its decimals. */
export interface Difference {
  /** Empty, like `line` 0, when the bank delivered no such figure. */
  readonly file: string;
  readonly line: number;
  readonly table: SourceTableName;
  readonly field: string;
  readonly day: Day;
  readonly from: Day | null;
  readonly branch: string;
  readonly subject: string;
  readonly currency: string;
  /** Masked. */
  readonly account: string;
  readonly delivered: string | null;
  readonly computed: string;
  /** Delivered less computed. */
  readonly difference: string;
}

/** Rows of one table that were rejected for one cause. */
export interface RejectCount {
  readonly table: SourceTableName;
  readonly code: string;
  readonly field: string;
  readonly count: number;
  /** Whether these rows are rejected only because what they name was rejected or left out. */
  readonly isConsequence: boolean;
  /** How many different values they have there. */
  readonly values: number;
  /** At most five of the values, the most frequent first. */
  readonly examples: readonly RejectExample[];
  /** Of rows that name what nobody knows, where ids of the other table are written otherwise. */
  readonly shapes?: IdShapes;
}

/** How most ids are written: 9 stands for a digit, A for a letter. */
export interface IdShapes {
  /** Table that is named. */
  readonly table: SourceTableName;
  /** Of the ids that name nothing. */
  readonly here: string;
  /** Of those of the table. */
  readonly there: string;
  /** Setting of the field that would make `found` of the `ids` fit: on the field that names, or on the one that is named. */
  readonly fix: {
    /** As a mapping has it: `pad: 6`. */
    readonly setting: string;
    readonly on: 'here' | 'there';
    readonly found: number;
    readonly ids: number;
  } | null;
}

/** A value that rows were rejected for, as the list of rejects shows it: ids and names are masked. */
export interface RejectExample {
  readonly value: string;
  readonly count: number;
  readonly first: RowPlace;
  /** The same as the first when there is one row alone. */
  readonly last: RowPlace;
}

/** Where a row stands in the delivery. */
export interface RowPlace {
  readonly file: string;
  /** Of an Excel file; null of others. */
  readonly sheet: string | null;
  /** Line of the file, row of the sheet. */
  readonly line: number;
}

/** A rejected row, as the list of rejects shows it: ids and names are masked. */
export interface Reject extends RowPlace {
  readonly table: SourceTableName;
  readonly field: string;
  readonly code: string;
  readonly value: string;
}
