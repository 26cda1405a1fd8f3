import type { SourceTableName } from '@gradus/schema';
import { faultText } from '../lookup.ts';
import { placeNumber } from '../reject-cause.ts';
import { countsOf, type IntakeRun } from '../run.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { listDelivered, listLacking, tellConsequences } from './consequence.ts';
import { leaveOutRows, referencesFirst } from './leave-out.ts';
import { dropOvertaken, isDelta, partDeleted } from './change.ts';
import { dropDuplicates } from './duplicate.ts';

/** A check that needs more than the row itself: a key, an account, the lake. */
export interface RowFault {
  readonly when: string;
  readonly code: string;
  readonly field: string;
  readonly shown: string;
}

/** How staged rows, alias `s`, become rows of a table. */
export interface RowQuery {
  /** Name of the column: expression. */
  readonly columns: ReadonlyMap<string, string>;
  readonly joins: readonly string[];
  /** Further expressions, by name, that checks look at. */
  readonly extras?: ReadonlyMap<string, string>;
  /** May use the columns; the first that holds counts. */
  readonly faults: readonly RowFault[];
  /** Further condition on staged rows. */
  readonly where?: string;
}

export interface RowPlan {
  readonly table: SourceTableName;
  readonly feeds: readonly StagedFeed[];
  /** Queries of one feed; wide rows of figures give several. */
  readonly query: (feed: StagedFeed) => readonly RowQuery[];
  /** Columns that tell rows apart; rows with a null among them are never compared. */
  readonly key: readonly string[];
  readonly keyField: string;
  readonly duplicateCode: 'intake.duplicate-key' | 'intake.duplicate-entry-id';
  /** Field of the id by which a full delivery is held against the one before; `delivered_<table>` then lists the ids. */
  readonly idField?: string;
  /** Staged field of ids to keep of rejected rows: `lacking_<table>` (`external_id`) then lists them. */
  readonly lackingField?: string;
  /** Rows that are not left out for what they name while others of their id stay: staged field and column of the id, and a query (`external_id`) of those in the lake. */
  readonly held?: { readonly field: string; readonly column: string; readonly inLake: string };
}

/**
 * Makes the table `row_<table>` of sound rows (`file`, `record` and the columns), each key once. Rows that fail a check are
 * rejected; of rows that are wholly equal one stays and the others are counted; different rows of one key are all
 * rejected, because none of them is known to be right.
 */
