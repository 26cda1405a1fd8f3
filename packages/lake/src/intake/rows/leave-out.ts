import { assert, diagnostic, tables, type Day, type SourceTableName, type Table } from '@gradus/schema';
import { ownFiles } from '../lake-rows.ts';
import { recordPlace } from '../reject-cause.ts';
import { isWide } from '../reject-list.ts';
import { countsOf, type IntakeRun } from '../run.ts';
import type { StagedFeed } from '../stage-feed.ts';
import type { RowFault, RowPlan } from './collect-rows.ts';
import { deliveredSql, isRejectedSql, namedTable, tablesNamed } from './consequence.ts';

const unknown = 'intake.unknown-reference';

function leavesOut({ feed }: StagedFeed): boolean {
  return feed.unknownReference === 'leave_out';
}

/**
 * Checks on a row of a feed. Of a row that names two things the first fault would decide, though the other thing may have been
 * rejected: where rows may be left out, that is looked at first, because it must stay visible.
 */
export function referencesFirst(run: IntakeRun, feed: StagedFeed, faults: readonly RowFault[]): RowFault[] {
  const references = faults.filter(({ code }) => code === unknown);
  if (!leavesOut(feed) || references.length < 2) return [...faults];
  const rejected = references.map(({ when, field, shown }) => ({
    when: `${when} AND ${isRejectedSql(run, namedTable(field), shown)}`,
    code: 'intake.rejected-reference',
    field,
    shown,
  }));
  return [...rejected, ...faults];
}

/**
 * Takes rows out of `row_<table>` that name what nobody delivers, or what was left out itself, where their feed wants that: they
 * are counted, not rejected. What names a row that was rejected stays. Returns a query of the ids (`external_id`) of rows that
 * others may name; null when none were left out.
 */
export async function leaveOutRows(run: IntakeRun, plan: RowPlan, name: string): Promise<string | null> {
  const feeds = plan.feeds.filter(leavesOut);
  if (feeds.length === 0) return null;
  const { session } = run;
  const isUnknown = unknownSql(run, feeds);
  const where = plan.held === undefined ? isUnknown : await withoutHeld(run, plan, name, isUnknown);
  const { dayColumn }: Table = tables[plan.table];
  const day =
    run.mapping.feeds.find(({ table }) => table === plan.table)?.delivery === 'period'
      ? dayColumn
      : undefined;
  const days =
    day === undefined
      ? 'NULL AS first_day, NULL AS last_day'
      : `min(${day}) AS first_day, max(${day}) AS last_day`;
  const records = isWide(plan.table) ? 'count(DISTINCT record)' : 'count(*)';
  const found = await session.rows(
    `SELECT file, count(*) AS n, min(record) AS first, ${records} AS records, ${days} FROM ${name} r WHERE ${where} GROUP BY file`,
  );
  const left = new Map(
    found.map((row) => [row['file'] as number, { rows: row['n'] as bigint, first: Number(row['first']) }]),
  );
  // Where nothing would be left the rows stay rejects, so that the report shows what they name.
  if (left.size === 0 || !(await mayLeaveOut(run, feeds, name, left))) return null;
  const counts = countsOf(run, plan.table);
  for (const row of found) {
    counts.read -= row['records'] as bigint;
    counts.leftOut += row['records'] as bigint;
    counts.unknown += row['records'] as bigint;
    noteDays(run, plan.table, row['first_day'], row['last_day']);
  }
  await session.run(`DELETE FROM ${name} r WHERE ${where}`);
  return plan.held === undefined ? null : `SELECT external_id FROM left_${plan.table}`;
}

/** Condition on rows that were found to name what nobody knows, because it was neither delivered nor rejected. */
function unknownSql(run: IntakeRun, feeds: readonly StagedFeed[]): string {
  const files = feeds.flatMap(({ files: ordinals }) => ordinals).join(', ');
  const fields = [...new Set(feeds.flatMap(({ fields: mapped }) => [...mapped.keys()]))];
  const branches = fields
    .filter((field) => tablesNamed([field]).length > 0)
    .map(
      (field) =>
        `(late = '${unknown}|${field}' AND NOT ${isRejectedSql(run, namedTable(field), 'late_shown')})`,
    );
  return `late IS NOT NULL AND file IN (${files}) AND (${branches.join(' OR ')})`;
}

