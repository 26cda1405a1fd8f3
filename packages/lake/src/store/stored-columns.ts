import type { FileColumn } from '@gradus/engine';
import { tables, type Column, type TableName } from '@gradus/schema';

/** Columns of a table's files, in order: those of the table without what only the vault may hold. */
export function storedColumns(table: TableName): readonly FileColumn[] {
  return tables[table].columns
    .filter((column: Column) => column.reads?.kind !== 'private')
    .map(({ name, type, isLater }: Column) => ({
      name,
      type,
      ...(isLater === undefined ? {} : { isLater }),
    }));
}

export function columnNames(table: TableName): readonly string[] {
  return storedColumns(table).map(({ name }) => name);
}
