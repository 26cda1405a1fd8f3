import { diagnostic } from '@gradus/schema';
import { dateSql, type ImportState } from '../import-state.ts';
import { rejectRows } from '../rows/collect-rows.ts';
import { makeAccountState, mergeAccounts } from './account.ts';
import { keptEntries, type DaySpan } from './entry.ts';

/**
 * A closed account must end at 0. If one does not, its row in this delivery is rejected, and with it the bookings of an
 * account that is then unknown; where only bookings came, those are rejected; where bookings were taken away, the delivery
 * is refused. Accounts fed by balances end at 0 by definition. Where bookings of an account were rejected in this delivery, it
 * could hardly end at 0, and that is told as what follows from them.
 */
export async function checkClosedAccounts(
  state: ImportState,
  replaced: DaySpan | null,
  hasEntries: boolean,
): Promise<void> {
  const { run } = state;
  const hasRows = state.changed.has('account');
  if (hasRows && (await findUnsettled(state, replaced))) {
    const ids = await state.keys.table('account');
    const lacking = await lackingAccounts(state, hasEntries);
    const unsettled = `SELECT r.file, r.record, r.closed_on AS shown FROM row_account r JOIN ${ids} i USING (external_id) JOIN unsettled u ON u.account_key = i.entity_key`;
    const field = 'closed_on';
    if (lacking !== null) {
      const query = `${unsettled} WHERE u.account_key IN (${lacking})`;
      await rejectRows(run, 'account', { code: 'intake.closed-lacks-rejected', field }, query);
    }
    await rejectRows(run, 'account', { code: 'intake.closed-not-zero', field }, unsettled);
    await mergeAccounts(state);
    await makeAccountState(state);
    await rejectRows(
      run,
      'entry',
      { code: 'intake.rejected-reference', field: 'account_id' },
      `SELECT r.file, r.record, i.external_id AS shown FROM row_entry r JOIN ${ids} i ON i.entity_key = r.account_key WHERE r.account_key NOT IN (SELECT account_key FROM account_state)`,
    );
  }
  if (await findUnsettled(state, replaced)) {
    const lacking = await lackingAccounts(state, hasEntries);
    const unsettled =
      'SELECT r.file, r.record, r.amount_minor AS shown FROM row_entry r JOIN unsettled u USING (account_key)';
    const field = 'amount';
    if (lacking !== null) {
      const query = `${unsettled} WHERE u.account_key IN (${lacking})`;
      await rejectRows(run, 'entry', { code: 'intake.closed-lacks-rejected', field }, query);
    }
    await rejectRows(run, 'entry', { code: 'intake.closed-not-zero', field }, unsettled);
  }
  if ((replaced !== null || state.takesEntriesAway) && (await findUnsettled(state, replaced))) {
    const rows = await run.session.rows('SELECT account_key FROM unsettled ORDER BY account_key LIMIT 10');
    const accounts = rows.map((row) => String(row['account_key']));
    const place = { position: null, path: 'tables.entry' };
    run.refusals.push(diagnostic('intake.closed-account-open', 'error', place, { accounts }));
  }
}

/** Query of the keys of accounts some bookings of which were rejected; null when no bookings were delivered. */
async function lackingAccounts({ keys }: ImportState, hasEntries: boolean): Promise<string | null> {
  if (!hasEntries) return null;
  const ids = await keys.table('account');
  return `SELECT i.entity_key FROM lacking_entry l JOIN ${ids} i USING (external_id)`;
}

/** Makes the table `unsettled` of accounts that are closed but not at 0; whether there are any. */
async function findUnsettled(state: ImportState, replaced: DaySpan | null): Promise<boolean> {
  const { session } = state.run;
  const horizon = await horizonOf(state);
  const known =
    state.dataFrom === null
      ? 'true'
      : `(a.opening_minor IS NOT NULL OR a.opened_on >= ${dateSql(state.dataFrom)})`;
  const isTouched =
    replaced === null
      ? `(a.account_key IN (SELECT account_key FROM row_entry)${state.changed.has('account') ? ' OR a.account_key IN (SELECT account_key FROM fresh_account)' : ''}${state.takesEntriesAway ? ' OR a.account_key IN (SELECT account_key FROM taken_entry)' : ''})`
      : 'true';
  await session.run(`CREATE OR REPLACE TEMP TABLE closed_account AS
    SELECT a.account_key, coalesce(a.opening_minor, 0) AS opening_minor FROM account_state a
    WHERE a.closed_on <= ${horizon} AND ${known} AND ${isTouched} AND a.account_key NOT IN (SELECT account_key FROM balance_account)`);
  await session.run(`CREATE OR REPLACE TEMP TABLE unsettled AS
    SELECT account_key FROM closed_account c LEFT JOIN (
      SELECT account_key, sum(amount_minor) AS booked FROM (
        SELECT account_key, amount_minor FROM row_entry UNION ALL SELECT account_key, amount_minor FROM ${keptEntries(state, replaced)}
      ) WHERE account_key IN (SELECT account_key FROM closed_account) GROUP BY account_key
    ) b USING (account_key) WHERE c.opening_minor + coalesce(b.booked, 0) <> 0`);
  const [row] = await session.rows('SELECT count(*) AS n FROM unsettled');
  return row?.['n'] !== 0n;
}

/** Up to this day the bookings are known: the business date, else the last booking. */
async function horizonOf(state: ImportState): Promise<string> {
  if (state.businessDate !== null) return dateSql(state.businessDate);
  const latest = state.headLatestDay;
  const before = latest === null ? 'CAST(NULL AS DATE)' : dateSql(latest);
  return `greatest((SELECT max(booked_on) FROM row_entry), ${before})`;
}
