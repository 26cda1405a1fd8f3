import { diagnostic, formatDay, type Day } from '@gradus/schema';
import { isWithin } from '../../mapping/scalar.ts';
import { columnNames } from '../../store/stored-columns.ts';
import type { ImportState } from '../import-state.ts';
import { foreignFiles, ownFiles, rowsOf } from '../lake-rows.ts';
import type { RowQuery } from '../rows/collect-rows.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { planMonths } from './entry.ts';

/**
 * Holdings of which every day is the whole picture: what a slice no longer has, ended on its day. Ends are rows of their own,
 * with value and quantity 0, worked out anew from the first delivered day on; so the lake is the same in whatever order slices
 * come.
 */

const key = ['customer_key', 'product', 'currency'] as const;
const sameKey = (a: string, b: string): string =>
  key.map((column) => `${a}.${column} = ${b}.${column}`).join(' AND ');
const isEnd = 'value_minor = 0 AND quantity = 0';
const isHeld = '(coalesce(value_minor, 0) <> 0 OR coalesce(quantity, 0) <> 0)';

/** Lists what every staged row says it is of, before rows are checked: what is rejected is not gone. */
export async function listNamed(
  { run: { session, options } }: ImportState,
  feeds: readonly StagedFeed[],
  queryOf: (feed: StagedFeed) => readonly RowQuery[],
): Promise<void> {
  const named = feeds.flatMap((feed) =>
    queryOf(feed).map(({ columns, joins }) => {
      const values = [...key, 'as_of'].map((name) => {
        const isFaulty = `coalesce(split_part(s.fault, '|', 2) = '${name}', false)`;
        return `CASE WHEN NOT ${isFaulty} THEN ${columns.get(name)} END AS ${name}`;
      });
      const isNobody =
        "s.v_customer_id IS NULL OR coalesce(starts_with(s.fault, 'intake.invalid-bytes'), false)";
      return `SELECT ${values.join(', ')}, ${isNobody} AS is_nobody FROM ${feed.relation} s ${joins.join(' ')}`;
    }),
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE named_holding AS ${named.join(' UNION ALL ')}`, options);
}

/** Plans the months of `row_holding`, with the ends of what the slices lack: `slice_row`, which is read when they are written. */
export async function planSlices(state: ImportState): Promise<void> {
  const { session, options } = state.run;
  await refuseUnsure(state);
  const [found] = await session.rows('SELECT min(as_of) AS first FROM row_holding');
  const first = found?.['first'];
  if (typeof first === 'number') await planFrom(state, first);
  for (const name of ['named_holding', 'slice_end']) {
    await session.run(`DROP TABLE IF EXISTS ${name}`, options);
  }
}

async function planFrom(state: ImportState, first: Day): Promise<void> {
  const { run } = state;
  const { session, options } = run;
  const before = ownFiles(run, 'holding');
  const names = columnNames('holding').join(', ');
  const from = `DATE '${formatDay(first)}'`;
  const delivered = 'SELECT DISTINCT as_of FROM row_holding';
  // Days that the files bring are replaced whole; of later ones the ends are found again.
  const stays = `as_of < ${from} OR (as_of NOT IN (${delivered}) AND NOT coalesce(${isEnd}, false))`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE slice_row AS
      SELECT ${names} FROM row_holding WHERE NOT coalesce(${isEnd}, false)
      UNION ALL SELECT ${names} FROM ${rowsOf(run, 'holding', before)} WHERE ${stays}`,
    options,
  );
  await session.run(
    `CREATE OR REPLACE TEMP TABLE slice_day AS SELECT as_of AS day FROM (${delivered})
      UNION SELECT DISTINCT as_of FROM slice_row WHERE as_of >= ${from}`,
  );
  await findEnds(state);
  const [last] = await session.rows('SELECT max(day) AS day FROM slice_day');
  await session.run(`INSERT INTO slice_row SELECT ${[...key, 'day'].join(', ')}, 0, 0 FROM slice_end`);
  await session.run(`DELETE FROM slice_row WHERE as_of < ${from}`);
  await session.run('DROP TABLE slice_day');
  const rows = { relation: 'slice_row', day: 'as_of', before };
  await planMonths(state, 'holding', rows, { from: first, to: (last?.['day'] ?? first) as Day });
}

