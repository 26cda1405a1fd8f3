import { rm } from 'node:fs/promises';
import path from 'node:path';
import { stat } from 'node:fs/promises';
import { openDuckdb, quoteText } from '@gradus/engine';
import { importBatch, openLake } from '@gradus/lake';
import { accepted, importedAt } from '../bank/build-lake.ts';
import { monthMapping } from '../bank/mapping-text.ts';
import { median, timed, type Machine, type Taken } from './machine.ts';

/** What taking a month in took, and until every row had been read and its own values checked. */
export interface IntakeTimes {
  readonly whole: Taken;
  readonly readMs: number;
}

/** Takes one month of bookings into the lake, `times` times; all but the last time it is taken back again. Medians. */
export async function timeIntake(
  lake: string,
  source: { readonly folder: string; readonly format: 'parquet' | 'csv' },
  run: { readonly machine: Machine; readonly times: number; readonly isKept: boolean },
): Promise<IntakeTimes> {
  const runs: IntakeTimes[] = [];
  for (let index = 0; index < run.times; index += 1) {
    runs.push(await timeOnce(lake, source, run.machine));
    if (index < run.times - 1 || !run.isKept) await takeBack(lake);
  }
  return {
    whole: {
      wallMs: median(runs.map(({ whole }) => whole.wallMs)),
      cpuMs: median(runs.map(({ whole }) => whole.cpuMs)),
    },
    readMs: median(runs.map(({ readMs }) => readMs)),
  };
}

async function timeOnce(
  lake: string,
  source: { readonly folder: string; readonly format: 'parquet' | 'csv' },
  machine: Machine,
): Promise<IntakeTimes> {
  let readAt: number | null = null;
  const start = performance.now();
  const whole = await timed(1, async () =>
    accepted(
      await importBatch({
        lakeDirectory: lake,
        mappingText: monthMapping(source.format),
        mappingPath: 'month.yaml',
        sourceDirectory: source.folder,
        now: importedAt,
        onProgress: ({ phase }) => {
          if (phase !== 'read') readAt ??= performance.now();
        },
        ...machine,
      }),
    ),
  );
  return { whole, readMs: (readAt ?? Number.NaN) - start };
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
