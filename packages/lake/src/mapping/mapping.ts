import type { Day, SourceTableName } from '@gradus/schema';
import type { DayFormat } from './day-format.ts';
import type { ControlSpec } from './document.ts';
import type { Conditions, FieldSpec } from './field.ts';
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
}

export type BusinessDate =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'file_name'; readonly pattern: RegExp; readonly format: DayFormat };

export type Delivery = 'full' | 'changes' | 'period';

export interface Feed {
  readonly table: SourceTableName;
  /** Where it stands in the document: `tables.entry` or `tables.entry.1`. */
  readonly path: string;
  readonly file: string;
  readonly isRequired: boolean;
  readonly delivery: Delivery;
  readonly period: { readonly from: Day; readonly to: Day } | null;
  readonly read: ReadOptions;
  readonly where: Conditions;
  readonly except: Conditions;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Figures of a wide row of `fact`; empty when `fields` holds name and value. */
  readonly figures: Readonly<Record<string, FieldSpec>>;
  readonly control: ControlSpec | null;
}

export interface ReadOptions {
  readonly format: 'csv' | 'parquet';
  readonly encoding: 'auto' | 'utf-8' | 'gb18030';
  readonly delimiter: string;
  /** Empty: no quoting. */
  readonly quote: string;
  /** Names of the columns of files without a header; null when the first line holds them. */
  readonly columns: readonly string[] | null;
  readonly missing: readonly string[];
  readonly date: DayFormat;
  readonly decimal: string;
  readonly group: string;
}
