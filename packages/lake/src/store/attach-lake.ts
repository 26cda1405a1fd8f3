import { stat } from 'node:fs/promises';
import { parquetSource, quoteName, type Session } from '@gradus/engine';
import { failure, formatDay, parseDay, type Day, type TableName } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { movementQuery } from '../derive/movement-query.ts';
import type { Lake } from './lake.ts';
import { filesOf, type Manifest } from './manifest.ts';
import { storedColumns } from './stored-columns.ts';

/** Stored tables that queries read, `movement` apart. */
const attached = [
  'customer',
  'account',
  'spell',
  'entry',
  'carry',
  'snapshot',
  'loan',
  'loan_party',
  'loan_status',
  'fact',
  'holding',
  'tier_state',
  'customer_link',
  'exchange_rate',
] as const satisfies readonly TableName[];

/**
 * Gives a session the tables of a lake as they were after one batch: temporary views over exactly the files that its
 * manifest names, empty ones of the same columns where there are none, and `movement`.
 *
 * Errors: `lake.file-missing`, `lake.file-changed` when a file is not there or has another size; whether its bytes are the
 * same is what `verifyLake` finds out.
 */
export async function attachLake(
  session: Session,
  lake: Lake,
  manifest: Manifest,
): Promise<{
  readonly dataFrom: Day | null;
  readonly monthEnds: readonly Day[];
  readonly singleMonthEnds: readonly Day[];
  readonly currencies: readonly string[];
  readonly kinds: readonly string[];
}> {
  for (const table of attached) await attachTable(session, lake, manifest, table);
  const dataFrom = manifest.data_from === null ? null : parseDay(manifest.data_from);
  const movement = printQuery(movementQuery({ dataFrom }), dialects.duckdb);
  await session.run(`CREATE OR REPLACE TEMP VIEW movement AS ${movement}`);
  const monthEnds = manifest.month_ends.flatMap((text) => parseDay(text) ?? []);
  const snapshots = Map.groupBy(filesOf(manifest, 'snapshot'), ({ part }) => part);
  const spells = await session.rows('SELECT DISTINCT currency, kind FROM spell ORDER BY ALL');
  const distinct = (name: string) => [...new Set(spells.map((row) => String(row[name])))].sort();
  return {
    dataFrom,
    monthEnds,
    // Every file has a spell once; what is booked late comes in files of its own.
    singleMonthEnds: monthEnds.filter((end) => (snapshots.get(formatDay(end).slice(0, 7)) ?? []).length <= 1),
    currencies: distinct('currency'),
    kinds: distinct('kind'),
  };
}

/** Gives a session the vault of a lake, `identity`: only what shows people needs it. Errors as {@link attachLake}. */
export async function attachVault(session: Session, lake: Lake, manifest: Manifest): Promise<void> {
  await attachTable(session, lake, manifest, 'identity');
}

async function attachTable(
  session: Session,
  lake: Lake,
  manifest: Manifest,
  table: TableName,
): Promise<void> {
  const files = filesOf(manifest, table);
  for (const file of files) {
    const found = await stat(lake.path(file.path)).catch(() => null);
    if (found === null) throw failure('lake.file-missing', { path: file.path });
    if (found.size !== file.bytes) throw failure('lake.file-changed', { path: file.path });
  }
  const source = parquetSource(
    files.map(({ path }) => lake.path(path)),
    storedColumns(table),
  );
  await session.run(`CREATE OR REPLACE TEMP VIEW ${quoteName(table)} AS SELECT * FROM ${source}`);
}
