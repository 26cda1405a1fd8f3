import { formatDay, monthStart, parseDay, type Day } from '@gradus/schema';
import { columnNames } from '../../store/stored-columns.ts';
import { digitsSql } from '../field/field-value.ts';
import { dateSql, dayOr, type ImportState } from '../import-state.ts';
import { filesBefore, foreignFiles, ownFiles, rowsOf } from '../lake-rows.ts';
import { countDeleted } from '../rows/change.ts';
import { collectRows, rejectRows } from '../rows/collect-rows.ts';
import { dropDuplicates } from '../rows/duplicate.ts';
import { noteDays } from '../rows/leave-out.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import {
  accountCurrencies,
  besideAccount,
  betweenSql,
  dayFaults,
  planMonths,
  replacedDays,
  type DaySpan,
  unknownAccount,
} from './entry.ts';

/**
 * Takes end-of-day balances in: `row_balance`, and `balance_account` with the accounts of this source that are fed by balances,
 * before and now. A balance of the day before `data_from` is an opening balance.
 */
export async function takeBalances(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { run, keys } = state;
  const ids = await keys.table('account');
  const currencies = await accountCurrencies(state);
  const period = feeds[0]?.feed.period ?? null;
  await collectRows(run, {
    table: 'balance',
    feeds,
    key: ['account_key', 'day'],
    keyField: 'account_id',
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => [
      {
        columns: new Map([
          ['account_key', 'a.account_key'],
          ['day', firstDaySql(state, feed)],
          ['balance_minor', minorOr(feed, 'balance', digitsSql('a.currency', currencies))],
          ['until', valueOr(feed, 'until', 'DATE')],
        ]),
        ...(state.dataFrom === null || !feed.fields.has('until')
          ? {}
          : { where: `coalesce(s.v_until >= ${dateSql(state.dataFrom - 1)}, true)` }),
        ...besideAccount(ids),
        faults: [
          unknownAccount,
          ...dayFaults(state, 'day', period, 1),
          {
            when: 'day < opened_on OR (day >= closed_on AND balance_minor <> 0)',
            code: 'intake.outside-account',
            field: 'day',
            shown: 'day',
          },
          { when: 'until < day', code: 'intake.days-out-of-order', field: 'until', shown: 'until' },
          ...minorFaults(feed, 'balance', 'balance_minor'),
        ],
      },
    ],
  });
  await dropAfterClosing(state);
  if (run.deltas.has('balance')) await checkDeleted(state);
  if (feeds.some(({ fields }) => fields.has('until'))) await checkIntervals(state);
  await rejectOtherFeeds(state, ids);
}

/** An account has one feed of money: balances of one source, and then no bookings of any. */
async function rejectOtherFeeds({ run }: ImportState, ids: string): Promise<void> {
  const bookings = filesBefore(run, 'entry').filter((file) => !file.from_balances);
  const feeds = [
    { code: 'intake.two-feeds', rows: rowsOf(run, 'entry', bookings) },
    { code: 'intake.two-feeds', rows: 'row_entry' },
    { code: 'intake.other-source', rows: rowsOf(run, 'balance', foreignFiles(run, 'balance')) },
  ];
  for (const { code, rows } of feeds) {
    await rejectRows(
      run,
      'balance',
      { code, field: 'account_id' },
      `SELECT r.file, r.record, i.external_id AS shown FROM row_balance r JOIN ${ids} i ON i.entity_key = r.account_key WHERE r.account_key IN (SELECT account_key FROM ${rows})`,
    );
  }
}

/** A closed account is at 0; a row that says so once more, on a day after, says nothing new. */
async function dropAfterClosing({ run }: ImportState): Promise<void> {
  const isAfter = 'EXISTS (FROM account_state a WHERE a.account_key = r.account_key AND r.day > a.closed_on)';
  const [row] = await run.session.rows(
    `SELECT min(day) AS first, max(day) AS last FROM row_balance r WHERE ${isAfter}`,
  );
  noteDays(run, 'balance', row?.['first'], row?.['last']);
  await dropDuplicates(run, 'balance', isAfter);
}

/** An interval that began before the data is looked at from the day before them, where it opens the account. */
function firstDaySql(state: ImportState, feed: StagedFeed): string {
  const day = dayOr(state, feed, 'day');
  if (state.dataFrom === null || !feed.fields.has('until')) return day;
  return `greatest(${day}, ${dateSql(state.dataFrom - 1)})`;
}

/**
 * Intervals of one account follow each other day upon day: one that begins before the last has ended says two things of a
 * day, and a day that none covers has no balance. The last may end with the account or with the delivery.
 */
