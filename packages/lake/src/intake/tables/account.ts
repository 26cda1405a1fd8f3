import { diagnostic } from '@gradus/schema';
import { columnNames } from '../../store/stored-columns.ts';
import { digitsSql } from '../field/field-value.ts';
import { dateSql, type ImportState } from '../import-state.ts';
import { foreignFiles, ownFiles, rowsOf } from '../lake-rows.ts';
import { collectRows, type RowQuery } from '../rows/collect-rows.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { customersNow } from './customer.ts';

/** What makes an account's row a new one when it changes. */
const ownership = ['customer_key', 'kind', 'product', 'currency'] as const;

const columns = [
  'valid_from',
  'customer_key',
  'kind',
  'product',
  'currency',
  'opened_on',
  'term_months',
  'matures_on',
  'closed_on',
  'opening_minor',
] as const;

/**
 * Takes accounts in: `row_account` holds the sound rows by external id. Keys and the merge with earlier rows follow when the
 * bookings are known, in {@link mergeAccounts}, because a closed account must end at 0.
 */
export async function takeAccounts(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { run, keys } = state;
  const customers = await keys.table('customer');
  const ids = await keys.table('account');
  const present = `(SELECT i.external_id, i.entity_key FROM ${customers} i WHERE i.entity_key IN (SELECT customer_key FROM ${customersNow(state)}))`;
  const foreign = `(SELECT DISTINCT i.external_id FROM ${rowsOf(run, 'account', foreignFiles(run, 'account'))} a JOIN ${ids} i ON i.entity_key = a.account_key)`;
  const currencies = await currenciesOf(state, feeds);
  const before = `SELECT DISTINCT i.external_id FROM ${rowsOf(run, 'account', ownFiles(run, 'account'))} a JOIN ${ids} i ON i.entity_key = a.account_key`;
  await collectRows(run, {
    table: 'account',
    feeds,
    key: feeds.some(({ fields }) => fields.has('valid_from'))
      ? ['external_id', 'coalesce_from']
      : ['external_id'],
    keyField: 'account_id',
    idField: 'account_id',
    held: { field: 'account_id', column: 'external_id', inLake: before },
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => [accountQuery(state, feed, { present, foreign, currencies })],
  });
  await state.checkVanished(
    'account',
    before,
    `SELECT * FROM (${before}) ANTI JOIN delivered_account d USING (external_id)`,
  );
}

function accountQuery(
  { run: { mapping } }: ImportState,
  feed: StagedFeed,
  from: { readonly present: string; readonly foreign: string; readonly currencies: readonly string[] },
): RowQuery {
  const currency = feed.fields.has('currency')
    ? `coalesce(s.v_currency, '${mapping.currency}')`
    : `'${mapping.currency}'`;
  const validFrom = valueOr(feed, 'valid_from', 'DATE');
  return {
    columns: new Map([
      ['external_id', valueOr(feed, 'account_id', 'VARCHAR')],
      ['coalesce_from', `coalesce(${validFrom}, DATE '0001-01-01')`],
      ['valid_from', validFrom],
      ['customer_key', 'c.entity_key'],
      ['kind', valueOr(feed, 'kind', 'VARCHAR')],
      ['product', valueOr(feed, 'product', 'VARCHAR')],
      ['currency', currency],
      ['opened_on', valueOr(feed, 'opened_on', 'DATE')],
      ['term_months', valueOr(feed, 'term_months', 'INTEGER')],
      ['matures_on', valueOr(feed, 'matures_on', 'DATE')],
      ['closed_on', valueOr(feed, 'closed_on', 'DATE')],
      ['branch_id', valueOr(feed, 'branch_id', 'VARCHAR')],
      ['opening_minor', minorOr(feed, 'opening_balance', digitsSql(currency, from.currencies))],
    ]),
    joins: [
      `LEFT JOIN ${from.present} c ON c.external_id = s.v_customer_id`,
      `LEFT JOIN ${from.foreign} f ON f.external_id = s.v_account_id`,
    ],
    extras: new Map([['foreign_id', 'f.external_id']]),
    faults: [
      {
        when: 'foreign_id IS NOT NULL',
        code: 'intake.other-source',
        field: 'account_id',
        shown: 'foreign_id',
      },
      {
        when: 'customer_key IS NULL',
        code: 'intake.unknown-reference',
        field: 'customer_id',
        shown: 'v_customer_id',
      },
      {
        when: 'closed_on < opened_on',
        code: 'intake.days-out-of-order',
        field: 'closed_on',
        shown: 'closed_on',
      },
      {
        when: 'matures_on < opened_on',
        code: 'intake.days-out-of-order',
        field: 'matures_on',
        shown: 'matures_on',
      },
      ...minorFaults(feed, 'opening_balance', 'opening_minor'),
    ],
  };
}

