import { tables, type Table } from '@gradus/schema';
import type { TableFile } from '../store/manifest.ts';
import { columnNames, storedColumns } from '../store/stored-columns.ts';
import type { ImportState, PlannedFile } from './import-state.ts';

/** Writes one planned file, sorted as its table says; null when it has no rows. */
export async function writePlanned({ run }: ImportState, planned: PlannedFile): Promise<TableFile | null> {
  const { session, writer, options } = run;
  const { table, part, source } = planned;
  const [row] = await session.rows(`SELECT count(*) AS n FROM (${planned.query})`);
  if (row?.['n'] === 0n) return null;
  const names = columnNames(table);
  const { sortedBy }: Table = tables[table];
  // All columns take part, so that a file depends on its rows alone.
  const order = [...sortedBy, ...names.filter((name) => !sortedBy.includes(name))].join(', ');
  const query = `SELECT ${names.join(', ')} FROM (${planned.query}) ORDER BY ${order}`;
  const place = { folder: table === 'identity' ? 'vault' : `tables/${table}`, part: part ?? 'all' };
  const stored = await writer.writeRows(session, place, { query, columns: storedColumns(table) }, options);
  return {
    ...stored,
    batch: writer.number,
    source,
    part,
    from_balances: planned.isFromBalances,
    turnover_minor: table === 'entry' ? await turnover(run, stored.path) : null,
  };
}

async function turnover({ session, writer }: ImportState['run'], path: string): Promise<string> {
  const file = writer.lake.path(path).replaceAll("'", "''");
  const [row] = await session.rows(
    `SELECT CAST(coalesce(sum(abs(amount_minor)), 0) AS HUGEINT) AS n FROM read_parquet('${file}')`,
  );
  return String(row?.['n']);
}