async function checkIntervals(state: ImportState): Promise<void> {
  const { run } = state;
  const placed = `(SELECT r.*, lead(r.day) OVER (PARTITION BY r.account_key ORDER BY r.day) AS next_day, a.closed_on
    FROM row_balance r JOIN account_state a USING (account_key))`;
  await rejectRows(
    run,
    'balance',
    { code: 'intake.intervals-overlap', field: 'until' },
    `SELECT file, record, coalesce(CAST(until AS VARCHAR), '') AS shown FROM ${placed} WHERE next_day IS NOT NULL AND coalesce(until >= next_day, true)`,
  );
  await rejectRows(
    run,
    'balance',
    { code: 'intake.interval-gap', field: 'until' },
    `SELECT file, record, CAST(until AS VARCHAR) AS shown FROM ${placed}
     WHERE until + 1 < coalesce(next_day, closed_on, ${dateSql(state.lastDay)})`,
  );
}

/** A balance that opens its account, because the account is older than the data, cannot be deleted; others are counted. */
async function checkDeleted(state: ImportState): Promise<void> {
  const { run } = state;
  if (state.dataFrom !== null) {
    const from = dateSql(state.dataFrom);
    await run.session.run(
      `CREATE OR REPLACE TEMP TABLE opening_gone AS SELECT g.file, g.record, g.day AS shown FROM gone_balance g JOIN account_state a USING (account_key) WHERE g.day <= ${from} AND a.opened_on < ${from}`,
    );
    const reason = { code: 'intake.delete-in-use', field: 'day' };
    await rejectRows(run, 'balance', reason, 'SELECT file, record, shown FROM opening_gone');
    await run.session.run(
      'DELETE FROM gone_balance g WHERE EXISTS (FROM opening_gone o WHERE o.file = g.file AND o.record = g.record)',
    );
  }
  const known = rowsOf(run, 'balance', ownFiles(run, 'balance'));
  await countDeleted(
    run,
    'balance',
    `NOT EXISTS (FROM ${known} o WHERE o.account_key = g.account_key AND o.day = g.day)`,
  );
}

/** Lists the accounts that are fed by balances. Called whether or not balances are delivered: closing one books its rest. */
export async function listBalanceAccounts({ run }: ImportState, isDelivered: boolean): Promise<boolean> {
  const before = rowsOf(run, 'balance', ownFiles(run, 'balance'));
  const now = isDelivered ? 'SELECT account_key FROM row_balance UNION ' : '';
  await run.session.run(
    `CREATE OR REPLACE TEMP TABLE balance_account AS ${now}SELECT account_key FROM ${before}`,
  );
  const [row] = await run.session.rows('SELECT count(*) AS n FROM balance_account');
  return row?.['n'] !== 0n;
}

/**
 * Merges the balances and books their differences from the first day that they bear on. A closed account has nothing from
 * its closing day on. Returns that first day; null when nothing changes.
 */
export async function bookBalances(state: ImportState, isDelivered: boolean): Promise<Day | null> {
  const { run } = state;
  const replaced = isDelivered ? await replacedDays(state, 'balance', 'day') : null;
  await mergeBalances(state, replaced, isDelivered);
  const from = await firstAffectedDay(state, replaced, isDelivered);
  if (from === null) return null;
  if (isDelivered)
    await planMonths(state, 'balance', { relation: 'fresh_balance', day: 'day', before: [] }, null);
  await fillOpenings(state);
  const start = monthStart(from);
  await bookDifferences(state, start);
  const before = ownFiles(run, 'entry').filter((file) => file.from_balances);
  const span = { from: start, to: parseDay('2299-12-31') ?? start };
  await planMonths(state, 'entry', { relation: 'balance_entry', day: 'booked_on', before }, span, true);
  return from;
}

/** `now_balance`: every known balance of the source after the batch; files that hold replaced rows are planned again. */
async function mergeBalances(
  state: ImportState,
  replaced: DaySpan | null,
  isDelivered: boolean,
): Promise<void> {
  const { run } = state;
  const names = columnNames('balance').join(', ');
  const before = ownFiles(run, 'balance');
  const fresh = isDelivered ? `SELECT ${names} FROM row_balance` : `SELECT ${names} FROM row_balance_none`;
  await run.session.run(
    'CREATE OR REPLACE TEMP TABLE row_balance_none (account_key BIGINT, day DATE, balance_minor BIGINT, until DATE)',
  );
  const known = rowsOf(run, 'balance', before);
  await run.session.run(
    `CREATE OR REPLACE TEMP TABLE fresh_balance AS ${fresh} EXCEPT SELECT ${names} FROM ${known}${replaced === null ? '' : ' WHERE false'}`,
  );
  const isGone = [
    'EXISTS (FROM fresh_balance r WHERE r.account_key = o.account_key AND r.day = o.day)',
    ...(replaced === null ? [] : [`(${betweenSql('o.day', replaced)})`]),
    ...(isDelivered && run.deltas.has('balance')
      ? ['EXISTS (FROM gone_balance r WHERE r.account_key = o.account_key AND r.day = o.day)']
      : []),
  ].join(' OR ');
  for (const file of before) {
    const rows = rowsOf(run, 'balance', [file]);
    const [hit] = await run.session.rows(`SELECT count(*) AS n FROM ${rows} o WHERE ${isGone}`);
    if (hit?.['n'] === 0n) continue;
    state.dropped.add(file.path);
    if (BigInt(file.rows) === hit?.['n']) continue;
    const query = `SELECT ${names} FROM ${rows} o WHERE NOT (${isGone})`;
    state.planned.push({
      table: 'balance',
      query,
      part: file.part,
      source: run.mapping.source,
      isFromBalances: false,
    });
  }
  await run.session.run(
    `CREATE OR REPLACE TEMP TABLE now_balance AS SELECT ${names} FROM fresh_balance UNION ALL SELECT ${names} FROM ${known} o WHERE NOT (${isGone})`,
  );
}

