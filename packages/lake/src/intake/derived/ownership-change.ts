import { formatDay, parseDay, type Day } from '@gradus/schema';
import { openingQuery } from '../../derive/account-state.ts';
import { spellQuery } from '../../derive/spell-query.ts';
import type { TableFile } from '../../store/manifest.ts';
import type { ImportState } from '../import-state.ts';
import { filesBefore, rowsOf } from '../lake-rows.ts';
import { relate, sql } from './relation.ts';

/** What became of the accounts, as far as money is concerned. */
export interface OwnershipChange {
  readonly isChanged: boolean;
  /** First day on which money of accounts that were there before belongs to another spell, or opens differently; null: none. */
  readonly from: Day | null;
}

/** Compares ownership and opening balances with those before the batch, and relates `account` to its files. */
export async function ownershipChange(
  state: ImportState,
  files: readonly TableFile[],
): Promise<OwnershipChange> {
  const { run, dataFrom } = state;
  const before = filesBefore(run, 'account');
  const paths = (list: readonly TableFile[]): string => list.map(({ path }) => path).join('\n');
  const fromBefore = run.writer.head?.data_from ?? null;
  const isSameStart = fromBefore === (dataFrom === null ? null : formatDay(dataFrom));
  if (paths(before) === paths(files) && isSameStart) {
    await relate(state, 'account', files);
    return { isChanged: false, from: null };
  }
  const { session } = run;
  await relate(state, 'account', before);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE opening_before AS ${sql(openingQuery(fromBefore === null ? null : parseDay(fromBefore)))}`,
  );
  await relate(state, 'account', files);
  await session.run(`CREATE OR REPLACE TEMP TABLE opening_now AS ${sql(openingQuery(dataFrom))}`);
  await session.run(`CREATE OR REPLACE TEMP TABLE spell_now AS ${sql(spellQuery({ dataFrom }))}`);
  const known = rowsOf(run, 'spell', filesBefore(run, 'spell'));
  const columns = 'account_key, spell_key, from_on';
  const differing = `
    SELECT from_on AS day FROM (SELECT ${columns} FROM ${known} EXCEPT SELECT ${columns} FROM spell_now)
    UNION ALL SELECT from_on FROM (SELECT ${columns} FROM spell_now WHERE account_key IN (SELECT account_key FROM ${known}) EXCEPT SELECT ${columns} FROM ${known})
    UNION ALL SELECT moved_on FROM (FROM opening_before EXCEPT ALL FROM opening_now) WHERE amount_minor <> 0
    UNION ALL SELECT moved_on FROM (FROM opening_now EXCEPT ALL FROM opening_before) WHERE amount_minor <> 0`;
  const [row] = await session.rows(`SELECT min(day) AS day FROM (${differing})`);
  await session.run('DROP TABLE spell_now');
  const day = row?.['day'];
  return { isChanged: true, from: typeof day === 'number' && before.length > 0 ? day : null };
}
