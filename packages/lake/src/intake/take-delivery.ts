import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  diagnostic,
  failure,
  formatDay,
  parseDay,
  sourceTables,
  tables as schemaTables,
  type Day,
  type Diagnostic,
  type SourceTableName,
  type TableName,
} from '@gradus/schema';
import { readDay } from '../mapping/day-format.ts';
import { allowanceText, isWithin } from '../mapping/scalar.ts';
import {
  sha256Text,
  type BatchRecord,
  type ManifestBody,
  type StoredFile,
  type TableFile,
} from '../store/manifest.ts';
import { derive, type Derived } from './derived/derive.ts';
import { moneyTotals } from './derived/money-totals.ts';
import type { DifferenceReport, ImportReport, RejectReport, TableReport } from './import-report.ts';
import { ImportState } from './import-state.ts';
import type { KeyRing } from './keys.ts';
import { flagNames } from './flag-file.ts';
import { importedBefore } from './imported-before.ts';
import { filesBefore } from './lake-rows.ts';
import { findLacking, openDelivery } from './open-delivery.ts';
import { writeRejects } from './reject-file.ts';
import { noDifferences, writeDifferences } from './reconcile/difference-file.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { countConsequences } from './rows/consequence.ts';
import { countsOf, type IntakeRun } from './run.ts';
import { stageFeed, type StagedFeed } from './stage-feed.ts';
import { takeTables, type TakenTables } from './take-tables.ts';
import { writePlanned } from './write-files.ts';

export interface DeliveryFacts {
  readonly mappingText: string;
  readonly mappingPath: string;
  /** Microseconds since 1970. */
  readonly now: bigint;
  readonly today: Day;
}

/** Reads, checks, writes and commits one delivery. */
export async function takeDelivery(
  run: IntakeRun,
  keys: KeyRing,
  facts: DeliveryFacts,
): Promise<ImportReport> {
  const { writer } = run;
  await openDelivery(run);
  const fingerprint = fingerprintOf(run, facts.mappingText);
  const earlierBatch = await importedBefore(run, fingerprint);
  if (earlierBatch !== null) return unchangedReport(run, earlierBatch);
  const lacking = await findLacking(run, facts.mappingText);
  if (lacking.length > 0) {
    const { warnings } = run;
    return { ...refusedReport(run.mapping.source, lacking), warnings, files: fileReports(run) };
  }
  const state = new ImportState(run, keys, await daysOf(run, facts.today));
  const staged = await stageAll(run);
  if (run.refusals.length > 0) return refuse(run, state, fingerprint);
  run.onProgress({ phase: 'check', subject: '', done: 0, total: 1 });
  const taken = await takeTables(state, staged);
  await checkTolerance(run);
  if (run.refusals.length > 0) return refuse(run, state, fingerprint);
  await run.catalogue.assertUnchanged();
  const { files, added, derived } = await writeTables(state, taken);
  if (run.refusals.length > 0) return refuse(run, state, fingerprint);
  const money = await moneyTotals(state, derived);
  const { rejects, stored } = await keepRejects(run);
  const { differences, list } = await keepDifferences(run);
  const record = batchRecord(run, state, facts, { fingerprint, rejects: stored, differences: list });
  const body = manifestBody(run, state, { files, derived, record });
  run.onProgress({ phase: 'commit', subject: String(writer.number), done: 0, total: 1 });
  // The last moment to turn back: what is committed is reported as such.
  run.options.signal?.throwIfAborted();
  await writer.commit(body, [...added, ...[stored, list].filter((file) => file !== null)]);
  return {
    ...reportOf(run, state, rejects, differences),
    status: 'accepted',
    batch: writer.number,
    money,
    dataFrom: state.dataFrom,
    latestDay: derived.latestDay,
    monthEnds: derived.monthEnds,
  };
}

/** SHA-256 over the mapping and the names and hashes of the files. */
function fingerprintOf(run: IntakeRun, mappingText: string): string {
  const hash = createHash('sha256').update(mappingText);
  for (const { name, sha256 } of run.catalogue.files()) hash.update(`\n${name}\n${sha256}`);
  return hash.digest('hex');
}

async function daysOf(
  run: IntakeRun,
  today: Day,
): Promise<{ businessDate: Day | null; lastDay: Day; dataFrom: Day | null }> {
  const { mapping, writer } = run;
  const businessDate = await businessDateOf(run);
  const known = writer.head?.data_from ?? null;
  const lakeFrom = known === null ? null : parseDay(known);
  if (lakeFrom !== null && mapping.dataFrom !== null && lakeFrom !== mapping.dataFrom) {
    const data = { lake: formatDay(lakeFrom), mapping: formatDay(mapping.dataFrom) };
    throw failure('intake.data-from-differs', data);
  }
  // A bank east of Greenwich delivers on a day that UTC has not reached.
  const lastDay = businessDate ?? today + 1;
  return { businessDate, lastDay, dataFrom: lakeFrom ?? mapping.dataFrom };
}

