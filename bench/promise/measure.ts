import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { assert } from '@gradus/schema';
import { buildLake, writeMonth } from '../bank/build-lake.ts';
import { bankSize } from '../bank/size.ts';
import { number, seconds, type Line } from '../print/table.ts';
import { timeAssessment, timeScan } from './assessment.ts';
import { timeDecisions, type DecisionTimes } from './decision.ts';
import { timeFirstAssessment } from './first-assessment.ts';
import { megabytes, timeCopy, timeIntake, type IntakeTimes } from './intake.ts';
import type { Machine, Taken } from './machine.ts';
import { timeWhatIf, type WhatIfTimes } from './what-if.ts';

export interface Bench {
  readonly folder: string;
  readonly customers: number;
  readonly machine: Machine;
  readonly policyText: string;
  readonly say: (text: string) => void;
}

/** CSV and hand-written SQL are measured with so many customers at most: their figures are rates and ratios. */
const shareMax = 1_000_000;

/** Builds the bank and measures every promise, in an order in which nothing has to be built twice. */
export async function measure(bench: Bench): Promise<Line[]> {
  const { folder, customers, machine, policyText, say } = bench;
  const lines: Line[] = [];
  const add = (some: readonly Line[]): void => {
    for (const line of some) say(`${line.promise}: ${number(line.figure)} ${line.unit}`);
    lines.push(...some);
  };
  say('a bank of a tenth of the size');
  const tenth = await buildTenth(bench);
  say('the bank');
  const lake = await buildLake(folder, bankSize(customers), machine);
  say('intake of its last month');
  add(await measureIntake(bench, lake));
  say('assessments');
  add(await measureAssessments(bench, lake, tenth));
  const spill = path.join(folder, 'spill');
  await mkdir(spill, { recursive: true });
  add(whatIfLines(await timeWhatIf(lake, spill, policyText, machine), bench));
  add(decisionLines(await timeDecisions(lake, policyText, machine)));
  const share = Math.max(1, Math.round(customers / shareMax));
  const first = await timeFirstAssessment(lake, spill, machine, share);
  const promise = `window functions by hand (${first.accounts.toLocaleString('en')} accounts)`;
  add([ratio(promise, first.byHand, 'first assessment without snapshots', first.product, { atLeast: 2.5 })]);
  return lines;
}

const timesOf = ({ customers }: Bench): number => (customers > 2_000_000 ? 1 : 3);

async function buildTenth({ folder, customers, machine }: Bench): Promise<string> {
  const own = path.join(folder, 'tenth');
  const size = bankSize(Math.round(customers / 10));
  const lake = await buildLake(own, size, machine);
  const month = await writeMonth(own, size, machine, { format: 'parquet', accountsMax: size.accounts });
  await timeIntake(lake, { folder: month, format: 'parquet' }, { machine, times: 1, isKept: true });
  return lake;
}

/** Times the last month, and leaves it in the lake. */
async function measureIntake(bench: Bench, lake: string): Promise<Line[]> {
  const { folder, customers, machine } = bench;
  const size = bankSize(customers);
  const times = timesOf(bench);
  const csv = await writeMonth(folder, size, machine, { format: 'csv', accountsMax: 2 * shareMax });
  const month = await writeMonth(folder, size, machine, { format: 'parquet', accountsMax: size.accounts });
  const fromCsv = await timeIntake(
    lake,
    { folder: csv, format: 'csv' },
    { machine, times: 1, isKept: false },
  );
  const copied = await timeCopy(month, machine, Math.max(2, times));
  const taken = await timeIntake(
    lake,
    { folder: month, format: 'parquet' },
    { machine, times, isKept: true },
  );
  const lines = intakeLines(taken.whole, copied, fromCsv, await megabytes(csv));
  for (const source of [csv, month]) await rm(source, { recursive: true });
  return lines;
}

