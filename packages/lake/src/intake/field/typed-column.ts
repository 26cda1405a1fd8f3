import type { FieldSpec } from '../../mapping/field.ts';
import type { NumberSql } from './number-text.ts';

/** A column of a file whose values are days or numbers already, so that no text has to be read. */
export interface TypedColumn {
  /** Expression for its value. */
  readonly name: string;
  readonly kind: 'day' | 'number';
  /** Decimals of a number. */
  readonly decimals: number;
}

/** Digits before the point that an amount may have, as for texts. */
const wholeLimit = 10_000_000_000_000n;
const wholeTypes: ReadonlySet<string> = new Set([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
]);

/** What a column type of a Parquet file holds; null for all that is better read as text. */
export function typedColumn(name: string, type: string): TypedColumn | null {
  if (type === 'DATE') return { name, kind: 'day', decimals: 0 };
  if (wholeTypes.has(type)) return { name, kind: 'number', decimals: 0 };
  const [, digits, decimals] = /^DECIMAL\((\d+),([0-2])\)$/.exec(type) ?? [];
  return decimals === undefined || Number(digits) > 18
    ? null
    : { name, kind: 'number', decimals: Number(decimals) };
}

/** Whether a field takes a column as it is; codes, parts and words for "missing" are about texts. */
export function isPlain({ column, remove, part, codes, otherwise, missing, round }: FieldSpec): boolean {
  const isText =
    remove !== undefined ||
    part !== undefined ||
    codes !== undefined ||
    otherwise !== undefined ||
    round === true;
  return column !== undefined && !isText && (missing ?? []).every((word) => word === '');
}

/**
 * A typed number as texts are read into, see {@link NumberSql}; null when it has more decimals than `scale`. `value` is an
 * expression for the column's value.
 */
export function typedNumber(value: string, { decimals }: TypedColumn, scale: number): NumberSql | null {
  if (decimals > scale) return null;
  // Below the limit two decimals fit the 18 digits that the engine calculates with in 64 bits.
  const whole =
    decimals === 0
      ? `CAST(${value} AS BIGINT)`
      : `CAST(CAST(${value} AS DECIMAL(18, ${decimals})) * ${10 ** decimals} AS BIGINT)`;
  const factor = 10 ** (scale - decimals);
  const fits = `${value} > -${wholeLimit} AND ${value} < ${wholeLimit}`;
  return {
    isNumber: 'true',
    isTooFine: 'false',
    scaled: `CASE WHEN ${fits} THEN ${whole}${factor === 1 ? '' : ` * ${factor}`} END`,
  };
}
