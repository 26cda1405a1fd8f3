import { openDuckdb, quoteName } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { openResult, type Result } from '../result/result-folder.ts';
import { registerRows } from '../run/digest.ts';
import { pinnedManifest } from '../run/replay.ts';
import { makeMigration, migrationCells, type MigrationCell } from './migration.ts';
import { findMovers, type Mover } from './movers.ts';

export interface CompareOptions {
  readonly lakeDirectory: string;
  readonly before: string;
  readonly after: string;
  readonly threads: number;
  readonly memoryMib: number;
  readonly temporaryDirectory: string | null;
  readonly moversMax: number;
}

/** Who moved between two results: granted tiers, with the money that customers have in the later one. */
export interface Comparison {
  readonly cells: readonly MigrationCell[];
  readonly movers: readonly Mover[];
}

/** Compares two results of one lake. Errors: those of openResult, `assessment.result-of-other-lake`. */
export async function compareResults(options: CompareOptions): Promise<Comparison> {
  const lake = await openLake(options.lakeDirectory);
  const before = await openResult(options.before);
  const after = await openResult(options.after);
  await pinnedManifest(lake, before);
  const manifest = await pinnedManifest(lake, after);
  const session = await openDuckdb(options);
  try {
    const register = (relation: string, { tierFiles, document }: Result): Promise<void> =>
      registerRows(session, relation, tierFiles, document.columns);
    await register('rows_before', before);
    await register('rows_after', after);
    const money = after.document.counts.money?.indicator;
    const held = money === undefined ? 'CAST(NULL AS BIGINT)' : quoteName(money);
    await session.run(`CREATE TEMP VIEW held AS SELECT customer_key, ${held} AS money FROM rows_after`);
    await makeMigration(session, { before: 'rows_before', after: 'rows_after' });
    const cells = await migrationCells(session);
    return { cells, movers: await findMovers({ session, lake, manifest }, options.moversMax) };
  } finally {
    await session.close();
  }
}