export async function collectRows(run: IntakeRun, plan: RowPlan): Promise<string> {
  const { session, rejects, options } = run;
  const name = `row_${plan.table}`;
  const delta = plan.feeds.some(({ feed }) => isDelta(feed)) ? plan : null;
  const queries = plan.feeds.flatMap((feed) =>
    plan
      .query(feed)
      .map((query) => rowSql(feed, { ...query, faults: referencesFirst(run, feed, query.faults) }, delta)),
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${queries.join(' UNION ALL ')}`, options);
  const leftOut = await leaveOutRows(run, plan, name);
  await rejectLate(run, plan.table, name);
  if (plan.idField !== undefined) await listDelivered(run, plan, plan.idField, leftOut);
  if (plan.lackingField !== undefined) await listLacking(run, plan, plan.lackingField);
  for (const { release } of plan.feeds) for (const statement of release) await session.run(statement);
  if (delta !== null) await dropOvertaken(run, plan.table, name, plan.key);
  await dropRepeated(run, plan, name);
  if (delta !== null) await partDeleted(run, plan.table, name, plan.key);
  run.onProgress({ phase: 'check', subject: plan.table, done: 1, total: 1 });
  countsOf(run, plan.table).rejected = await rejects.count(plan.table);
  return name;
}

function rowSql({ relation, feed }: StagedFeed, query: RowQuery, delta: RowPlan | null): string {
  const columns = [...query.columns].map(([name, sql]) => `${sql} AS ${name}`);
  // Of a deleted row only the key counts, so that two such rows say the same.
  const values = [...query.columns.keys()].map((name) =>
    delta === null || delta.key.includes(name)
      ? name
      : `CASE WHEN operation = 'delete' THEN NULL ELSE ${name} END AS ${name}`,
  );
  const extras = [...(query.extras ?? [])].map(([name, sql]) => `${sql} AS ${name}`);
  const faults = query.faults.map(
    ({ when, code, field }) => `WHEN ${whenKept(feed, code, when)} THEN ${faultText(code, field)}`,
  );
  const fault = faults.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE ${faults.join(' ')} END`;
  const shown = query.faults.map(
    ({ code, field, shown: text }) => `WHEN ${faultText(code, field)} THEN CAST(${text} AS VARCHAR)`,
  );
  const shownSql =
    shown.length === 0
      ? 'CAST(NULL AS VARCHAR)'
      : `CASE WHEN late IS NULL THEN NULL ELSE CASE late ${shown.join(' ')} END END`;
  const names = [...values, ...(delta === null ? [] : ['operation', 'sequence'])].join(', ');
  const changes = delta === null ? [] : changeValues(feed);
  const where = ['s.fault IS NULL', ...(query.where === undefined ? [] : [query.where])].join(' AND ');
  // Staged columns stay visible in the middle layer, for checks and for what a list of rejects shows.
  const inner = `SELECT s.*, ${[...columns, ...extras, ...changes].join(', ')} FROM ${relation} s ${query.joins.join(' ')} WHERE ${where}`;
  const middle = `SELECT *, ${fault} AS late FROM (${inner})`;
  return `SELECT file, record, ${names}, late, ${shownSql} AS late_shown FROM (${middle})`;
}

/** Of a row that is deleted nothing is looked at but whose it is: what it names may be gone already. */
function whenKept({ operation }: StagedFeed['feed'], code: string, when: string): string {
  return operation === null || code === 'intake.other-source' ? when : `operation <> 'delete' AND (${when})`;
}

/** What a feed beside a delta lacks: all of its rows are new and of one moment. */
function changeValues({ operation, sequence }: StagedFeed['feed']): string[] {
  return [
    ...(operation === null ? [`'insert' AS operation`] : []),
    ...(sequence === null ? [`'' AS sequence`] : []),
  ];
}

async function rejectLate(run: IntakeRun, table: SourceTableName, name: string): Promise<void> {
  const { session, rejects } = run;
  await rejects.add(
    table,
    `SELECT DISTINCT file, record, split_part(late, '|', 1) AS code, split_part(late, '|', 2) AS field, late_shown AS shown FROM ${name} WHERE late IS NOT NULL`,
  );
  const [row] = await session.rows(`SELECT count(*) AS n FROM ${name} WHERE late IS NOT NULL`);
  if (row?.['n'] !== 0n) {
    await session.run(`DELETE FROM ${name} WHERE late IS NOT NULL`);
    await tellConsequences(run, table);
  }
  await session.run(`ALTER TABLE ${name} DROP COLUMN late`);
  await session.run(`ALTER TABLE ${name} DROP COLUMN late_shown`);
}

async function dropRepeated(run: IntakeRun, plan: RowPlan, name: string): Promise<void> {
  const { session } = run;
  const key = plan.key.join(', ');
  const given = plan.key.map((column) => `${column} IS NOT NULL`).join(' AND ');
  const repeated = `${name}_repeated`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${repeated} AS SELECT ${key} FROM ${name} WHERE ${given} GROUP BY ${key} HAVING count(*) > 1`,
    run.options,
  );
  const [some] = await session.rows(`SELECT count(*) AS n FROM ${repeated}`);
  if (some?.['n'] !== 0n) await settleRepeated(run, plan, name, repeated);
  await session.run(`DROP TABLE ${repeated}`);
}

async function settleRepeated(run: IntakeRun, plan: RowPlan, name: string, repeated: string): Promise<void> {
  const { session, rejects } = run;
  const key = plan.key.join(', ');
  const same = (a: string, b: string): string =>
    plan.key.map((column) => `${a}.${column} = ${b}.${column}`).join(' AND ');
  const contents = `SELECT * EXCLUDE (file, record) FROM ${name} r WHERE EXISTS (FROM ${repeated} d WHERE ${same('d', 'r')})`;
  const differing = `SELECT ${key} FROM (SELECT DISTINCT * FROM (${contents})) GROUP BY ${key} HAVING count(*) > 1`;
  await session.run(`CREATE OR REPLACE TEMP TABLE ${name}_differing AS ${differing}`);
  const isDiffering = `EXISTS (FROM ${name}_differing d WHERE ${same('d', 'r')})`;
  await rejects.add(
    plan.table,
    `SELECT DISTINCT file, record, '${plan.duplicateCode}' AS code, '${plan.keyField}' AS field, CAST(r.${plan.key[0]} AS VARCHAR) AS shown FROM ${name} r WHERE ${isDiffering}`,
  );
  await session.run(`DELETE FROM ${name} r WHERE ${isDiffering}`);
  // What is left are rows that say the same: the first stays. One place is found per key, however many rows it has.
  const firsts = `SELECT ${key}, min(${placeNumber}) AS place FROM ${name} r WHERE EXISTS (FROM ${repeated} d WHERE ${same('d', 'r')}) GROUP BY ${key}`;
  await session.run(`CREATE OR REPLACE TEMP TABLE ${name}_first AS ${firsts}`);
  const isLater = `EXISTS (FROM ${name}_first f WHERE ${same('f', 'r')} AND f.place < ${placeNumber})`;
  await dropDuplicates(run, plan.table, isLater);
  await session.run(`DROP TABLE ${name}_first`);
  await session.run(`DROP TABLE ${name}_differing`);
}

/** Takes rows out of `row_<table>` after a later check; `rows` selects file, record, shown. */
export async function rejectRows(
  run: IntakeRun,
  table: SourceTableName,
  reason: { readonly code: string; readonly field: string },
  rows: string,
): Promise<void> {
  const { session, rejects } = run;
  await session.run(`CREATE OR REPLACE TEMP TABLE late_reject AS ${rows}`);
  await rejects.add(
    table,
    `SELECT DISTINCT file, record, '${reason.code}' AS code, '${reason.field}' AS field, CAST(shown AS VARCHAR) AS shown FROM late_reject`,
  );
  await session.run(
    `DELETE FROM row_${table} r WHERE EXISTS (FROM late_reject l WHERE l.file = r.file AND l.record = r.record)`,
  );
  await session.run('DROP TABLE late_reject');
  countsOf(run, table).rejected = await rejects.count(table);
}
