import { digitsSql } from '../field/field-value.ts';
import { dateSql, dayOr, type ImportState } from '../import-state.ts';
import { collectRows, type RowQuery } from '../rows/collect-rows.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { accountCurrencies, besideAccount, dayFaults, unknownAccount } from '../tables/entry.ts';
import { compareFigures } from './difference-list.ts';

/** Takes the core's own sums: `row_account_sum`. */
export async function takeAccountSums(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const ids = await state.keys.table('account');
  const currencies = await accountCurrencies(state);
  await collectRows(state.run, {
    table: 'account_sum',
    feeds,
    key: ['account_key', 'day', 'from_on'],
    keyField: 'account_id',
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => [sumQuery(state, feed, ids, currencies)],
  });
}

function sumQuery(
  state: ImportState,
  feed: StagedFeed,
  ids: string,
  currencies: readonly string[],
): RowQuery {
  const digits = digitsSql('a.currency', currencies);
  const day = dayOr(state, feed, 'day');
  const monthStart = `CAST(date_trunc('month', ${day}) AS DATE)`;
  const beforeData = { when: '', code: 'intake.before-data', field: 'from', shown: 'from_on' };
  return {
    columns: new Map([
      ['account_key', 'a.account_key'],
      ['day', day],
      ['from_on', `coalesce(${valueOr(feed, 'from', 'DATE')}, ${monthStart})`],
      ['balance_days_minor', minorOr(feed, 'balance_days', digits)],
      ['balance_minor', minorOr(feed, 'balance', digits)],
    ]),
    ...besideAccount(ids),
    faults: [
      unknownAccount,
      ...dayFaults(state, 'day', null),
      ...(state.dataFrom === null ? [] : [{ ...beforeData, when: `from_on < ${dateSql(state.dataFrom)}` }]),
      { when: 'day < from_on', code: 'intake.days-out-of-order', field: 'from', shown: 'from_on' },
      ...minorFaults(feed, 'balance_days', 'balance_days_minor'),
      ...minorFaults(feed, 'balance', 'balance_minor'),
    ],
  };
}

/**
 * Compares Σ end-of-day balances of [from, day] and the balance of the day, account by account. With B(t) the balance and D(t)
 * Σ amount × day of what moved up to t, Σ balances up to t is (t + 1) × B(t) − D(t).
 */
export async function compareAccountSums(state: ImportState): Promise<void> {
  const { run } = state;
  const { session, options, mapping } = run;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE sum_moved AS
      SELECT account_key, moved_on, sum(amount) OVER w AS balance, sum(amount * day_number) OVER w AS weighed
      FROM (
        SELECT s.account_key, m.moved_on, m.moved_on - DATE '1970-01-01' AS day_number, CAST(sum(m.amount_minor) AS HUGEINT) AS amount
        FROM movement m JOIN spell s USING (spell_key)
        WHERE s.account_key IN (SELECT account_key FROM row_account_sum) GROUP BY ALL
      ) WINDOW w AS (PARTITION BY account_key ORDER BY moved_on)`,
    options,
  );
  const upTo = (moved: string, day: string): string =>
    `coalesce((${day} - DATE '1970-01-01' + 1) * ${moved}.balance - ${moved}.weighed, 0)`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE summed_account AS
      SELECT r.*, CAST(coalesce(e.balance, 0) AS BIGINT) AS balance_found,
        CAST(${upTo('e', 'r.day')} - ${upTo('b', '(r.from_on - 1)')} AS BIGINT) AS days_found
      FROM row_account_sum r
      ASOF LEFT JOIN sum_moved e ON e.account_key = r.account_key AND e.moved_on <= r.day
      ASOF LEFT JOIN sum_moved b ON b.account_key = r.account_key AND b.moved_on < r.from_on`,
    options,
  );
  const figure = (field: string, found: string): string => `
    SELECT f.file, f.record, '${field}' AS field, f.day, f.from_on, CAST(NULL AS VARCHAR) AS branch,
      CAST(NULL AS VARCHAR) AS subject, a.currency, i.external_id AS account, f.${field}_minor AS delivered, f.${found} AS computed
    FROM summed_account f JOIN account_state a USING (account_key)
    JOIN id_account i ON i.entity_key = f.account_key WHERE f.${field}_minor IS NOT NULL`;
  await compareFigures(run, {
    table: 'account_sum',
    code: 'intake.account-sums-differ',
    settings: mapping.accountSums,
    figures: `${figure('balance_days', 'days_found')} UNION ALL ${figure('balance', 'balance_found')}`,
  });
  for (const name of ['sum_moved', 'summed_account', 'row_account_sum']) {
    await session.run(`DROP TABLE ${name}`);
  }
}
