import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDuckdb } from '@gradus/engine';
import { openLake, filesOf } from '@gradus/lake';
import { formatDay } from '@gradus/schema';
import { asOf } from '../bank/size.ts';
import { median, timed, type Machine, type Taken } from './machine.ts';

export interface Assessed extends Taken {
  readonly peakMib: number;
  readonly digest: string;
}

const child = fileURLToPath(new URL('assess-child.ts', import.meta.url));

/** Assesses a lake at the month end under a policy, `times` times, each in a process of its own; medians. */
export async function timeAssessment(
  folder: string,
  run: {
    readonly lake: string;
    readonly policyText: string;
    readonly machine: Machine;
    readonly times: number;
  },
): Promise<Assessed> {
  const policy = path.join(folder, 'policy.yaml');
  await writeFile(policy, run.policyText);
  const runs: Assessed[] = [];
  for (let index = 0; index < run.times; index += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      child,
      run.lake,
      policy,
      formatDay(asOf),
      path.join(folder, 'result'),
      String(run.machine.threads),
      String(run.machine.memoryMib),
    ]);
    runs.push(JSON.parse(stdout) as Assessed);
  }
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    peakMib: Math.max(...runs.map(({ peakMib }) => peakMib)),
    digest: runs[0]?.digest ?? '',
  };
}

/** The yardstick: DuckDB reads account, day and amount of every booking, and does the least that it can with them. */
export async function timeScan(lakeDirectory: string, machine: Machine, times: number): Promise<Taken> {
  const lake = await openLake(lakeDirectory);
  const files = filesOf(await lake.head(), 'entry').map(({ path: file }) => `'${lake.path(file)}'`);
  const session = await openDuckdb({ ...machine, temporaryDirectory: null });
  try {
    return await timed(times, () =>
      session.rows(
        `SELECT max(account_key), max(booked_on), sum(amount_minor) FROM read_parquet([${files.join(', ')}])`,
      ),
    );
  } finally {
    await session.close();
  }
}
