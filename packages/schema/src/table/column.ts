import type { LocalText } from '../local-text.ts';

/** Types of lake columns. Nothing unsigned, nested or engine-specific: Trino and Spark read them as they are. */
export type ColumnType = 'bigint' | 'integer' | 'smallint' | 'date' | 'varchar' | 'boolean';

/** Things that have an external id in the vault and a dense key everywhere else. */
export type Entity = 'customer' | 'account' | 'loan' | 'branch' | 'staff';

/**
 * How a source value is read into a column.
 *
 * - `id`: an external id; the vault turns it into the key of `entity`.
 * - `money`: a decimal in major units, stored in minor units of the row's currency.
 * - `code`: one of `values`, or of anything when `values` is absent.
 * - `private`: goes to the vault (`identity`) and nowhere else.
 */
export type FieldKind =
  | { readonly kind: 'id'; readonly entity: Entity }
  | { readonly kind: 'money' }
  | { readonly kind: 'day' }
  | { readonly kind: 'whole'; readonly least?: number; readonly most?: number }
  | { readonly kind: 'stored_number' }
  | { readonly kind: 'code'; readonly values?: readonly string[]; readonly ordinal?: boolean }
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'private' };

export interface Column {
  /** Name in Parquet and SQL; the unit comes last (`amount_minor`). */
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Files that were written before the table had the column do not have it: it is null there. */
  readonly isLater?: boolean;
  /** Name of the field that a mapping feeds; absent for columns that Gradus derives. */
  readonly field?: string;
  readonly reads?: FieldKind;
  readonly title: LocalText;
  /** What the type cannot say. */
  readonly note?: LocalText;
}

export interface Table {
  readonly name: string;
  readonly title: LocalText;
  /** What one row is. */
  readonly row: LocalText;
  /** Columns that together are unique; empty where rows have no key (bookings without ids). */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** Order of rows inside a file. */
  readonly sortedBy: readonly string[];
  /** The day column that places a row in time, for `period` deliveries and monthly files. */
  readonly dayColumn?: string;
}