/** Makes `slice_end`: keys and the day on which they are no longer held. */
async function findEnds(state: ImportState): Promise<void> {
  const { run } = state;
  const { session, options } = run;
  const keys = key.join(', ');
  // A row before the first delivered day is followed by the first of the slices, any other by the next.
  await session.run(
    `CREATE OR REPLACE TEMP TABLE slice_step AS
      SELECT r.*, d.day FROM (
        SELECT ${keys}, as_of, ${isHeld} AS is_held, lead(as_of) OVER (PARTITION BY ${keys} ORDER BY as_of) AS next_on
        FROM slice_row) r
      ASOF JOIN slice_day d ON r.as_of < d.day
      WHERE r.is_held AND (r.next_on IS NULL OR r.next_on >= d.day)`,
    options,
  );
  await session.run(
    `CREATE OR REPLACE TEMP TABLE slice_end AS SELECT ${keys}, day, next_on FROM slice_step WHERE next_on IS DISTINCT FROM day`,
    options,
  );
  await moveUnsureEnds(state);
  await session.run(
    `DELETE FROM slice_end e WHERE EXISTS (FROM ${rowsOf(run, 'holding', foreignFiles(run, 'holding'))} f WHERE ${sameKey('f', 'e')} AND f.as_of = e.day)`,
  );
  await warnOfEnds(state);
  await session.run('DROP TABLE slice_step');
}

/** What a rejected row names did not end on its day, but may on the next. What such a row does not say may be anything. */
async function moveUnsureEnds({ run: { session, options } }: ImportState): Promise<void> {
  const keys = key.join(', ');
  const may = (column: string, other: string): string => `(u.${column} IS NULL OR u.${column} = ${other})`;
  const isUnsure = `EXISTS (FROM unsure_holding u WHERE u.customer_key = e.customer_key AND ${may('product', 'e.product')} AND ${may('currency', 'e.currency')} AND ${may('as_of', 'e.day')})`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE unsure_holding AS SELECT DISTINCT ${keys}, as_of FROM named_holding n
      WHERE customer_key IS NOT NULL AND NOT EXISTS (FROM row_holding r WHERE ${sameKey('r', 'n')} AND r.as_of = n.as_of)`,
    options,
  );
  await session.run(
    `CREATE OR REPLACE TEMP TABLE moved_end AS SELECT ${keys}, min(day) AS day, next_on FROM (
        SELECT e.* REPLACE (d.day AS day) FROM (SELECT * FROM slice_end e WHERE ${isUnsure}) e
        JOIN slice_day d ON d.day > e.day AND (e.next_on IS NULL OR d.day <= e.next_on)) e
      WHERE NOT ${isUnsure} GROUP BY ${keys}, next_on`,
    options,
  );
  await session.run(`DELETE FROM slice_end e WHERE ${isUnsure}`);
  await session.run('INSERT INTO slice_end FROM moved_end WHERE next_on IS DISTINCT FROM day');
  for (const name of ['unsure_holding', 'moved_end']) await session.run(`DROP TABLE ${name}`);
}

/** Rows that nobody can be found in could be of any holding that is not there. Lines that are no records are such rows. */
async function refuseUnsure({ run }: ImportState): Promise<void> {
  const [row] = await run.session.rows('SELECT count(*) AS n FROM named_holding WHERE is_nobody');
  const broken = run.rejects.broken.filter(({ file }) => file.table === 'holding').length;
  const rows = (row?.['n'] as bigint) + BigInt(broken);
  if (rows === 0n) return;
  const place = { position: null, path: 'tables.holding' };
  run.refusals.push(diagnostic('intake.slice-unsure', 'error', place, { rows: String(rows) }));
}

/** A slice that was cut off ends much. */
async function warnOfEnds({ run }: ImportState): Promise<void> {
  const { session, mapping, warnings } = run;
  const days = await session.rows(
    `SELECT s.day, count(*) AS before, (SELECT count(*) FROM slice_end e WHERE e.day = s.day) AS ended
      FROM slice_step s GROUP BY s.day ORDER BY s.day`,
  );
  for (const row of days) {
    const [ended, before] = [row['ended'] as bigint, row['before'] as bigint];
    if (ended === 0n || isWithin(mapping.vanishAtMost, ended, before)) continue;
    const data = { day: formatDay(row['day'] as Day), ended: String(ended), before: String(before) };
    const place = { position: null, path: 'tables.holding' };
    warnings.push(diagnostic('intake.slice-ends', 'warning', place, data));
  }
}
