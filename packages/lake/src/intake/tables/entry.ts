import { currencyDigits, dayFromParts, formatDay, monthEnd, parseDay, type Day } from '@gradus/schema';
import type { TableFile } from '../../store/manifest.ts';
import { columnNames } from '../../store/stored-columns.ts';
import { digitsSql } from '../field/field-value.ts';
import { dateSql, type ImportState } from '../import-state.ts';
import { filesBefore, foreignFiles, ownFiles, rowsOf } from '../lake-rows.ts';
import { collectRows, rejectRows, type RowFault, type RowPlan, type RowQuery } from '../rows/collect-rows.ts';
import { isDelta } from '../rows/change.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import { countsOf } from '../run.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { bookedOtherwise } from './booked-before.ts';

export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

/** Takes bookings in: `row_entry` holds the sound rows of the delivery in the columns of `entry`. */
export async function takeEntries(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { run, keys } = state;
  const ids = await keys.table('account');
  const currencies = await accountCurrencies(state);
  const period = feeds[0]?.feed.period ?? null;
  await collectRows(run, {
    table: 'entry',
    feeds,
    key: ['entry_id'],
    keyField: 'entry_id',
    lackingField: 'account_id',
    duplicateCode: 'intake.duplicate-entry-id',
    ...(feeds.some(({ feed }) => isDelta(feed)) ? { held: heldEntries(state) } : {}),
    query: (feed) => [entryQuery(state, feed, { ids, currencies, period })],
  });
  const fedByBalances = rowsOf(run, 'balance', filesBefore(run, 'balance'));
  await rejectRows(
    run,
    'entry',
    { code: 'intake.two-feeds', field: 'account_id' },
    `SELECT r.file, r.record, i.external_id AS shown FROM row_entry r JOIN ${ids} i ON i.entity_key = r.account_key WHERE r.account_key IN (SELECT account_key FROM ${fedByBalances})`,
  );
}

/** A change of a booking that is left out would leave the booking as it was. */
function heldEntries(state: ImportState): NonNullable<RowPlan['held']> {
  const known = rowsOf(state.run, 'entry', bookedFiles(state));
  return {
    field: 'entry_id',
    column: 'entry_id',
    inLake: `SELECT entry_id AS external_id FROM ${known}`,
  };
}

function entryQuery(
  state: ImportState,
  feed: StagedFeed,
  from: { readonly ids: string; readonly currencies: readonly string[]; readonly period: DaySpan | null },
): RowQuery {
  return {
    columns: new Map([
      ['account_key', 'a.account_key'],
      ['booked_on', valueOr(feed, 'booked_on', 'DATE')],
      ['amount_minor', minorOr(feed, 'amount', digitsSql('a.currency', from.currencies))],
      ['purpose', valueOr(feed, 'purpose', 'VARCHAR')],
      ['channel', valueOr(feed, 'channel', 'VARCHAR')],
      ['entry_id', valueOr(feed, 'entry_id', 'VARCHAR')],
    ]),
    ...besideAccount(from.ids),
    faults: [
      unknownAccount,
      ...dayFaults(state, 'booked_on', from.period),
      {
        when: 'booked_on < opened_on OR booked_on > closed_on',
        code: 'intake.outside-account',
        field: 'booked_on',
        shown: 'booked_on',
      },
      ...minorFaults(feed, 'amount', 'amount_minor'),
    ],
  };
}

/** Joins a row to its account as it stands by `ids`, with the days between which the account is open. */
export function besideAccount(ids: string): Pick<RowQuery, 'joins' | 'extras'> {
  return {
    // Accounts find their ids first: every row is then looked up once, not twice.
    joins: [
      `LEFT JOIN (SELECT i.external_id, t.* FROM ${ids} i JOIN account_state t ON t.account_key = i.entity_key) a ON a.external_id = s.v_account_id`,
    ],
    extras: new Map([
      ['opened_on', 'a.opened_on'],
      ['closed_on', 'a.closed_on'],
    ]),
  };
}

export const unknownAccount: RowFault = {
  when: 'account_key IS NULL',
  code: 'intake.unknown-reference',
  field: 'account_id',
  shown: 'v_account_id',
};