async function businessDateOf(run: IntakeRun): Promise<Day | null> {
  const { businessDate } = run.mapping;
  if (businessDate === null) return null;
  if (businessDate.kind === 'day') return businessDate.day;
  const { pattern, format } = businessDate;
  const names = [...run.catalogue.files().map(({ name }) => name), ...(await flagNames(run))];
  const texts = names.flatMap((name) => pattern.exec(name)?.[1] ?? []);
  const days = new Set(texts.map((text) => readDay(text, format)));
  const [day] = days;
  if (days.size !== 1 || day === undefined || day === null) {
    throw failure('intake.bad-business-date', { pattern: pattern.source, found: [...new Set(texts)] });
  }
  return day;
}

async function stageAll(run: IntakeRun): Promise<Map<SourceTableName, StagedFeed[]>> {
  const staged = new Map<SourceTableName, StagedFeed[]>();
  for (const [ordinal, feed] of run.mapping.feeds.entries()) {
    const one = await stageFeed(run, feed, ordinal);
    if (one !== null) staged.set(feed.table, [...(staged.get(feed.table) ?? []), one]);
  }
  return staged;
}

async function checkTolerance(run: IntakeRun): Promise<void> {
  for (const table of sourceTables) {
    const { read, rejected } = countsOf(run, table);
    const allowed = run.mapping.tolerance[table];
    if (isWithin(allowed, rejected, read)) continue;
    const following = await countConsequences(run, table);
    const data = {
      table,
      rejected: String(rejected),
      following: String(following),
      read: String(read),
      allowed: allowanceText(allowed),
    };
    const place = { position: null, path: `tables.${table}` };
    run.refusals.push(diagnostic('intake.over-tolerance', 'error', place, data));
  }
}

interface WrittenTables {
  readonly files: ReadonlyMap<TableName, readonly TableFile[]>;
  readonly added: readonly StoredFile[];
  readonly derived: Derived;
}

/** Writes what was planned, then what follows from it. */
async function writeTables(state: ImportState, taken: TakenTables): Promise<WrittenTables> {
  const { run } = state;
  const files = new Map<TableName, readonly TableFile[]>();
  const names = Object.keys(schemaTables) as TableName[];
  for (const name of names) files.set(name, state.kept(name));
  const added: TableFile[] = [];
  for (const [index, planned] of state.planned.entries()) {
    run.onProgress({ phase: 'write', subject: planned.table, done: index, total: state.planned.length });
    const written = await writePlanned(state, planned);
    if (written === null) continue;
    added.push(written);
    files.set(planned.table, [...(files.get(planned.table) ?? []), written]);
  }
  const derived = await derive(state, { files, added: taken.added, changedFrom: taken.changedFrom });
  for (const [name, list] of derived.files) {
    const before = new Set(filesBefore(run, name).map(({ path: known }) => known));
    added.push(...list.filter((file) => !before.has(file.path)));
    files.set(name, list);
  }
  if (run.refusals.length === 0) await reconcile(state, files);
  return { files, added, derived };
}

async function keepRejects(run: IntakeRun): Promise<{ rejects: RejectReport; stored: StoredFile | null }> {
  const { writer } = run;
  const rejects = await writeRejects(run, path.join(writer.temporary, 'rejects.csv'));
  if (rejects.path === null) return { rejects, stored: null };
  const stored = await writer.adopt(
    rejects.path,
    { folder: 'batches', part: 'rejects' },
    'csv',
    rejects.total,
  );
  return { rejects: { ...rejects, path: writer.lake.path(stored.path) }, stored };
}

async function keepDifferences(
  run: IntakeRun,
): Promise<{ differences: DifferenceReport; list: StoredFile | null }> {
  const { writer } = run;
  const differences = await writeDifferences(run, path.join(writer.temporary, 'differences.csv'));
  if (differences.path === null) return { differences, list: null };
  const place = { folder: 'batches', part: 'differences' };
  const list = await writer.adopt(differences.path, place, 'csv', differences.total);
  return { differences: { ...differences, path: writer.lake.path(list.path) }, list };
}

function batchRecord(
  run: IntakeRun,
  state: ImportState,
  facts: DeliveryFacts,
  parts: {
    readonly fingerprint: string;
    readonly rejects: StoredFile | null;
    readonly differences: StoredFile | null;
  },
): BatchRecord {
  const { mapping } = run;
  return {
    source: mapping.source,
    arrived_at: String(facts.now),
    business_date: state.businessDate === null ? null : formatDay(state.businessDate),
    mapping: { path: facts.mappingPath, sha256: sha256Text(facts.mappingText), text: facts.mappingText },
    files: fileReports(run).map(({ name, ...file }) => ({ path: name, ...file })),
    fingerprint: parts.fingerprint,
    tables: Object.fromEntries(
      tableReports(run).map(({ table, read, rejected, duplicates, vanished, deleted }) => {
        const taken = read - rejected - duplicates;
        const { unknown } = countsOf(run, table);
        return [
          table,
          {
            read,
            taken,
            rejected,
            duplicates,
            vanished,
            ...(deleted === undefined ? {} : { deleted }),
            ...(unknown === 0n ? {} : { left_out: Number(unknown) }),
          },
        ];
      }),
    ),
    rejects: parts.rejects,
    ...(parts.differences === null ? {} : { differences: parts.differences }),
  };
}

