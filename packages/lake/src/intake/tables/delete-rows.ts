import { type SourceTableName, type TableName } from '@gradus/schema';
import { columnNames } from '../../store/stored-columns.ts';
import type { ImportState } from '../import-state.ts';
import { rowsOf } from '../lake-rows.ts';
import { countDeleted } from '../rows/change.ts';
import { countsOf } from '../run.ts';
import { makeAccountState } from './account.ts';

/** A table whose rows are merged by key into `now_<table>`, and how a deleted row names one of them. */
interface StateTable {
  readonly table: Extract<SourceTableName, TableName>;
  /** Joins of `gone_<table>`, alias g, by which its keys are found. */
  readonly join: string;
  /** Column of `now_<table>`: expression over g and the join. */
  readonly key: Readonly<Record<string, string>>;
  /** What must not refer to a row that goes: table and column. */
  readonly users: readonly (readonly [TableName, string])[];
}

const byId = (table: StateTable['table'], users: StateTable['users']): StateTable => ({
  table,
  join: `JOIN id_${table} i ON i.external_id = g.external_id`,
  key: { [`${table}_key`]: 'i.entity_key' },
  users,
});

const byColumns = (table: StateTable['table'], columns: readonly string[]): StateTable => ({
  table,
  join: '',
  key: Object.fromEntries(columns.map((column) => [column, `g.${column}`])),
  users: [],
});

/** Those that refer to others first. */
const stateTables: readonly StateTable[] = [
  byColumns('customer_link', ['from_customer_key', 'to_customer_key']),
  byColumns('loan_party', ['loan_key', 'customer_key', 'role']),
  byId('loan', [
    ['loan_party', 'loan_key'],
    ['loan_status', 'loan_key'],
  ]),
  byId('account', [
    ['entry', 'account_key'],
    ['balance', 'account_key'],
  ]),
  byId('customer', [
    ['account', 'customer_key'],
    ['loan_party', 'customer_key'],
    ['fact', 'customer_key'],
    ['holding', 'customer_key'],
    ['tier_state', 'customer_key'],
    ['customer_link', 'from_customer_key'],
    ['customer_link', 'to_customer_key'],
  ]),
];

/**
 * Takes the rows that a delta deletes out of tables that hold a state by key, when all tables are as they will be. A row that others
 * still refer to is kept, and its deletion rejected.
 */
export async function deleteStateRows(state: ImportState): Promise<void> {
  for (const one of stateTables) {
    if (state.run.deltas.has(one.table)) await deleteFrom(state, one);
  }
}

async function deleteFrom(state: ImportState, one: StateTable): Promise<void> {
  const { run } = state;
  const { session } = run;
  const { table } = one;
  const now = `now_${table}`;
  const found = await findRows(state, one);
  if (one.users.length > 0) await keepUsed(state, one);
  const isGone = Object.keys(found.key)
    .map((column) => `d.${column} = n.${column}`)
    .join(' AND ');
  await countDeleted(
    run,
    table,
    `NOT EXISTS (FROM deleted_row d WHERE d.file = g.file AND d.record = g.record)`,
  );
  await session.run(`DELETE FROM ${now} n WHERE EXISTS (FROM deleted_row d WHERE ${isGone})`);
  await state.planOwn(table);
  if (table === 'account') await makeAccountState(state);
}

/** Makes `deleted_row` of the rows that go: `file`, `record` and their keys. */
async function findRows(state: ImportState, one: StateTable): Promise<Pick<StateTable, 'key'>> {
  const { session } = state.run;
  const { table } = one;
  // With `valid_from` a row of an account is named, not the account.
  const isOfDay = table === 'account' && (await hasColumn(state, 'gone_account', 'coalesce_from'));
  const key = isOfDay ? { ...one.key, valid_from: 'g.coalesce_from' } : one.key;
  const list = Object.entries(key).map(([column, sql]) => `${sql} AS ${column}`);
  const same = Object.entries(key).map(([column, sql]) => `n.${column} = ${sql}`);
  await session.run(`CREATE OR REPLACE TEMP TABLE deleted_row AS SELECT g.file, g.record, ${list.join(', ')}
    FROM gone_${table} g ${one.join} WHERE EXISTS (FROM now_${table} n WHERE ${same.join(' AND ')})`);
  return { key };
}

async function hasColumn(state: ImportState, table: string, column: string): Promise<boolean> {
  const rows = await state.run.session.rows(`SELECT column_name AS name FROM (DESCRIBE ${table})`);
  return rows.some(({ name }) => name === column);
}

/** Rejects the deletion of what others refer to, unless another row of it stays. */
async function keepUsed(state: ImportState, { table, users }: StateTable): Promise<void> {
  const { run } = state;
  const key = `${table}_key`;
  const used = users.map(([user, column]) => `SELECT ${column} AS used FROM ${rowsAfter(state, user)}`);
  const sameRow =
    table === 'account' && (await hasColumn(state, 'deleted_row', 'valid_from'))
      ? ' AND d.valid_from = n.valid_from'
      : '';
  const isLast = `NOT EXISTS (FROM now_${table} n WHERE n.${key} = r.${key} AND NOT EXISTS (FROM deleted_row d WHERE d.${key} = n.${key}${sameRow}))`;
  await run.session.run(
    `CREATE OR REPLACE TEMP TABLE used_row AS SELECT r.file, r.record, i.external_id AS shown FROM deleted_row r JOIN id_${table} i ON i.entity_key = r.${key} WHERE r.${key} IN (${used.join(' UNION ALL ')}) AND ${isLast}`,
  );
  await run.rejects.add(
    table,
    `SELECT file, record, 'intake.delete-in-use' AS code, '${table}_id' AS field, shown FROM used_row`,
  );
  countsOf(run, table).rejected = await run.rejects.count(table);
  const isUsed = (alias: string): string =>
    `EXISTS (FROM used_row u WHERE u.file = ${alias}.file AND u.record = ${alias}.record)`;
  await run.session.run(`DELETE FROM deleted_row d WHERE ${isUsed('d')}`);
  await run.session.run(`DELETE FROM gone_${table} g WHERE ${isUsed('g')}`);
}

/** Rows of a table as they will be after the batch. */
function rowsAfter(state: ImportState, table: TableName): string {
  const names = columnNames(table).join(', ');
  const planned = state.planned.filter((file) => file.table === table).map(({ query }) => query);
  const kept = rowsOf(state.run, table, state.kept(table));
  return `(${[`SELECT ${names} FROM ${kept}`, ...planned.map((query) => `SELECT ${names} FROM (${query})`)].join(' UNION ALL ')})`;
}
