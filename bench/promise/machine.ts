/** What one measurement may use. */
export interface Machine {
  readonly threads: number;
  readonly memoryMib: number;
}

/** Time of one or several runs, medians. */
export interface Taken {
  readonly wallMs: number;
  /** User and system time of all threads: what a machine that others use as well distorts less. */
  readonly cpuMs: number;
}

/** Runs `act` `times` times; the median of wall and of processor time. */
export async function timed(times: number, act: () => Promise<unknown>): Promise<Taken> {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const usage = process.cpuUsage();
    const start = performance.now();
    await act();
    wall.push(performance.now() - start);
    const used = process.cpuUsage(usage);
    cpu.push((used.user + used.system) / 1000);
  }
  return { wallMs: median(wall), cpuMs: median(cpu) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