function manifestBody(
  run: IntakeRun,
  state: ImportState,
  parts: {
    readonly files: ReadonlyMap<TableName, readonly TableFile[]>;
    readonly derived: Derived;
    readonly record: BatchRecord;
  },
): ManifestBody {
  const { writer } = run;
  const { derived, record } = parts;
  const filled = [...parts.files]
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => [name, [...list]]);
  return {
    gradus_lake: 1,
    number: writer.number,
    previous: writer.headHash,
    data_from: state.dataFrom === null ? null : formatDay(state.dataFrom),
    latest_day: derived.latestDay === null ? null : formatDay(derived.latestDay),
    month_ends: derived.monthEnds.map(formatDay),
    keys: state.keys.counters(),
    tables: Object.fromEntries(filled) as ManifestBody['tables'],
    batch: record,
    imported: [...(writer.head?.imported ?? []), record.fingerprint],
    ...(writer.head?.erased === undefined ? {} : { erased: writer.head.erased }),
  };
}

async function refuse(run: IntakeRun, state: ImportState, fingerprint: string): Promise<ImportReport> {
  for (const table of sourceTables) {
    if (run.counts.has(table)) countsOf(run, table).rejected = await run.rejects.count(table);
  }
  const folder = run.writer.lake.path(`refused/${fingerprint.slice(0, 16)}`);
  const rejects = await writeRejects(run, path.join(folder, 'rejects.csv'));
  const differences = await writeDifferences(run, path.join(folder, 'differences.csv'));
  return { ...reportOf(run, state, rejects, differences), status: 'refused' };
}

function reportOf(
  run: IntakeRun,
  state: ImportState,
  rejects: RejectReport,
  differences: DifferenceReport,
): Omit<ImportReport, 'status'> {
  return {
    batch: null,
    source: run.mapping.source,
    businessDate: state.businessDate,
    reasons: run.refusals,
    warnings: run.warnings,
    tables: tableReports(run),
    files: fileReports(run),
    rejects,
    differences,
    money: null,
    dataFrom: null,
    latestDay: null,
    monthEnds: [],
  };
}

function tableReports(run: IntakeRun): TableReport[] {
  return sourceTables.flatMap((table) => {
    const counts = run.counts.get(table);
    // A feed whose files have no rows is told with 0, so that nobody takes it for read.
    const isRead = run.rejects.files.some((file) => file.table === table);
    if (counts === undefined || (counts.read + counts.leftOut === 0n && !isRead)) return [];
    const { read, rejected, duplicates, leftOut, vanished, deleted } = counts;
    return [
      {
        table,
        read: Number(read),
        rejected: Number(rejected),
        duplicates: Number(duplicates),
        ...(leftOut === 0n ? {} : { leftOut: Number(leftOut) }),
        vanished: Number(vanished),
        ...(deleted === 0n ? {} : { deleted: Number(deleted) }),
      },
    ];
  });
}

function fileReports(run: IntakeRun): ImportReport['files'] {
  const reads = Map.groupBy(run.rejects.files, ({ name }) => name);
  return run.catalogue.files().map(({ name, bytes, sha256, encoding }) => {
    const records = Math.max(0, ...(reads.get(name) ?? []).map((file) => file.records));
    return { name, bytes, sha256, encoding, records };
  });
}

function unchangedReport(run: IntakeRun, batch: number): ImportReport {
  const { head } = run.writer;
  const day = (text: string | null | undefined): Day | null =>
    text === null || text === undefined ? null : parseDay(text);
  return {
    ...emptyReport(run.mapping.source),
    status: 'unchanged',
    batch,
    dataFrom: day(head?.data_from),
    latestDay: day(head?.latest_day),
    monthEnds: (head?.month_ends ?? []).flatMap((text) => day(text) ?? []),
    files: fileReports(run),
  };
}

/** A delivery that was refused before any row was looked at. */
export function refusedReport(source: string | null, reasons: readonly Diagnostic[]): ImportReport {
  return { ...emptyReport(source), status: 'refused', reasons };
}

function emptyReport(source: string | null): Omit<ImportReport, 'status'> {
  return {
    batch: null,
    source,
    businessDate: null,
    reasons: [],
    warnings: [],
    tables: [],
    files: [],
    rejects: { total: 0, path: null, byCode: [], first: [] },
    differences: noDifferences,
    money: null,
    dataFrom: null,
    latestDay: null,
    monthEnds: [],
  };
}