/** Currencies that occur in staged rows, for the digits of their minor units. */
export async function currenciesOf({ run }: ImportState, feeds: readonly StagedFeed[]): Promise<string[]> {
  const found = new Set<string>([run.mapping.currency]);
  for (const { relation, fields } of feeds) {
    if (!fields.has('currency')) continue;
    const rows = await run.session.rows(
      `SELECT DISTINCT v_currency AS c FROM ${relation} WHERE fault IS NULL`,
    );
    for (const row of rows) if (typeof row['c'] === 'string') found.add(row['c']);
  }
  return [...found];
}

/**
 * Merges the delivered rows with those of the lake into `now_account`: a row with `valid_from` replaces that of the same day;
 * one without replaces the account's latest row if owner, kind, product and currency are the same, and else begins to hold on
 * the business date. Adds a refusal when that is needed and not known.
 */
export async function mergeAccounts(state: ImportState): Promise<void> {
  const { run, keys } = state;
  const { session } = run;
  const ids = await keys.table('account');
  const branches = await keys.table('branch');
  await keys.assign('account', 'SELECT external_id FROM row_account');
  await keys.assign('branch', 'SELECT branch_id AS external_id FROM row_account');
  const before = rowsOf(run, 'account', ownFiles(run, 'account'));
  await session.run(`CREATE OR REPLACE TEMP TABLE latest_account AS
    SELECT * FROM ${before} QUALIFY row_number() OVER (PARTITION BY account_key ORDER BY valid_from DESC) = 1`);
  const isSame = ownership.map((name) => `l.${name} IS NOT DISTINCT FROM r.${name}`).join(' AND ');
  const changeDay = state.businessDate === null ? 'CAST(NULL AS DATE)' : dateSql(state.businessDate);
  await session.run(`CREATE OR REPLACE TEMP TABLE fresh_account AS
    SELECT i.entity_key AS account_key,
      CASE WHEN r.valid_from IS NOT NULL THEN r.valid_from WHEN l.account_key IS NULL THEN r.opened_on
        WHEN ${isSame} THEN l.valid_from ELSE greatest(${changeDay}, l.valid_from) END AS valid_from,
      ${columns
        .slice(1, -1)
        .map((name) => `r.${name}`)
        .join(', ')},
      b.entity_key AS branch_key,
      coalesce(r.opening_minor, CASE WHEN ${isSame} THEN l.opening_minor END) AS opening_minor,
      r.valid_from IS NULL AND l.account_key IS NOT NULL AND NOT (${isSame}) AS is_change
    FROM row_account r JOIN ${ids} i USING (external_id) LEFT JOIN latest_account l ON l.account_key = i.entity_key
      LEFT JOIN ${branches} b ON b.external_id = r.branch_id`);
  const [row] = await session.rows('SELECT count(*) AS n FROM fresh_account WHERE is_change');
  if (row?.['n'] !== 0n && state.businessDate === null) {
    const place = { position: null, path: 'business_date' };
    run.refusals.push(
      diagnostic('intake.no-business-date', 'error', place, { accounts: String(row?.['n']) }),
    );
    await session.run('DELETE FROM fresh_account WHERE is_change');
  }
  await state.mergeState('account', 'SELECT * FROM fresh_account', ['account_key', 'valid_from']);
}

/** All rows of accounts as they are after the batch, of all sources. */
export function accountsNow(state: ImportState): string {
  const { run, changed } = state;
  const names = columnNames('account').join(', ');
  const own = changed.has('account') ? 'now_account' : rowsOf(run, 'account', ownFiles(run, 'account'));
  return `(SELECT ${names} FROM ${own} UNION ALL SELECT ${names} FROM ${rowsOf(run, 'account', foreignFiles(run, 'account'))})`;
}

/** One row per account: `account_key`, `opened_on`, `closed_on`, `currency` of its latest row, `opening_minor` of the earliest that gives one. */
export async function makeAccountState(state: ImportState): Promise<void> {
  const { session } = state.run;
  const now = accountsNow(state);
  // Ascending keys are keys of one row each, as of nearly every bank: then there is no latest row to look for.
  const [order] = await session.rows(
    `SELECT coalesce(bool_and(is_next), true) AS is_ascending FROM (SELECT account_key > lag(account_key) OVER () AS is_next FROM ${now})`,
  );
  if (order?.['is_ascending'] === true) {
    await session.run(`CREATE OR REPLACE TEMP TABLE account_state AS
      SELECT account_key, opened_on, closed_on, currency, opening_minor FROM ${now}`);
    return;
  }
  await session.run(`CREATE OR REPLACE TEMP TABLE account_state AS
    SELECT account_key, arg_max(opened_on, valid_from) AS opened_on, arg_max_null(closed_on, valid_from) AS closed_on,
      arg_max(currency, valid_from) AS currency, arg_min(opening_minor, valid_from) AS opening_minor
    FROM ${now} GROUP BY account_key`);
}
