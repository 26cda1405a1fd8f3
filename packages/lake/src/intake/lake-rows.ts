import { parquetSource } from '@gradus/engine';
import type { TableName } from '@gradus/schema';
import { filesOf, type TableFile } from '../store/manifest.ts';
import { storedColumns } from '../store/stored-columns.ts';
import type { IntakeRun } from './run.ts';

/** Files of a table before this batch. */
export function filesBefore(run: IntakeRun, table: TableName): readonly TableFile[] {
  return run.writer.head === null ? [] : filesOf(run.writer.head, table);
}

/** Files of a table that hold rows of this mapping's source. */
export function ownFiles(run: IntakeRun, table: TableName): readonly TableFile[] {
  return filesBefore(run, table).filter(({ source }) => source === run.mapping.source);
}

export function foreignFiles(run: IntakeRun, table: TableName): readonly TableFile[] {
  return filesBefore(run, table).filter(({ source }) => source !== run.mapping.source);
}

/** Rows of some files of a table, as a source of a query. */
export function rowsOf(run: IntakeRun, table: TableName, files: readonly TableFile[]): string {
  return parquetSource(
    files.map(({ path }) => run.writer.lake.path(path)),
    storedColumns(table),
  );
}
