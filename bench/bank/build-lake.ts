import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openDuckdb, parquetSource, quoteText, type Session } from '@gradus/engine';
import {
  attachLake,
  filesOf,
  importBatch,
  LakeWriter,
  movementQuery,
  ownershipQuery,
  snapshotQuery,
  storedColumns,
  type ImportReport,
  type ManifestBody,
  type TableFile,
} from '@gradus/lake';
import { assert, formatDay, type Day, type TableName } from '@gradus/schema';
import { dialects, printQuery, type Query } from '@gradus/sql';
import type { Machine } from '../promise/machine.ts';
import { masterMapping } from './mapping-text.ts';
import { asOf, dataFrom, hasBookings, monthEnds, type BankSize } from './size.ts';
import { accountsSql, bookingsSql, customersSql, loanReportsSql, loansSql } from './source-sql.ts';

/** Who owns every account, worked out once for all months. */
const owners = 'owner';

/** The instant that imports of the bench are said to happen at: 2026-07-01. */
export const importedAt = 1_782_864_000_000_000n;

/**
 * Builds a lake of all but the last month under `folder`. Customers, accounts and loans are taken in by the product's
 * intake. Eleven months of bookings are written straight into the lake's files, with the product's own derive queries for
 * the snapshots: taking in a billion rows month by month would need an hour that says nothing new.
 */
export async function buildLake(folder: string, size: BankSize, machine: Machine): Promise<string> {
  const source = path.join(folder, 'master');
  const lake = path.join(folder, 'lake');
  await mkdir(source, { recursive: true });
  await mkdir(lake, { recursive: true });
  const session = await openDuckdb({ ...machine, temporaryDirectory: path.join(folder, 'spill') });
  try {
    await copyTo(session, customersSql(size), path.join(source, 'customers.parquet'));
    await copyTo(session, accountsSql(size), path.join(source, 'accounts.parquet'));
    await copyTo(session, loansSql(size), path.join(source, 'loans.parquet'));
    await copyTo(session, loanReportsSql(size), path.join(source, 'reports.parquet'));
  } finally {
    await session.close();
  }
  accepted(
    await importBatch({
      lakeDirectory: lake,
      mappingText: masterMapping,
      mappingPath: 'master.yaml',
      sourceDirectory: source,
      now: importedAt,
      ...machine,
    }),
  );
  await addEarlierMonths(lake, machine);
  return lake;
}

/** Writes the last month of bookings, as a core system delivers them: by day. Parquet always; CSV for a share of accounts. */
export async function writeMonth(
  folder: string,
  size: BankSize,
  machine: Machine,
  form: { readonly format: 'parquet' | 'csv'; readonly accountsMax: number },
): Promise<string> {
  const source = path.join(folder, `month-${form.format}`);
  await mkdir(source, { recursive: true });
  const session = await openDuckdb({ ...machine, temporaryDirectory: path.join(folder, 'spill') });
  const accounts = Math.min(size.accounts, form.accountsMax);
  const rows = bookingsSql(`SELECT 'A' || a AS account FROM range(${accounts}) AS r(a)`, asOf);
  try {
    await copyTo(session, `${rows} ORDER BY day`, path.join(source, `entries.${form.format}`), form.format);
  } finally {
    await session.close();
  }
  return source;
}

/** Stops the bench when a delivery was not taken: figures of a refusal are none. */
export function accepted(report: ImportReport): ImportReport {
  assert(report.status === 'accepted', `the bench bank was refused: ${JSON.stringify(report.reasons)}`);
  assert(
    report.rejects.total === 0,
    `rows of the bench bank were rejected: ${JSON.stringify(report.rejects)}`,
  );
  return report;
}

async function addEarlierMonths(directory: string, machine: Machine): Promise<void> {
  const writer = await LakeWriter.open(directory);
  const options = {
    ...machine,
    preserveInsertionOrder: true,
    temporaryDirectory: `${writer.temporary}/spill`,
  };
  const session = await openDuckdb(options);
  try {
    const { head } = writer;
    assert(head !== null, 'customers and accounts came first');
    await attachLake(session, writer.lake, head);
    await session.run(`CREATE TEMP TABLE ${owners} AS ${sql(ownershipQuery())}`);
    const written: TableFile[] = [];
    for (const end of monthEnds.slice(0, -1))
      written.push(...(await writeMonthFiles(session, writer, end, written)));
    await writer.commit(nextBody(writer, head, written), written);
  } finally {
    await session.close();
    await writer.close();
  }
}

