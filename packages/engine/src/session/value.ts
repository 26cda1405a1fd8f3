import { DuckDBDateValue, DuckDBTypeId, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import { assert, type Day } from '@gradus/schema';

/**
 * A value of a row: BIGINT, HUGEINT and UBIGINT are bigint; narrower integers and DOUBLE are number; DATE is a Day number;
 * VARCHAR is string; BOOLEAN is boolean; NULL is null; a list is an array of such values.
 */
export type Value = bigint | number | string | boolean | null | readonly Value[];

export type Row = Readonly<Record<string, Value>>;

const plainTypes: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.VARCHAR,
]);

/** Reads one value of a result. Types that no relation of ours has (timestamps, decimals, structs) are a defect of the query. */
export function readValue(value: DuckDBValue, type: DuckDBType): Value {
  if (value === null || type.typeId === DuckDBTypeId.SQLNULL) return null;
  if (type.typeId === DuckDBTypeId.DATE) return (value as DuckDBDateValue).days;
  if (type.typeId === DuckDBTypeId.LIST) {
    const { valueType } = type;
    const { items } = value as { readonly items: readonly DuckDBValue[] };
    return items.map((item) => readValue(item, valueType));
  }
  assert(
    plainTypes.has(type.typeId),
    `a query gave a column of type ${String(type)}, which has no form here`,
  );
  return value as Value;
}

/** The form in which DuckDB takes a value of a column. */
export function writeValue(value: Value, typeId: DuckDBTypeId): DuckDBValue {
  if (value === null) return null;
  if (typeId === DuckDBTypeId.DATE) return new DuckDBDateValue(value as Day);
  if (typeId === DuckDBTypeId.BIGINT || typeId === DuckDBTypeId.HUGEINT)
    return BigInt(value as bigint | number);
  return value as DuckDBValue;
}
