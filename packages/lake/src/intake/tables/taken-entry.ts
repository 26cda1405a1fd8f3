import { diagnostic, type Day } from '@gradus/schema';
import { columnNames } from '../../store/stored-columns.ts';
import type { ImportState } from '../import-state.ts';
import { rowsOf } from '../lake-rows.ts';
import { countDeleted } from '../rows/change.ts';
import { bookedFiles } from './entry.ts';

/**
 * Takes bookings away that a delta deletes, or updates with other contents: `taken_entry` holds them, their files are planned
 * anew without them. Returns the first of their days; null when the delivery takes none away.
 */
export async function takeEntriesAway(state: ImportState): Promise<Day | null> {
  const { run } = state;
  const { session } = run;
  if (!run.deltas.has('entry')) return null;
  const names = columnNames('entry');
  const files = bookedFiles(state);
  const isSame = names.map((name) => `e.${name} IS NOT DISTINCT FROM r.${name}`).join(' AND ');
  await session.run(`CREATE OR REPLACE TEMP TABLE taken_entry AS
    SELECT e.* FROM ${rowsOf(run, 'entry', files)} e WHERE e.entry_id IN (SELECT entry_id FROM gone_entry) OR EXISTS (
      FROM row_entry r WHERE r.entry_id = e.entry_id AND NOT (${isSame}) AND r.entry_id IN (SELECT entry_id FROM updated_entry))`);
  await countDeleted(run, 'entry', 'g.entry_id NOT IN (SELECT entry_id FROM taken_entry)');
  state.takesEntriesAway = true;
  for (const file of files) {
    const rows = rowsOf(run, 'entry', [file]);
    const [hit] = await session.rows(`SELECT count(*) AS n FROM ${rows} WHERE ${state.isTaken('entry_id')}`);
    if (hit?.['n'] === 0n) continue;
    state.dropped.add(file.path);
    if (BigInt(file.rows) === hit?.['n']) continue;
    const query = `SELECT ${names.join(', ')} FROM ${rows} WHERE NOT (${state.isTaken('entry_id')})`;
    const { source } = run.mapping;
    state.planned.push({ table: 'entry', query, part: file.part, source, isFromBalances: false });
  }
  const [row] = await session.rows('SELECT min(booked_on) AS day FROM taken_entry');
  return typeof row?.['day'] === 'number' ? row['day'] : null;
}

/** Refuses a delivery of which a changed booking was rejected after the booking before it had been taken away. */
export async function refuseLostEntries({ run, takesEntriesAway }: ImportState): Promise<void> {
  if (!takesEntriesAway) return;
  const rows = await run.session.rows(
    `SELECT DISTINCT account_key FROM taken_entry WHERE entry_id NOT IN (SELECT entry_id FROM gone_entry)
     AND entry_id NOT IN (SELECT entry_id FROM row_entry WHERE entry_id IS NOT NULL) ORDER BY account_key LIMIT 10`,
  );
  if (rows.length === 0) return;
  const accounts = rows.map((row) => String(row['account_key']));
  const place = { position: null, path: 'tables.entry' };
  run.refusals.push(diagnostic('intake.closed-account-open', 'error', place, { accounts }));
}
