import { assert, type SourceTableName } from '@gradus/schema';
import { rejectTable } from '../reject-list.ts';
import type { IntakeRun } from '../run.ts';
import type { StagedFeed } from '../stage-feed.ts';
import type { RowPlan } from './collect-rows.ts';

/** Field that names a row of each table to which others refer. */
const idFields = { customer: 'customer_id', account: 'account_id', loan: 'loan_id' } as const;

type NamedTable = keyof typeof idFields;

/** Codes of rows that are rejected only because another row was, or is not taken. */
const consequenceCodes = [
  'intake.rejected-reference',
  'intake.left-out-reference',
  'intake.closed-lacks-rejected',
] as const;

export function isConsequence(code: string): boolean {
  return consequenceCodes.some((one) => one === code);
}

/** How many rows of a table were rejected only because another row was, or is not taken. */
export async function countConsequences({ session }: IntakeRun, table: SourceTableName): Promise<bigint> {
  const codes = consequenceCodes.map((code) => `'${code}'`).join(', ');
  const [row] = await session.rows(
    `SELECT count(*) AS n FROM ${rejectTable} WHERE source_table = '${table}' AND code IN (${codes})`,
  );
  return row?.['n'] as bigint;
}

/** Tables of the rows that a field may name. */
const fieldsNaming: Readonly<Record<NamedTable, readonly string[]>> = {
  customer: ['customer_id', 'from', 'to'],
  account: ['account_id'],
  loan: ['loan_id'],
};

/** Field by which rows of other tables name those of `table`; null when none do. */
export function idFieldOf(table: SourceTableName): string | null {
  return table in idFields ? idFields[table as NamedTable] : null;
}

const named = Object.keys(idFields) as NamedTable[];

/** Tables of the rows that some fields name. */
export function tablesNamed(fields: readonly string[]): NamedTable[] {
  return named.filter((of) => fieldsNaming[of].some((field) => fields.includes(field)));
}

/** Table of the row that a reference names. */
export function namedTable(field: string): NamedTable {
  const [table] = tablesNamed([field]);
  assert(table !== undefined, `${field} names no row`);
  return table;
}

/** Condition on an id that the lake does not have: it was delivered, and rejected. */
export function isRejectedSql({ rejects }: IntakeRun, of: NamedTable, id: string): string {
  if (!rejects.delivered.has(of)) return 'false';
  const isDelivered = `coalesce(${id} IN (SELECT external_id FROM delivered_${of}), false)`;
  return rejects.leftOut.has(of)
    ? `(${isDelivered} AND ${id} NOT IN (SELECT external_id FROM left_out_${of}))`
    : isDelivered;
}

/**
 * Tells rejects of a table that name what nobody knows apart by why nobody knows it: its row is not there, was rejected, or
 * was left out by the mapping.
 */
export async function tellConsequences(
  { session, rejects }: IntakeRun,
  table: SourceTableName,
): Promise<void> {
  const tell = async (
    code: (typeof consequenceCodes)[number],
    of: NamedTable,
    ids: string,
  ): Promise<void> => {
    const fields = fieldsNaming[of].map((field) => `'${field}'`).join(', ');
    await session.run(
      `UPDATE ${rejectTable} SET code = '${code}' WHERE source_table = '${table}' AND code = 'intake.unknown-reference' AND field IN (${fields}) AND shown IN (SELECT external_id FROM ${ids})`,
    );
  };
  for (const of of named) {
    // What hangs on a row that was left out was delivered, and is rejected for that.
    if (rejects.leftOut.has(of)) await tell('intake.left-out-reference', of, `left_out_${of}`);
    if (rejects.delivered.has(of)) await tell('intake.rejected-reference', of, `delivered_${of}`);
  }
}

/** Notes the ids of rows of a file (`query`, `external_id`) that the mapping leaves out. */
export async function noteLeftOut(
  { session, rejects }: IntakeRun,
  table: SourceTableName,
  query: string,
): Promise<void> {
  const relation = `left_out_${table}`;
  if (!rejects.leftOut.has(table)) {
    await session.run(`CREATE OR REPLACE TEMP TABLE ${relation} (external_id VARCHAR)`);
    rejects.leftOut.add(table);
  }
  await session.run(
    `INSERT INTO ${relation} SELECT DISTINCT external_id FROM (${query}) WHERE external_id IS NOT NULL`,
  );
}

/** Ids (`external_id`, `file`, `record`) of staged rows that do not delete, wrong ones too. */
export function deliveredSql(feeds: readonly StagedFeed[], field: string): string {
  const ids = feeds
    .filter(({ fields }) => fields.has(field))
    .map(({ relation, feed: { operation } }) => {
      const where = operation === null ? '' : ` WHERE operation IS DISTINCT FROM 'delete'`;
      return `SELECT v_${field} AS external_id, file, record FROM ${relation}${where}`;
    });
  return ids.join(' UNION ALL ');
}

/**
 * Lists the ids of all rows of a table in `delivered_<table>`, rejected ones too: a row that is wrong has not vanished. Rows that
 * hang on what was left out are as if left out themselves; `leftOut` is a query (`external_id`) of those that were.
 */
export async function listDelivered(
  run: IntakeRun,
  { table, feeds }: RowPlan,
  field: string,
  leftOut: string | null,
): Promise<void> {
  const { session, rejects } = run;
  const all = deliveredSql(feeds, field);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE delivered_${table} AS SELECT DISTINCT external_id FROM (${all})`,
  );
  rejects.delivered.add(table);
  if (rejects.leftOut.has(table)) {
    await session.run(
      `DELETE FROM left_out_${table} WHERE external_id IN (SELECT external_id FROM delivered_${table})`,
    );
  }
  if (leftOut !== null) await noteLeftOut(run, table, leftOut);
  const left = `SELECT file, record FROM ${rejectTable} WHERE source_table = '${table}' AND code = 'intake.left-out-reference'`;
  const [row] = await session.rows(`SELECT count(*) AS n FROM (${left})`);
  if (row?.['n'] === 0n) return;
  await noteLeftOut(run, table, `SELECT external_id FROM (${all}) SEMI JOIN (${left}) USING (file, record)`);
}

/** Lists what rejected rows of a table name in `lacking_<table>`; staged rows are read again only where some were rejected. */
export async function listLacking(run: IntakeRun, { table, feeds }: RowPlan, field: string): Promise<void> {
  const delivered = deliveredSql(feeds, field);
  const rejected = `SELECT file, record FROM ${rejectTable} WHERE source_table = '${table}'`;
  const [row] = await run.session.rows(`SELECT count(*) AS n FROM (${rejected})`);
  const ids =
    row?.['n'] === 0n || delivered === ''
      ? 'SELECT CAST(NULL AS VARCHAR) AS external_id WHERE false'
      : `SELECT DISTINCT external_id FROM (${delivered}) SEMI JOIN (${rejected}) USING (file, record)`;
  await run.session.run(`CREATE OR REPLACE TEMP TABLE lacking_${table} AS ${ids}`, run.options);
}
