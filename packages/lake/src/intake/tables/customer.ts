import { collectRows } from '../rows/collect-rows.ts';
import { foreignFiles, ownFiles, rowsOf } from '../lake-rows.ts';
import type { ImportState } from '../import-state.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { valueOr } from '../rows/value.ts';

/**
 * Takes customers in: `now_customer` holds the source's rows as they are after the batch, `id_customer` the keys of all,
 * `name_customer` (`customer_key`, `name`, `contact`) what the vault learns.
 */
export async function takeCustomers(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { run, keys } = state;
  const ids = await keys.table('customer');
  const branches = await keys.table('branch');
  const foreign = `(SELECT i.external_id FROM ${rowsOf(run, 'customer', foreignFiles(run, 'customer'))} c JOIN ${ids} i ON i.entity_key = c.customer_key)`;
  const rows = await collectRows(run, {
    table: 'customer',
    feeds,
    key: ['external_id'],
    idField: 'customer_id',
    keyField: 'customer_id',
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => [
      {
        columns: new Map([
          ['external_id', valueOr(feed, 'customer_id', 'VARCHAR')],
          ['opened_on', valueOr(feed, 'opened_on', 'DATE')],
          ['birth_year', valueOr(feed, 'birth_year', 'INTEGER')],
          ['status', valueOr(feed, 'status', 'VARCHAR')],
          ['branch_id', valueOr(feed, 'branch_id', 'VARCHAR')],
          ['name', valueOr(feed, 'name', 'VARCHAR')],
          ['contact', valueOr(feed, 'contact', 'VARCHAR')],
        ]),
        joins: [`LEFT JOIN ${foreign} f ON f.external_id = s.v_customer_id`],
        extras: new Map([['foreign_id', 'f.external_id']]),
        faults: [
          {
            when: 'foreign_id IS NOT NULL',
            code: 'intake.other-source',
            field: 'customer_id',
            shown: 'foreign_id',
          },
        ],
      },
    ],
  });
  const { session } = run;
  const before = `SELECT i.external_id FROM ${rowsOf(run, 'customer', ownFiles(run, 'customer'))} c JOIN ${ids} i ON i.entity_key = c.customer_key`;
  await state.checkVanished(
    'customer',
    before,
    `${before} ANTI JOIN delivered_customer d USING (external_id)`,
  );
  await keys.assign('customer', `SELECT external_id FROM ${rows}`);
  await keys.assign('branch', `SELECT branch_id AS external_id FROM ${rows}`);
  const fresh = `SELECT i.entity_key AS customer_key, r.opened_on, r.birth_year, r.status, b.entity_key AS branch_key
    FROM ${rows} r JOIN ${ids} i USING (external_id) LEFT JOIN ${branches} b ON b.external_id = r.branch_id`;
  await state.mergeState('customer', fresh, ['customer_key']);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE name_customer AS SELECT i.entity_key AS customer_key, r.name, r.contact FROM ${rows} r JOIN ${ids} i USING (external_id)`,
  );
  for (const column of ['name', 'contact'] as const) {
    if (feeds.some(({ fields }) => fields.has(column))) state.namesDelivered.add(column);
  }
  await session.run(`DROP TABLE ${rows}`);
}

/** Customers as they are after the batch, of all sources. */
export function customersNow({ run, changed }: ImportState): string {
  const own = changed.has('customer')
    ? 'SELECT * FROM now_customer'
    : `SELECT * FROM ${rowsOf(run, 'customer', ownFiles(run, 'customer'))}`;
  return `(SELECT customer_key, opened_on FROM (${own}) UNION ALL SELECT customer_key, opened_on FROM ${rowsOf(run, 'customer', foreignFiles(run, 'customer'))})`;
}

/** Ids and keys (`ids`) of the customers that the lake has after the batch: a row that was rejected is no customer. */
export function knownCustomers(state: ImportState, ids: string): string {
  return `(SELECT external_id, entity_key FROM ${ids} WHERE entity_key IN (SELECT customer_key FROM ${customersNow(state)}))`;
}