/** Checks on the day of a row that moves money. */
export function dayFaults(
  state: ImportState,
  day: string,
  period: DaySpan | null,
  spareDays = 0,
): RowFault[] {
  const faults: RowFault[] = [];
  const add = (when: string, code: string): void => {
    faults.push({ when, code, field: day, shown: day });
  };
  if (state.dataFrom !== null) add(`${day} < ${dateSql(state.dataFrom - spareDays)}`, 'intake.before-data');
  add(`${day} > ${dateSql(state.lastDay)}`, 'intake.in-future');
  if (period !== null)
    add(`${day} NOT BETWEEN ${dateSql(period.from)} AND ${dateSql(period.to)}`, 'intake.outside-period');
  return faults;
}

export async function accountCurrencies({ run }: ImportState): Promise<string[]> {
  const rows = await run.session.rows('SELECT DISTINCT currency AS c FROM account_state');
  return rows.map((row) => String(row['c'])).filter((code) => currencyDigits(code) !== 2);
}

/** Days that the delivery of a table replaces: stated, or from its first to its last sound row; null: none. */
export async function replacedDays(
  state: ImportState,
  table: 'entry' | 'balance' | 'loan_status' | 'fact' | 'holding' | 'tier_state' | 'exchange_rate',
  day: string,
): Promise<DaySpan | null> {
  const delivery = state.deliveryOf(table);
  if (delivery === 'changes') return null;
  if (delivery === 'full') return { from: -1_000_000, to: 2_900_000 };
  const stated = state.run.mapping.feeds.find((feed) => feed.table === table)?.period ?? null;
  if (stated !== null) return stated;
  const [row] = await state.run.session.rows(`SELECT min(${day}) AS a, max(${day}) AS b FROM row_${table}`);
  const left = state.run.leftOutDays.get(table);
  const days = [row?.['a'], row?.['b'], left?.from, left?.to].filter((one) => typeof one === 'number');
  return days.length === 0 ? null : { from: Math.min(...days), to: Math.max(...days) };
}

/** Earlier bookings that stay: those of other sources, those made from balances, and this source's outside `replaced`. */
export function keptEntries(state: ImportState, replaced: DaySpan | null): string {
  const { run } = state;
  const names = columnNames('entry').join(', ');
  const others = [
    ...foreignFiles(run, 'entry'),
    ...ownFiles(run, 'entry').filter((file) => file.from_balances),
  ];
  const own = rowsOf(run, 'entry', bookedFiles(state));
  const isReplaced = replaced === null ? 'false' : betweenSql('booked_on', replaced);
  const stays = `NOT (${isReplaced}) AND NOT (${state.isTaken('entry_id')})`;
  return `(SELECT ${names} FROM ${rowsOf(run, 'entry', others)} UNION ALL SELECT ${names} FROM ${own} WHERE ${stays})`;
}

/** Files of bookings that this source delivered as bookings. */
export function bookedFiles({ run }: ImportState): TableFile[] {
  return ownFiles(run, 'entry').filter((file) => !file.from_balances);
}

/** Takes out bookings whose id the lake knows: the same contents are a duplicate, others an error. */
export async function dropKnownEntries(state: ImportState, replaced: DaySpan | null): Promise<void> {
  const { run } = state;
  const files = bookedFiles(state);
  const [given] = await run.session.rows('SELECT count(entry_id) AS n FROM row_entry');
  if (files.length === 0 || given?.['n'] === 0n) return;
  const isReplaced = replaced === null ? 'false' : betweenSql('booked_on', replaced);
  const stays = `NOT (${isReplaced}) AND NOT (${state.isTaken('entry_id')})`;
  if (!(await makeKnownEntries(state, files, stays))) return;
  await rejectDiffering(state, files);
  const [row] = await run.session.rows(
    'SELECT count(*) AS n FROM row_entry WHERE entry_id IN (SELECT entry_id FROM known_entry)',
  );
  countsOf(run, 'entry').duplicates += row?.['n'] as bigint;
  await run.session.run('DELETE FROM row_entry WHERE entry_id IN (SELECT entry_id FROM known_entry)');
  await run.session.run('DROP TABLE known_entry');
}

/**
 * Makes `known_entry` of the bookings in `files` that `stays` lets stay and whose ids the delivery has; false when there are none.
 * Ids mostly tell the time and lie apart from earlier ones, so that files are passed over by the bounds that they keep. Ids
 * alone are compared first: where those of the delivery do not fit into memory, every row that is compared is written to disk.
 */
