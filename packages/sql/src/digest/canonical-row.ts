import { formatDay, type ColumnType } from '@gradus/schema';
import { call, cast, choose, column, isNull, or, text, when } from '../syntax/build.ts';
import type { Expression } from '../syntax/expression.ts';

/** A column as it enters the digest, in the order of the result. */
export interface DigestColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export type DigestValue = bigint | number | string | boolean | null;

const separator = '|';
const missing = '~';
/** Texts that one call joins; Trino takes no more than some 120 arguments. */
const joinedMax = 60;

/**
 * Canonical text of a row: values in column order, joined by `|`. Null is `~`; numbers in decimal; days as YYYY-MM-DD;
 * booleans `true`, `false`; in text `\` becomes `\\`, `|` becomes `\p` and `~` becomes `\t`, so an empty text and a null,
 * or a separator inside a text, can never be confused. docs/language.md states the same.
 */
export function canonicalRow(columns: readonly DigestColumn[], values: readonly DigestValue[]): string {
  return columns.map(({ type }, index) => canonicalValue(type, values[index] ?? null)).join(separator);
}

/** The same text as an SQL expression over the columns of one source. */
export function canonicalRowSql(columns: readonly DigestColumn[]): Expression {
  return joined(columns.map(({ name, type }) => canonicalValueSql(type, column(name))));
}

/** Joined at once: a chain of two at a time would copy the growing text with every column. */
function joined(parts: readonly Expression[]): Expression {
  if (parts.length <= joinedMax) return call('join_text', text(separator), ...parts);
  const groups = Array.from({ length: Math.ceil(parts.length / joinedMax) }, (_, index) =>
    parts.slice(index * joinedMax, (index + 1) * joinedMax),
  );
  return joined(groups.map(joined));
}

function canonicalValue(type: ColumnType, value: DigestValue): string {
  if (value === null) return missing;
  if (type === 'date') return formatDay(Number(value));
  if (type === 'varchar')
    return String(value).replaceAll('\\', '\\\\').replaceAll('|', '\\p').replaceAll('~', '\\t');
  return String(value);
}

function canonicalValueSql(type: ColumnType, value: Expression): Expression {
  const written = type === 'varchar' ? escapedSql(value) : cast(value, 'varchar');
  return choose([when(isNull(value), text(missing))], written);
}

/** Hardly a text holds what must be escaped, and looking costs a tenth of replacing. */
function escapedSql(value: Expression): Expression {
  const isSpecial = or(...['\\', '|', '~'].map((part) => call('holds_text', value, text(part))));
  const backslashes = call('replace', value, text('\\'), text('\\\\'));
  const separators = call('replace', backslashes, text('|'), text('\\p'));
  return choose([when(isSpecial, call('replace', separators, text('~'), text('\\t')))], value);
}