/**
 * Makes `left_<table>` of the rows to leave out whose id no other row has that stays, here or in the lake: to leave out one of
 * several would keep a state that no longer holds. Condition on those rows.
 */
async function withoutHeld(run: IntakeRun, plan: RowPlan, name: string, isUnknown: string): Promise<string> {
  const { session } = run;
  const { held } = plan;
  if (held === undefined) return isUnknown;
  const left = `left_${plan.table}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${left} AS SELECT file, record, ${held.column} AS external_id FROM ${name} r WHERE ${isUnknown}`,
  );
  const [some] = await session.rows(`SELECT count(*) AS n FROM ${left}`);
  if (some?.['n'] === 0n) return 'false';
  const others = `SELECT external_id FROM (${deliveredSql(plan.feeds, held.field)}) ANTI JOIN ${left} USING (file, record)`;
  await session.run(
    `DELETE FROM ${left} WHERE external_id IN (SELECT external_id FROM (${others} UNION ALL ${held.inLake}) WHERE external_id IS NOT NULL)`,
  );
  return `EXISTS (FROM ${left} l WHERE l.file = r.file AND l.record = r.record)`;
}

/** Days of rows that are left out are days of the delivery all the same. Null: there were none. */
export function noteDays(run: IntakeRun, table: SourceTableName, first: unknown, last: unknown): void {
  if (typeof first !== 'number' || typeof last !== 'number') return;
  const known = run.leftOutDays.get(table);
  const from: Day = Math.min(first, known?.from ?? first);
  const to: Day = Math.max(last, known?.to ?? last);
  run.leftOutDays.set(table, { from, to });
}

/** Rows of a file that are to be left out, and the first record of them. */
interface LeftRows {
  readonly rows: bigint;
  readonly first: number;
}

/** A wrong column of ids would leave everything out: that is refused, and half of a feed is a warning. */
async function mayLeaveOut(
  run: IntakeRun,
  feeds: readonly StagedFeed[],
  name: string,
  left: ReadonlyMap<number, LeftRows>,
): Promise<boolean> {
  const counted = await run.session.rows(`SELECT file, count(*) AS n FROM ${name} GROUP BY file`);
  const all = new Map(counted.map((row) => [row['file'] as number, row['n'] as bigint]));
  const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((total, one) => total + one, 0n);
  const refused = run.refusals.length;
  for (const { feed, files } of feeds) {
    const parts = files.flatMap((file) => {
      const part = left.get(file);
      return part === undefined ? [] : [{ file, ...part }];
    });
    const [first] = parts;
    const [leftOut, rows] = [
      sum(parts.map((part) => part.rows)),
      sum(files.map((file) => all.get(file) ?? 0n)),
    ];
    if (first === undefined || leftOut * 2n < rows) continue;
    const data = {
      table: feed.table,
      leftOut: String(leftOut),
      rows: String(rows),
      first: placeName(run, first.file, first.first),
    };
    const place = { position: null, path: feed.path };
    if (leftOut === rows && !isSmallChange(run, feed)) {
      run.refusals.push(diagnostic('intake.all-left-out', 'error', place, data));
    } else run.warnings.push(diagnostic('intake.many-left-out', 'warning', place, data));
  }
  return run.refusals.length === refused;
}

function placeName({ rejects }: IntakeRun, ordinal: number, record: number): string {
  const read = rejects.files[ordinal];
  assert(read !== undefined, `a row was left out of file ${ordinal}, which was not read`);
  const { file, sheet, line } = recordPlace(read, record);
  return `${file}${sheet === null ? '' : `[${sheet}]`}:${line}`;
}

/** A few changes may well be of companies alone; that ids fit is known from the rows that the lake has. */
function isSmallChange(run: IntakeRun, { table, delivery }: StagedFeed['feed']): boolean {
  return delivery === 'changes' && ownFiles(run, table).length > 0;
}
