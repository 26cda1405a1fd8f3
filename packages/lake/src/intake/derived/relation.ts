import type { Day, TableName } from '@gradus/schema';
import { dialects, printQuery, type Query } from '@gradus/sql';
import type { TableFile } from '../../store/manifest.ts';
import type { ImportState } from '../import-state.ts';
import { rowsOf } from '../lake-rows.ts';

/** Relation of the rows of ownershipQuery, made once for all that asks who owned an account. */
export const owners = 'owner_now';

export function sql(query: Query): string {
  return printQuery(query, dialects.duckdb);
}

/** Makes a table's name in the session stand for the rows of these files. */
export async function relate(
  { run }: ImportState,
  table: TableName,
  files: readonly TableFile[],
): Promise<void> {
  await run.session.run(`CREATE OR REPLACE TEMP VIEW ${table} AS SELECT * FROM ${rowsOf(run, table, files)}`);
}

/** The earlier of two days; null stands for never. */
export function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