async function measureAssessments(bench: Bench, lake: string, tenthLake: string): Promise<Line[]> {
  const { folder, customers, machine, policyText } = bench;
  const times = timesOf(bench);
  const scan = await timeScan(lake, machine, Math.max(2, times));
  const run = { lake, policyText, machine: { ...machine, memoryMib: 4096 }, times };
  const six = await timeAssessment(folder, run);
  const longer = policyText.replaceAll('window: 6 months', 'window: 24 months');
  const long = await timeAssessment(folder, { ...run, policyText: longer });
  assert(long.digest !== six.digest, 'a longer window says something else');
  const tenth = await timeAssessment(folder, { ...run, lake: tenthLake, times: 3 });
  const named = 'month-end assessment with snapshots, result and digest';
  return [
    ratio(named, six, 'scan of three columns of the bookings', scan, { atMost: 0.6 }),
    ratio('the same with a window of 24 months', long, 'with 6 months', six, { atMost: 1.1 }),
    memoryLine(Math.max(six.peakMib, long.peakMib), customers),
    ratio('cost of ten times the customers', six, 'a tenth of the customers', tenth, { atMost: 11 }),
  ];
}

function whatIfLines({ first, last, together, staying }: WhatIfTimes, { customers, machine }: Bench): Line[] {
  const per = 10_000_000 / customers;
  const line = (promise: string, taken: Taken): Line => ({
    promise: `what-if over the whole bank, per 10 million customers: ${promise}`,
    seen: seconds(taken.wallMs),
    yardstick: `${customers.toLocaleString('en')} customers`,
    figure: taken.wallMs * per,
    limit: { atMost: 300 },
    unit: 'ms',
    byProcessor: (taken.cpuMs * per) / machine.threads,
  });
  return [
    line('the slowest of ten edits', first),
    line('the tenth on top of nine that stay', last),
    line('all ten at once', together),
    { ...line('what an edit that stays takes between two', staying), limit: null },
  ];
}

function ratio(promise: string, seen: Taken, yardstick: string, by: Taken, limit: Line['limit']): Line {
  return {
    promise,
    seen: seconds(seen.wallMs),
    yardstick: `${yardstick}: ${seconds(by.wallMs)}`,
    figure: seen.wallMs / by.wallMs,
    limit,
    unit: '×',
    byProcessor: seen.cpuMs / by.cpuMs,
  };
}

function intakeLines(taken: Taken, copied: Taken, fromCsv: IntakeTimes, megabytesRead: number): Line[] {
  return [
    ratio('intake of a month from Parquet', taken, "DuckDB's copy of the file", copied, { atMost: 6 }),
    {
      promise: 'reading a month from CSV: hash, encoding, records, values, checks',
      seen: seconds(fromCsv.readMs),
      yardstick: `${number(megabytesRead)} MB`,
      figure: (megabytesRead * 1000) / fromCsv.readMs,
      limit: { atLeast: 80 },
      unit: 'MB/s',
      byProcessor: null,
    },
    {
      promise: 'the whole intake of that month, with keys, sort and snapshot',
      seen: seconds(fromCsv.whole.wallMs),
      yardstick: `${number(megabytesRead)} MB`,
      figure: (megabytesRead * 1000) / fromCsv.whole.wallMs,
      limit: null,
      unit: 'MB/s',
      byProcessor: null,
    },
  ];
}

function memoryLine(peakMib: number, customers: number): Line {
  return {
    promise: 'memory of an assessment (process, peak)',
    seen: `${number(peakMib)} MiB`,
    yardstick: `${customers.toLocaleString('en')} customers, --memory 4 GiB`,
    figure: peakMib / 1024,
    limit: { atMost: 4 },
    unit: 'GiB',
    byProcessor: null,
  };
}

function decisionLines({ gradus, gradusByProcessor, zen, jsonRules }: DecisionTimes): Line[] {
  const than = (name: string, other: number): Line => ({
    promise: `one decision against ${name}`,
    seen: `${number(gradus)} µs`,
    yardstick: `${name}: ${number(other)} µs`,
    figure: other / gradus,
    limit: { atLeast: 30 },
    unit: '×',
    byProcessor: null,
  });
  return [
    {
      promise: 'one decision in process, with contributions and reasons',
      seen: `${number(gradus)} µs`,
      yardstick: 'itself',
      figure: gradus,
      limit: { atMost: 0.5 },
      unit: 'µs',
      byProcessor: gradusByProcessor,
    },
    than('GoRules Zen', zen),
    than('json-rules-engine', jsonRules),
  ];
}
