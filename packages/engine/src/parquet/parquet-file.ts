import { open } from 'node:fs/promises';
import { assert, type ColumnType } from '@gradus/schema';
import { quoteName, quoteText } from '../session/open-duckdb.ts';
import type { RunOptions, Session } from '../session/session.ts';

/** A column of a file, with the type that every engine must find there. */
export interface FileColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** May be absent from files that are read, where it is null then. */
  readonly isLater?: boolean;
}

export const rowGroupRows = 122_880;

/** Of ZSTD. Of columns of numbers, higher levels take longer and gain nothing: bookings come out no smaller at 3. */
const compressionLevel = 1;

const duckdbTypes: Readonly<Record<ColumnType, string>> = {
  bigint: 'BIGINT',
  integer: 'INTEGER',
  smallint: 'SMALLINT',
  date: 'DATE',
  varchar: 'VARCHAR',
  boolean: 'BOOLEAN',
};

/**
 * Writes the rows of `query` to a Parquet file (ZSTD, row groups of 122,880 rows) and syncs it to disk. Rows are in the
 * order of the query's ORDER BY. `sortedBy`: a BIGINT column without nulls that rises from one row group to the next, which is
 * what readers skip row groups by.
 *
 * Errors: an assertion when the file's schema is not exactly `columns` (DuckDB writes a HUGEINT sum as DOUBLE in silence), or
 * when its row groups are not in the order of `sortedBy`.
 */
export async function writeParquet(
  session: Session,
  file: {
    readonly query: string;
    readonly path: string;
    readonly columns: readonly FileColumn[];
    readonly sortedBy?: string;
  },
  options: RunOptions = {},
): Promise<void> {
  const target = quoteText(file.path);
  await session.run(
    `COPY (\n${file.query}\n) TO ${target} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL ${compressionLevel}, ROW_GROUP_SIZE ${rowGroupRows})`,
    options,
  );
  await assertSchema(session, file.path, file.columns);
  if (file.sortedBy !== undefined) await assertSorted(session, file.path, file.sortedBy);
  await syncFile(file.path);
}

/** Columns of a Parquet file as DuckDB types, in order. */
export async function parquetSchema(
  session: Session,
  path: string,
): Promise<{ name: string; type: string }[]> {
  const rows = await session.rows(`DESCRIBE SELECT * FROM read_parquet(${quoteText(path)})`);
  return rows.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
}

/** Source of a query over Parquet files; with no files an empty relation of the same columns. */
export function parquetSource(paths: readonly string[], columns: readonly FileColumn[]): string {
  const names = columns.map(({ name }) => quoteName(name)).join(', ');
  if (paths.length === 0) {
    const empty = columns.map(({ name, type }) => `CAST(NULL AS ${duckdbTypes[type]}) AS ${quoteName(name)}`);
    return `(SELECT ${empty.join(', ')} WHERE false)`;
  }
  const files = paths.map(quoteText).join(', ');
  const later = columns.filter(({ isLater }) => isLater === true);
  if (later.length === 0) return `(SELECT ${names} FROM read_parquet([${files}]))`;
  const absent = later.map(({ name, type }) => `CAST(NULL AS ${duckdbTypes[type]}) AS ${quoteName(name)}`);
  return `(SELECT ${names} FROM (SELECT * FROM read_parquet([${files}], union_by_name = true) UNION ALL BY NAME SELECT ${absent.join(', ')} WHERE false))`;
}

async function assertSchema(session: Session, path: string, columns: readonly FileColumn[]): Promise<void> {
  const found = (await parquetSchema(session, path)).map(({ name, type }) => `${name} ${type}`).join(', ');
  const expected = columns.map(({ name, type }) => `${name} ${duckdbTypes[type]}`).join(', ');
  assert(found === expected, `${path} was written with (${found}) instead of (${expected})`);
}

async function assertSorted(session: Session, path: string, by: string): Promise<void> {
  const bounds = `SELECT CAST(stats_min_value AS BIGINT) AS low, lag(CAST(stats_max_value AS BIGINT)) OVER (ORDER BY row_group_id) AS before
    FROM parquet_metadata(${quoteText(path)}) WHERE path_in_schema = ${quoteText(by)}`;
  const [row] = await session.rows(
    `SELECT count(*) FILTER (before > low OR low IS NULL) AS n FROM (${bounds})`,
  );
  assert(row?.['n'] === 0n, `row groups of ${path} are not in the order of ${by}`);
}

/** Makes what was written to a file or the names in a folder survive a loss of power. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
