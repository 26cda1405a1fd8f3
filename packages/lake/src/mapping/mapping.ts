import type { Day, SourceTableName } from '@gradus/schema';
import type { EncodingName } from '../source/encoding.ts';
import type { OperationColumn } from './change.ts';
import type { DayFormat } from './day-format.ts';
import type { ControlSettings, Ledger } from './control.ts';
import type { ControlSpec } from './document.ts';
import type { Conditions } from './condition.ts';
import type { FieldSpec, Lookup } from './field.ts';
import type { Allowance } from './scalar.ts';

/** A checked mapping with all defaults filled in. */
export interface Mapping {
  readonly source: string;
  readonly currency: string;
  readonly dataFrom: Day | null;
  readonly businessDate: BusinessDate | null;
  /** In the order in which tables refer to each other; feeds of one table in document order. */
  readonly feeds: readonly Feed[];
  readonly tolerance: Readonly<Record<SourceTableName, Allowance>>;
  readonly vanishAtMost: Allowance;
  readonly ledger: Ledger;
  readonly accountSums: ControlSettings;
}

export type BusinessDate =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'file_name'; readonly pattern: RegExp; readonly format: DayFormat };

export type Delivery = 'full' | 'changes' | 'period' | 'slices';

export interface Feed {
  readonly table: SourceTableName;
  /** Where it stands in the document: `tables.entry` or `tables.entry.1`. */
  readonly path: string;
  /** Pattern of the files; of a query the name under which its result is read. */
  readonly file: string;
  readonly query: { readonly connection: string; readonly sql: string } | null;
  readonly isRequired: boolean;
  readonly delivery: Delivery;
  readonly period: { readonly from: Day; readonly to: Day } | null;
  /** Column that says whether a row is new, changed or gone. */
  readonly operation: OperationColumn | null;
  /** Column that orders the rows of one key; the last holds. */
  readonly sequence: string | null;
  readonly read: ReadOptions;
  readonly where: Conditions;
  /** Rows of which all conditions of one of these hold are left out. */
  readonly except: readonly Conditions[];
  /** What becomes of rows that name a customer, account or loan that nobody delivers, or that is left out. */
  readonly unknownReference: 'reject' | 'leave_out';
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Figures of a wide row of `fact`; empty when `fields` holds name and value. */
  readonly figures: Readonly<Record<string, FieldSpec>>;
  readonly control: Control | null;
  /** Lookups of its fields, inner ones first, with how their files are read. */
  readonly lookups: ReadonlyMap<Lookup, ReadOptions>;
}

/** Totals that come with a feed, and how their file is read. */
export type Control = Omit<ControlSpec, 'read'> & { readonly read: ReadOptions };

/** Where the columns of a file of fixed width stand. */
export interface FixedLayout {
  readonly unit: 'bytes' | 'characters';
  /** `from` counts from 0. */
  readonly columns: readonly { readonly name: string; readonly from: number; readonly length: number }[];
  /** Bytes of one record where there are no line ends; null: one record on each line. */
  readonly recordLength: number | null;
  /** Whether a line may end before its last column does. */
  readonly mayEndEarly: boolean;
}

export interface ReadOptions {
  readonly format: 'csv' | 'fixed' | 'excel' | 'parquet';
  readonly encoding: 'auto' | EncodingName;
  readonly delimiter: string;
  /** Empty: no quoting. */
  readonly quote: string;
  /** Names of the columns of files without a header; null when a line of the file or of another holds them. */
  readonly columns: readonly string[] | null;
  /** Line that holds the names, from 1; what stands before is left out. */
  readonly headerRow: number;
  /** File that holds the names of the columns. */
  readonly headerFile: string | null;
  /** Of delimited text: whether a line may lack columns at its end, which then have no value. */
  readonly shortLines: boolean;
  /** Of the format `fixed`. */
  readonly layout: FixedLayout | null;
  /** Sheet of an Excel file; null: the first. */
  readonly sheet: string | null;
  readonly missing: readonly string[];
  readonly date: DayFormat;
  /** The last year that two digits may stand for; null: 2068. */
  readonly latestYear: number | null;
  readonly decimal: string;
  readonly group: string;
}