async function makeKnownEntries(
  { run }: ImportState,
  files: readonly TableFile[],
  stays: string,
): Promise<boolean> {
  const { session } = run;
  const earlier = `${rowsOf(run, 'entry', files)} e WHERE ${stays} AND entry_id BETWEEN (SELECT min(entry_id) FROM row_entry) AND (SELECT max(entry_id) FROM row_entry)`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE known_id AS SELECT entry_id FROM ${earlier} AND entry_id IN (SELECT entry_id FROM row_entry)`,
  );
  const [known] = await session.rows('SELECT count(*) AS n FROM known_id');
  if (known?.['n'] !== 0n) {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE known_entry AS SELECT * FROM ${earlier} AND entry_id IN (SELECT entry_id FROM known_id)`,
    );
  }
  await session.run('DROP TABLE known_id');
  return known?.['n'] !== 0n;
}

/** Rejects bookings that differ from those of `known_entry` with their id. */
async function rejectDiffering({ run }: ImportState, files: readonly TableFile[]): Promise<void> {
  const isSame = columnNames('entry')
    .map((name) => `k.${name} IS NOT DISTINCT FROM r.${name}`)
    .join(' AND ');
  const differing = `FROM row_entry r JOIN known_entry k USING (entry_id) WHERE NOT (${isSame})`;
  const [row] = await run.session.rows(`SELECT count(*) AS n ${differing}`);
  if (row?.['n'] === 0n) return;
  const rows = `SELECT r.file, r.record, r.entry_id AS shown ${differing}`;
  const otherwise = rowsOf(run, 'entry', await bookedOtherwise(run, files));
  await rejectRows(
    run,
    'entry',
    { code: 'intake.booked-otherwise', field: 'entry_id' },
    `${rows} AND r.entry_id IN (SELECT entry_id FROM ${otherwise})`,
  );
  await rejectRows(run, 'entry', { code: 'intake.duplicate-entry-id', field: 'entry_id' }, rows);
}

/**
 * Plans monthly files of a table with days: new rows of `row_<table>` beside the files that are there; of months that
 * `replaced` touches, the rows outside it are written again.
 */
export async function planMonths(
  state: ImportState,
  table: 'entry' | 'balance' | 'loan_status' | 'fact' | 'holding' | 'tier_state' | 'exchange_rate',
  rows: { readonly relation: string; readonly day: string; readonly before: readonly TableFile[] },
  replaced: DaySpan | null,
  isFromBalances = false,
): Promise<void> {
  const { run } = state;
  const { relation, day, before } = rows;
  const names = columnNames(table).join(', ');
  const found = await run.session.rows(
    `SELECT DISTINCT strftime(${day}, '%Y-%m') AS month FROM (SELECT DISTINCT ${day} FROM ${relation}) ORDER BY month`,
  );
  const touched = before.filter(
    ({ part }) => part !== null && replaced !== null && overlaps(monthSpan(part), replaced),
  );
  const months = new Set([
    ...found.map((row) => String(row['month'])),
    ...touched.flatMap(({ part }) => part ?? []),
  ]);
  for (const month of [...months].toSorted()) {
    const span = monthSpan(month);
    const old = touched.filter(({ part }) => part === month);
    for (const { path } of old) state.dropped.add(path);
    const kept =
      replaced === null || old.length === 0 || (replaced.from <= span.from && replaced.to >= span.to)
        ? ''
        : ` UNION ALL SELECT ${names} FROM ${rowsOf(run, table, old)} WHERE NOT (${betweenSql(day, replaced)})`;
    const query = `SELECT ${names} FROM ${relation} WHERE ${betweenSql(day, span)}${kept}`;
    state.planned.push({ table, query, part: month, source: run.mapping.source, isFromBalances });
  }
}

function monthSpan(month: string): DaySpan {
  const from = parseDay(`${month}-01`) ?? dayFromParts({ year: 1970, month: 1, day: 1 });
  return { from, to: monthEnd(from) };
}

function overlaps(a: DaySpan, b: DaySpan): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** Whether a day column lies in a span; one without limits holds every day. */
export function betweenSql(day: string, { from, to }: DaySpan): string {
  if (from <= -1_000_000) return 'true';
  return `${day} BETWEEN DATE '${formatDay(from)}' AND DATE '${formatDay(to)}'`;
}
