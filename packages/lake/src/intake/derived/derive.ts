import { monthEnd, monthEndsBetween, parseDay, type Day, type TableName } from '@gradus/schema';
import { openingQuery } from '../../derive/account-state.ts';
import { carryQuery } from '../../derive/carry-query.ts';
import { movementQuery } from '../../derive/movement-query.ts';
import { ownershipQuery } from '../../derive/ownership.ts';
import { spellQuery } from '../../derive/spell-query.ts';
import type { TableFile } from '../../store/manifest.ts';
import { columnNames } from '../../store/stored-columns.ts';
import { checkBounds } from '../bounds.ts';
import { dateSql, type ImportState } from '../import-state.ts';
import { filesBefore, rowsOf } from '../lake-rows.ts';
import { writePlanned } from '../write-files.ts';
import { earlier, owners, relate, sql } from './relation.ts';
import { ownershipChange } from './ownership-change.ts';
import { writeSnapshots } from './snapshots.ts';

/** What the tables became, and what changed in the bookings. */
export interface DeriveInput {
  /** Files of `account` and `entry` as they are now. */
  readonly files: ReadonlyMap<TableName, readonly TableFile[]>;
  /** Relation of the bookings that were added. */
  readonly added: string;
  /** First day on which bookings were taken away or changed; null: they were only added. */
  readonly changedFrom: Day | null;
}

export interface Derived {
  readonly files: ReadonlyMap<TableName, readonly TableFile[]>;
  readonly monthEnds: readonly Day[];
  readonly latestDay: Day | null;
}

/**
 * Spells, carried balances and snapshots after the batch. Snapshots before the first day on which ownership, opening
 * balances or earlier bookings changed stay as they are; bookings that came late add rows of differences.
 */
export async function derive(state: ImportState, input: DeriveInput): Promise<Derived> {
  const { run } = state;
  const { session } = run;
  const files = new Map<TableName, readonly TableFile[]>();
  await relate(state, 'entry', input.files.get('entry') ?? []);
  run.onProgress({ phase: 'derive', subject: 'spell', done: 0, total: 3 });
  const ownership = await ownershipChange(state, input.files.get('account') ?? []);
  files.set(
    'spell',
    await replaceTable(state, 'spell', sql(spellQuery({ dataFrom: state.dataFrom })), ownership.isChanged),
  );
  await relate(state, 'spell', files.get('spell') ?? []);
  await session.run(`CREATE OR REPLACE TEMP TABLE ${owners} AS ${sql(ownershipQuery())}`);
  run.onProgress({ phase: 'derive', subject: 'carry', done: 1, total: 3 });
  await session.run(`CREATE OR REPLACE TEMP VIEW added_entry AS SELECT * FROM ${input.added}`);
  const isOnlyAdded = ownership.from === null && !ownership.isChanged && input.changedFrom === null;
  files.set('carry', await deriveCarry(state, isOnlyAdded));
  await relate(state, 'carry', files.get('carry') ?? []);
  run.onProgress({ phase: 'derive', subject: 'snapshot', done: 2, total: 3 });
  await makeOpenings(state);
  const movement = sql(movementQuery({ dataFrom: state.dataFrom, openings: 'opening' }));
  await session.run(`CREATE OR REPLACE TEMP VIEW movement AS ${movement}`);
  const days = await moneyDays(state, input.files.get('entry') ?? []);
  await checkBounds(state, input.files.get('entry') ?? [], days);
  if (run.refusals.length > 0) return { files, monthEnds: [], latestDay: null };
  const monthEnds = days === null ? [] : monthEndsBetween(monthEnd(days.first) - 1, days.latest);
  const changedFrom = earlier(ownership.from, input.changedFrom);
  files.set('snapshot', await writeSnapshots(state, { monthEnds, changedFrom }));
  return { files, monthEnds, latestDay: days?.latest ?? null };
}

/** The table `opening` of opening balances as money that moved, asked for several times over. */
async function makeOpenings(state: ImportState): Promise<void> {
  const { dataFrom, run } = state;
  // What the bookings were checked against says it already, as long as the accounts stayed what they were.
  const openedOn = dataFrom === null ? 'opened_on' : `greatest(opened_on, ${dateSql(dataFrom)})`;
  const openings = state.changed.has('account')
    ? sql(openingQuery(dataFrom))
    : `SELECT account_key, ${openedOn} AS moved_on, opening_minor AS amount_minor FROM account_state WHERE opening_minor IS NOT NULL`;
  await run.session.run(`CREATE OR REPLACE TEMP TABLE opening AS ${openings}`);
}

/** The files of a derived table: those there are, or one new file of the rows of `query`. */
async function replaceTable(
  state: ImportState,
  table: TableName,
  query: string,
  isChanged: boolean,
): Promise<readonly TableFile[]> {
  const before = filesBefore(state.run, table);
  if (!isChanged) return before;
  const names = columnNames(table).join(', ');
  await state.run.session.run(
    `CREATE OR REPLACE TEMP TABLE made_${table} AS SELECT ${names} FROM (${query})`,
  );
  if (before.length > 0 && (await state.isSame(`made_${table}`, rowsOf(state.run, table, before), names)))
    return before;
  const planned = {
    table,
    query: `SELECT * FROM made_${table}`,
    part: null,
    source: null,
    isFromBalances: false,
  };
  const written = await writePlanned(state, planned);
  return written === null ? [] : [written];
}

async function deriveCarry(state: ImportState, isOnlyAdded: boolean): Promise<readonly TableFile[]> {
  const { session } = state.run;
  const before = filesBefore(state.run, 'carry');
  const [row] = await session.rows('SELECT count(*) AS n FROM spell WHERE spell_key % 1024 > 0');
  if (row?.['n'] === 0n) return [];
  const { dataFrom } = state;
  const parts = isOnlyAdded
    ? `SELECT * FROM ${rowsOf(state.run, 'carry', before)} UNION ALL SELECT * FROM (${sql(carryQuery({ dataFrom, entries: 'added_entry', openings: false, owners }))})`
    : sql(carryQuery({ dataFrom, owners }));
  const query = `SELECT spell_key, moved_on, CAST(sum(amount_minor) AS BIGINT) AS amount_minor, purpose FROM (${parts}) GROUP BY ALL HAVING sum(amount_minor) <> 0`;
  return replaceTable(state, 'carry', query, true);
}

/** First and last day of which the lake knows something that moves money; null when there is none. */
async function moneyDays(
  state: ImportState,
  entries: readonly TableFile[],
): Promise<{ first: Day; latest: Day } | null> {
  const { session, writer } = state.run;
  const parts = entries.map(({ part }) => part ?? '').toSorted();
  // Only the first and the last month can hold the days that are looked for.
  const ends = entries.filter(({ part }) => part === parts[0] || part === parts.at(-1));
  const [row] = await session.rows(
    `SELECT min(booked_on) AS a, max(booked_on) AS b FROM ${rowsOf(state.run, 'entry', ends)}`,
  );
  const [opening] = await session.rows('SELECT min(moved_on) AS a FROM opening');
  const firsts = [row?.['a'], opening?.['a']].filter((day) => typeof day === 'number');
  if (firsts.length === 0) return null;
  const before = writer.head?.latest_day ?? null;
  const lasts = [row?.['b'], state.businessDate, before === null ? null : parseDay(before)];
  const first = state.dataFrom ?? Math.min(...firsts);
  return { first, latest: Math.max(first, ...lasts.filter((day) => typeof day === 'number')) };
}
