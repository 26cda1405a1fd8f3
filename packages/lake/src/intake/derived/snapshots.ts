import { formatDay, parseDay, type Day } from '@gradus/schema';
import { carryQuery } from '../../derive/carry-query.ts';
import { movementQuery } from '../../derive/movement-query.ts';
import { snapshotQuery } from '../../derive/snapshot-query.ts';
import type { TableFile } from '../../store/manifest.ts';
import { dateSql, type ImportState } from '../import-state.ts';
import { filesBefore } from '../lake-rows.ts';
import { writePlanned } from '../write-files.ts';
import { earlier, owners, relate, sql } from './relation.ts';

/** Month ends that are worked out in one go: movements are read once for all of them. */
const monthsAtOnce = 12;
/** So many files of differences, and the month end is made anew. */
const filesPerMonthMax = 8;

/** Files of snapshots at all of `monthEnds`. Those before `changedFrom` stay; late bookings add differences to them. */
export async function writeSnapshots(
  state: ImportState,
  wanted: { readonly monthEnds: readonly Day[]; readonly changedFrom: Day | null },
): Promise<readonly TableFile[]> {
  const before = filesBefore(state.run, 'snapshot');
  const known = (state.run.writer.head?.month_ends ?? []).map((text) => parseDay(text) ?? 0);
  const crowded = known.find((day) => ofMonthEnd(before, day).length >= filesPerMonthMax) ?? null;
  const missing = wanted.monthEnds.find((day) => !known.includes(day) && day < (known.at(-1) ?? 0)) ?? null;
  const rebuiltFrom = earlier(earlier(wanted.changedFrom, crowded), missing);
  const kept = known.filter(
    (day) => wanted.monthEnds.includes(day) && (rebuiltFrom === null || day < rebuiltFrom),
  );
  const files = kept.flatMap((day) => ofMonthEnd(before, day));
  files.push(...(await lateDifferences(state, kept)));
  const open = wanted.monthEnds.filter((day) => !kept.includes(day));
  for (let at = 0; at < open.length; at += monthsAtOnce) {
    const some = open.slice(at, at + monthsAtOnce);
    await relate(state, 'snapshot', files);
    const last = at === 0 ? kept.at(-1) : open[at - 1];
    const base = last === undefined ? null : { relation: 'snapshot', monthEnd: last };
    files.push(...(await writeMonthEnds(state, some, sql(snapshotQuery({ monthEnds: some, base })))));
  }
  return files;
}

/** Rows of differences for snapshots that stay: what was booked late, as far as it lies before them. */
async function lateDifferences(state: ImportState, kept: readonly Day[]): Promise<TableFile[]> {
  const last = kept.at(-1);
  if (last === undefined) return [];
  const { session } = state.run;
  const { dataFrom } = state;
  const [row] = await session.rows(
    `SELECT min(booked_on) AS day FROM added_entry WHERE booked_on <= ${dateSql(last)}`,
  );
  const first = row?.['day'];
  if (typeof first !== 'number') return [];
  const carried = sql(carryQuery({ dataFrom, entries: 'added_entry', openings: false, owners }));
  await session.run(`CREATE OR REPLACE TEMP VIEW added_carry AS ${carried}`);
  const parts = { dataFrom, entries: 'added_entry', carries: 'added_carry', openings: false, owners };
  await session.run(`CREATE OR REPLACE TEMP VIEW added_movement AS ${sql(movementQuery(parts))}`);
  const monthEnds = kept.filter((day) => day >= first);
  return writeMonthEnds(state, monthEnds, sql(snapshotQuery({ monthEnds, movements: 'added_movement' })));
}

async function writeMonthEnds(
  state: ImportState,
  monthEnds: readonly Day[],
  query: string,
): Promise<TableFile[]> {
  const { run } = state;
  await run.session.run(`CREATE OR REPLACE TEMP TABLE made_snapshot AS ${query}`, run.options);
  const files: TableFile[] = [];
  for (const [index, day] of monthEnds.entries()) {
    run.onProgress({ phase: 'derive', subject: formatDay(day), done: index, total: monthEnds.length });
    const rows = `SELECT * FROM made_snapshot WHERE month_end = ${dateSql(day)}`;
    const part = formatDay(day).slice(0, 7);
    const planned = { table: 'snapshot' as const, query: rows, part, source: null, isFromBalances: false };
    const written = await writePlanned(state, planned);
    if (written !== null) files.push(written);
  }
  await run.session.run('DROP TABLE made_snapshot');
  return files;
}

/** Files of the snapshots at one month end. */
export function ofMonthEnd(files: readonly TableFile[], day: Day): TableFile[] {
  return files.filter(({ part }) => part === formatDay(day).slice(0, 7));
}
