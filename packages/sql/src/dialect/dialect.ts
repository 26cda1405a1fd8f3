import type { SqlFunction, SqlType } from '../syntax/expression.ts';

/** Printed parts of a fold: `state` and `value` are the names of the two parameters of `next`. */
export interface FoldParts {
  readonly values: string;
  readonly initial: string;
  readonly state: string;
  readonly value: string;
  readonly next: string;
}

/**
 * All that differs between engines, stated in full by each dialect: nothing is inherited.
 * Functions take printed arguments and give printed SQL.
 *
 * - `coalesce(a, …)`.
 * - `join_text(separator, a, b, …)`: those of a, b … that are not null, joined; empty text when all are null.
 * - `days_between(a, b)`: whole days from a to b. `add_days(d, n)`, `add_months(d, n)`: same day cut to a shorter month.
 * - `month_end(d)`; `year`, `month`, `day_of_month(d)`; `date_of(y, m, d)` from whole numbers.
 * - `divide(n, d)`: quotient of whole numbers, truncated toward zero.
 * - `replace(text, from, to)`. `holds_text(text, part)`: whether the part, which is not empty, occurs in the text.
 * - `hash_limb(text, i)`: 32-bit limb i (0 to 3) of the MD5 of the UTF-8 text, most significant first, as BIGINT.
 */
export interface Dialect {
  readonly name: 'duckdb' | 'trino' | 'spark';
  readonly quoteName: (name: string) => string;
  readonly quoteText: (text: string) => string;
  readonly dateLiteral: (isoDay: string) => string;
  readonly integerLiteral: (value: bigint, type: SqlType) => string;
  readonly typeNames: Readonly<Record<SqlType, string>>;
  /** Null-safe equality of two printed expressions. */
  readonly same: (left: string, right: string) => string;
  /** Aggregate that takes in the values of a group, smallest first; all parts are printed. */
  readonly fold: (parts: FoldParts) => string;
  readonly functions: Readonly<Record<SqlFunction, (operands: readonly string[]) => string>>;
}
