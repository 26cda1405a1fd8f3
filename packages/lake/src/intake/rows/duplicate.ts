import type { SourceTableName } from '@gradus/schema';
import { isWide, rejectTable } from '../reject-list.ts';
import { countsOf, type IntakeRun } from '../run.ts';

/**
 * Takes rows out of `row_<table>`, alias r, that say nothing new, and counts their records as duplicates. A record of several rows
 * counts when the last of them is gone, unless one of them was rejected.
 */
export async function dropDuplicates(
  run: IntakeRun,
  table: SourceTableName,
  isDuplicate: string,
): Promise<void> {
  const { session } = run;
  const name = `row_${table}`;
  const records = `SELECT ${isWide(table) ? 'DISTINCT ' : ''}file, record FROM ${name} r WHERE ${isDuplicate}`;
  const [some] = await session.rows(`SELECT count(*) AS n FROM (${records})`);
  if (some?.['n'] === 0n) return;
  if (isWide(table)) await session.run(`CREATE OR REPLACE TEMP TABLE dropped_record AS ${records}`);
  await session.run(`DELETE FROM ${name} r WHERE ${isDuplicate}`);
  countsOf(run, table).duplicates += isWide(table) ? await countWhole(run, table) : (some?.['n'] as bigint);
}

/** Records of `dropped_record` of which nothing is left. */
async function countWhole({ session }: IntakeRun, table: SourceTableName): Promise<bigint> {
  const [row] = await session.rows(
    `SELECT count(*) AS n FROM dropped_record ANTI JOIN row_${table} USING (file, record)
      ANTI JOIN (SELECT file, record FROM ${rejectTable} WHERE source_table = '${table}') USING (file, record)`,
  );
  await session.run('DROP TABLE dropped_record');
  return row?.['n'] as bigint;
}
