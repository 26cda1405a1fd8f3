import { rm } from 'node:fs/promises';
import path from 'node:path';
import { stat } from 'node:fs/promises';
import { openDuckdb, quoteText } from '@gradus/engine';
import { importBatch, openLake } from '@gradus/lake';
import { accepted, importedAt } from '../bank/build-lake.ts';
import { monthMapping } from '../bank/mapping-text.ts';
import { timed, type Machine, type Taken } from './machine.ts';

/** Takes one month of bookings into the lake, `times` times; all but the last time it is taken back again. */
export async function timeIntake(
  lake: string,
  source: { readonly folder: string; readonly format: 'parquet' | 'csv' },
  run: { readonly machine: Machine; readonly times: number; readonly isKept: boolean },
): Promise<Taken> {
  const runs: Taken[] = [];
  for (let index = 0; index < run.times; index += 1) {
    runs.push(
      await timed(1, async () =>
        accepted(
          await importBatch({
            lakeDirectory: lake,
            mappingText: monthMapping(source.format),
            mappingPath: 'month.yaml',
            sourceDirectory: source.folder,
            now: importedAt,
            ...run.machine,
          }),
        ),
      ),
    );
    if (index < run.times - 1 || !run.isKept) await takeBack(lake);
  }
  return runs.toSorted((a, b) => a.wallMs - b.wallMs)[Math.floor(runs.length / 2)] ?? { wallMs: 0, cpuMs: 0 };
}

/** Removes the newest manifest: the next writer removes the files that nobody vouches for any more. */
async function takeBack(directory: string): Promise<void> {
  const lake = await openLake(directory);
  const { number } = await lake.head();
  await rm(lake.path(`manifests/${String(number).padStart(8, '0')}.json`));
}

/** The yardstick: DuckDB copies the same Parquet file. */
export async function timeCopy(source: string, machine: Machine, times: number): Promise<Taken> {
  const session = await openDuckdb({ ...machine, temporaryDirectory: null });
  const copy = path.join(source, '..', 'copy.parquet');
  try {
    return await timed(times, () =>
      session.run(
        `COPY (SELECT * FROM read_parquet(${quoteText(path.join(source, 'entries.parquet'))})) TO ${quoteText(copy)} (FORMAT parquet, COMPRESSION zstd)`,
      ),
    );
  } finally {
    await session.close();
    await rm(copy, { force: true });
  }
}

export async function megabytes(source: string): Promise<number> {
  return (await stat(path.join(source, 'entries.csv'))).size / 1e6;
}