async function firstAffectedDay(
  state: ImportState,
  replaced: DaySpan | null,
  isDelivered: boolean,
): Promise<Day | null> {
  const { session } = state.run;
  const days: Day[] = [];
  const add = async (query: string): Promise<void> => {
    const [row] = await session.rows(query);
    if (typeof row?.['d'] === 'number') days.push(row['d']);
  };
  await add('SELECT min(day) AS d FROM fresh_balance');
  if (replaced !== null && isDelivered) {
    const known = rowsOf(state.run, 'balance', ownFiles(state.run, 'balance'));
    await add(`SELECT min(day) AS d FROM ${known} WHERE ${betweenSql('day', replaced)}`);
  }
  if (isDelivered && state.run.deltas.has('balance')) await add('SELECT min(day) AS d FROM gone_balance');
  if (state.changed.has('account')) {
    await add(
      'SELECT min(closed_on) AS d FROM fresh_account WHERE closed_on IS NOT NULL AND account_key IN (SELECT account_key FROM balance_account) AND account_key NOT IN (SELECT account_key FROM latest_account WHERE closed_on IS NOT NULL)',
    );
  }
  return days.length === 0 ? null : Math.min(...days);
}

/** Accounts older than the data, whose balance at the beginning is delivered, get it as their opening balance. */
async function fillOpenings(state: ImportState): Promise<void> {
  if (state.dataFrom === null) return;
  const { session } = state.run;
  const from = dateSql(state.dataFrom);
  await session.run(`CREATE OR REPLACE TEMP TABLE opening_balance AS
    SELECT b.account_key, arg_max(b.balance_minor, b.day) AS opening_minor FROM now_balance b JOIN account_state a USING (account_key)
    WHERE b.day <= ${from} AND a.opened_on < ${from} AND a.opening_minor IS NULL GROUP BY b.account_key`);
  const [row] = await session.rows('SELECT count(*) AS n FROM opening_balance');
  if (row?.['n'] === 0n) return;
  if (!state.changed.has('account')) {
    const names = columnNames('account').join(', ');
    await state.mergeState(
      'account',
      `SELECT ${names} FROM ${rowsOf(state.run, 'account', ownFiles(state.run, 'account'))}`,
      ['account_key', 'valid_from'],
      true,
    );
  }
  await session.run(
    'UPDATE now_account SET opening_minor = o.opening_minor FROM opening_balance o WHERE o.account_key = now_account.account_key',
  );
  await session.run(
    'UPDATE account_state SET opening_minor = o.opening_minor FROM opening_balance o WHERE o.account_key = account_state.account_key',
  );
  await state.planOwn('account');
}

/** `balance_entry`: changes of balances as bookings, from `start` on. */
async function bookDifferences(state: ImportState, start: Day): Promise<void> {
  const lastDay = formatDay(state.lastDay);
  await state.run.session.run(`CREATE OR REPLACE TEMP TABLE balance_entry AS
    WITH known AS (
      SELECT account_key, day, balance_minor FROM now_balance
      UNION ALL
      SELECT a.account_key, a.closed_on, 0 FROM account_state a
      WHERE a.closed_on <= DATE '${lastDay}' AND a.account_key IN (SELECT account_key FROM balance_account)
        AND NOT EXISTS (FROM now_balance b WHERE b.account_key = a.account_key AND b.day = a.closed_on)
    ), stepped AS (
      SELECT k.account_key, k.day AS booked_on,
        k.balance_minor - coalesce(lag(k.balance_minor) OVER (PARTITION BY k.account_key ORDER BY k.day), a.opening_minor, 0) AS amount_minor
      FROM known k JOIN account_state a USING (account_key)
    )
    SELECT account_key, greatest(booked_on, ${state.dataFrom === null ? 'booked_on' : dateSql(state.dataFrom)}) AS booked_on, amount_minor,
      'balance' AS purpose, CAST(NULL AS VARCHAR) AS channel, CAST(NULL AS VARCHAR) AS entry_id
    FROM stepped WHERE amount_minor <> 0 AND booked_on >= ${dateSql(start)}`);
}