async function writeMonthFiles(
  session: Session,
  writer: LakeWriter,
  end: Day,
  before: readonly TableFile[],
): Promise<TableFile[]> {
  const files: TableFile[] = [];
  const part = formatDay(end).slice(0, 7);
  const add = async (table: TableName, query: string, turnover: boolean): Promise<TableFile> => {
    const stored = await writer.writeRows(
      session,
      { folder: `tables/${table}`, part },
      { query, columns: storedColumns(table) },
    );
    const source = table === 'entry' ? 'core' : null;
    const file = { ...stored, batch: writer.number, source, part, from_balances: false };
    const whole = {
      ...file,
      turnover_minor: turnover ? await turnoverOf(session, writer.lake.path(stored.path)) : null,
    };
    files.push(whole);
    return whole;
  };
  const view = async (name: string, table: TableName, some: readonly TableFile[]): Promise<void> => {
    const from = parquetSource(
      some.map((file) => writer.lake.path(file.path)),
      storedColumns(table),
    );
    await session.run(`CREATE OR REPLACE TEMP VIEW ${name} AS SELECT * FROM ${from}`);
  };
  const bookings: TableFile[] = [];
  if (hasBookings(end)) {
    const accounts = 'SELECT DISTINCT account_key AS account FROM account ORDER BY account_key';
    const query = `SELECT account AS account_key, day AS booked_on, amount AS amount_minor, purpose, CAST(NULL AS VARCHAR) AS channel, id AS entry_id FROM (${bookingsSql(accounts, end)})`;
    bookings.push(await add('entry', query, true));
  }
  await view('month_entry', 'entry', bookings);
  const last = monthEnds[monthEnds.indexOf(end) - 1];
  await view(
    'snapshot_before',
    'snapshot',
    before.filter(
      (file) =>
        file.path.includes(`snapshot/`) && last !== undefined && file.part === formatDay(last).slice(0, 7),
    ),
  );
  const openings = last === undefined;
  const moved = movementQuery({ dataFrom, entries: 'month_entry', openings, owners });
  await session.run(`CREATE OR REPLACE TEMP VIEW month_movement AS ${sql(moved)}`);
  const base = last === undefined ? null : { relation: 'snapshot_before', monthEnd: last };
  const snapshot = sql(snapshotQuery({ monthEnds: [end], movements: 'month_movement', base }));
  await add('snapshot', `SELECT * FROM (${snapshot}) ORDER BY spell_key`, false);
  return files;
}

function nextBody(writer: LakeWriter, head: ManifestBody, written: readonly TableFile[]): ManifestBody {
  const of = (table: TableName): TableFile[] =>
    written.filter((file) => file.path.startsWith(`tables/${table}/`));
  const { imported, batch, tables } = head;
  return {
    gradus_lake: 1,
    number: writer.number,
    previous: writer.headHash,
    data_from: head.data_from,
    latest_day: formatDay(monthEnds.at(-2) ?? dataFrom),
    month_ends: monthEnds.slice(0, -1).map(formatDay),
    keys: head.keys,
    tables: {
      ...tables,
      entry: [...filesOf(head, 'entry'), ...of('entry')],
      snapshot: of('snapshot'),
    },
    batch: { ...batch, rejects: null, fingerprint: 'be'.repeat(32) },
    imported: [...imported, 'be'.repeat(32)],
  };
}

async function turnoverOf(session: Session, file: string): Promise<string> {
  const [row] = await session.rows(
    `SELECT CAST(sum(abs(amount_minor)) AS HUGEINT) AS n FROM read_parquet(${quoteText(file)})`,
  );
  return String(row?.['n']);
}

async function copyTo(
  session: Session,
  query: string,
  file: string,
  format: 'parquet' | 'csv' = 'parquet',
): Promise<void> {
  const how = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
  await session.run(`COPY (${query}) TO ${quoteText(file)} (${how})`);
}

function sql(query: Query): string {
  return printQuery(query, dialects.duckdb);
}
