import type { LocalText } from '@gradus/schema';
import type { FileEncoding } from '../../source/encoding.ts';
import type { FoundFile } from '../../source/folder.ts';
import type { CopybookField } from './copybook.ts';
import type { DdlTable } from './table-ddl.ts';

/** What a look at a file, or at a sheet of one, shows. */
export interface FileSample {
  readonly file: FoundFile;
  readonly layout: SampleLayout;
  /** Names of the columns; null where nothing holds them. */
  readonly header: readonly string[] | null;
  /** Records with as many values as there are columns, trimmed. */
  readonly rows: readonly (readonly string[])[];
  readonly columnCount: number;
  /** Records looked at that are no such rows, and would be rejected. */
  readonly oddRecords: number;
  /** Those of them that were cut into the same columns, of which the last ones may be missing. */
  readonly oddRows?: readonly (readonly string[])[];
  /** Whether `rows` are all there are. */
  readonly isWhole: boolean;
  /** What another file says of the columns; null: nothing does. */
  readonly described: ColumnDescription | null;
}

/** A description of columns beside the files that hold them. */
export interface ColumnDescription {
  /** Name of the file that describes them. */
  readonly file: string;
  /** Name of the record in it; null when it only lists names. */
  readonly record: string | null;
  /** In the order of the columns; empty when only names are known. */
  readonly fields: readonly CopybookField[];
  /** The table that SQL creates of them, with what it says of each column. */
  readonly table?: DdlTable;
}

/** How the records of a file are told apart: what a feed says under `read`. */
export type SampleLayout =
  | {
      readonly kind: 'delimited';
      /** Null: nothing beyond ASCII was seen. */
      readonly encoding: FileEncoding | null;
      readonly delimiter: string;
      readonly quote: string;
      readonly header: HeaderPlace;
    }
  | {
      readonly kind: 'fixed';
      /** Null: nothing beyond ASCII was seen. */
      readonly encoding: FileEncoding | null;
      readonly unit: 'bytes' | 'characters';
      /** Bytes of a record without a line end; null: lines. */
      readonly recordLength: number | null;
      readonly places: readonly ColumnPlace[];
    }
  | {
      readonly kind: 'excel';
      readonly sheet: string;
      readonly isOnly: boolean;
      readonly header: HeaderPlace;
    }
  | { readonly kind: 'parquet' };

export type HeaderPlace =
  | { readonly kind: 'none' }
  /** Line of the file, from 1. */
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'file'; readonly name: string };

/** Where a column stands in a line of fixed width; `from` counts from 0. */
export interface ColumnPlace {
  readonly from: number;
  readonly length: number;
}

/** A file that nothing was learnt from. */
export interface UnreadFile {
  readonly name: string;
  /** Why, as a sentence. */
  readonly reason: LocalText;
}

/** Most records looked at of a file that is no text. */
export const rowsMost = 50_000;
