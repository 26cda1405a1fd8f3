import { quoteText } from '@gradus/engine';
import { diagnostic, type SourceTableName } from '@gradus/schema';
import { isKeyField, operations } from '../../mapping/change.ts';
import type { Feed } from '../../mapping/mapping.ts';
import { countsOf, type IntakeRun } from '../run.ts';
import { dropDuplicates } from './duplicate.ts';

/** Whether a feed says of its rows what to do with them, or in which order they happened. */
export function isDelta({ operation, sequence }: Feed): boolean {
  return operation !== null || sequence !== null;
}

/** A check on a staged row of a delta. */
interface ChangeFault {
  readonly when: string;
  readonly code: string;
  readonly field: string;
  readonly shown: string;
}

/** What a delta adds to its staged rows: the columns `operation` and `sequence`, by name, and their checks. */
export function changeColumns(
  { operation, sequence }: Feed,
  columnText: (name: string) => string,
): { readonly columns: ReadonlyMap<string, string>; readonly faults: readonly ChangeFault[] } {
  const columns = new Map<string, string>();
  const faults: ChangeFault[] = [];
  if (operation !== null) {
    const text = columnText(operation.column);
    const branches = operations.map(
      (one) => `WHEN ${text} IN (${operation.codes[one].map(quoteText).join(', ')}) THEN '${one}'`,
    );
    columns.set('operation', `CASE ${branches.join(' ')} END`);
    const about = { field: 'operation', shown: text };
    faults.push({ when: `${text} IS NULL`, code: 'intake.missing-value', ...about });
    faults.push({ when: 'operation IS NULL', code: 'intake.unknown-code', ...about });
  }
  if (sequence !== null) {
    const text = columnText(sequence);
    // Numbers are compared as numbers, whatever their width; other texts, such as moments, as they are written.
    const sortable = `CASE WHEN regexp_full_match(${text}, '[0-9]{1,38}') THEN lpad(${text}, 38, '0') ELSE ${text} END`;
    columns.set('sequence', sortable);
    faults.push({
      when: `${text} IS NULL`,
      code: 'intake.missing-value',
      field: 'sequence',
      shown: text,
    });
  }
  return { columns, faults };
}

/** A check on a field that deleted rows need not fulfil: only their keys are looked at. */
export function unlessDeleted({ table, operation }: Feed, field: string, when: string): string {
  if (operation === null || isKeyField(table, field)) return when;
  return `operation IS DISTINCT FROM 'delete' AND (${when})`;
}

/** Checks that fields by which a row must be found again have a value. */
export function keyFaults({ table, operation }: Feed, field: string, value: string): string[] {
  // An account's currency and the like are filled in where they are missing.
  if (operation === null || !isKeyField(table, field) || field === 'currency') return [];
  // Every other key is asked of all rows, or has a meaning without a value.
  const concerned = field === 'entry_id' ? `operation IN ('update', 'delete')` : `operation = 'delete'`;
  return [`${concerned} AND ${value} IS NULL`];
}

/** Of several rows of one key the last counts; those before it are duplicates. */
export async function dropOvertaken(
  run: IntakeRun,
  table: SourceTableName,
  name: string,
  key: readonly string[],
): Promise<void> {
  const keys = key.join(', ');
  const isSame = key.map((column) => `l.${column} = r.${column}`).join(' AND ');
  // One place is found per key, however many rows it has.
  const last = `SELECT ${keys}, max(sequence) AS sequence FROM ${name} GROUP BY ${keys} HAVING count(*) > 1`;
  await run.session.run(`CREATE OR REPLACE TEMP TABLE last_change AS ${last}`, run.options);
  await dropDuplicates(run, table, `EXISTS (FROM last_change l WHERE ${isSame} AND l.sequence > r.sequence)`);
  await run.session.run('DROP TABLE last_change');
}

/**
 * Takes what is deleted out of the rows of a delta: `gone_<table>` has their `file`, `record` and key, `updated_<table>` the keys
 * of the rows that are updates.
 */
export async function partDeleted(
  { session, deltas }: IntakeRun,
  table: SourceTableName,
  name: string,
  key: readonly string[],
): Promise<void> {
  const keys = key.join(', ');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE gone_${table} AS SELECT file, record, ${keys} FROM ${name} WHERE operation = 'delete'`,
  );
  await session.run(
    `CREATE OR REPLACE TEMP TABLE updated_${table} AS SELECT ${keys} FROM ${name} WHERE operation = 'update'`,
  );
  await session.run(`DELETE FROM ${name} WHERE operation = 'delete'`);
  await session.run(`ALTER TABLE ${name} DROP COLUMN operation`);
  await session.run(`ALTER TABLE ${name} DROP COLUMN sequence`);
  deltas.add(table);
}

/** Counts the records that delete; `missing` is a condition on `gone_<table>` g that holds where there was nothing to delete. */
export async function countDeleted(run: IntakeRun, table: SourceTableName, missing: string): Promise<void> {
  // A record with many figures counts once, and is there when one of them is.
  const records = `SELECT bool_and(is_missing) AS is_missing FROM (SELECT file, record, ${missing} AS is_missing FROM gone_${table} g) GROUP BY file, record`;
  const [row] = await run.session.rows(
    `SELECT count(*) AS n, count(*) FILTER (WHERE is_missing) AS missing FROM (${records})`,
  );
  const counts = countsOf(run, table);
  const absent = row?.['missing'] as bigint;
  counts.deleted += (row?.['n'] as bigint) - absent;
  counts.duplicates += absent;
  if (absent === 0n) return;
  const place = { position: null, path: `tables.${table}` };
  run.warnings.push(
    diagnostic('intake.nothing-to-delete', 'warning', place, { table, count: String(absent) }),
  );
}
