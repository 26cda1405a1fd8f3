import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assert, dayFromParts, formatDay, isMonthEnd, type Day } from '@gradus/schema';

import { writeBranches } from './bank/branches.ts';
import { CustomerWriter } from './bank/customer-writer.ts';
import { writeExchangeRates } from './bank/exchange-rates.ts';
import { periodEndingOn } from './period.ts';
import { Random } from './random/random.ts';
import { lateMappingText, mappingText } from './text/mapping.ts';
import { readmeText, type BankFacts } from './text/readme.ts';
import { SourceFiles } from './write/source-files.ts';
import { Spoiler, type FaultCounts } from './write/spoiler.ts';

/** The last day of every bank that names no other: a month end. */
export const sampleEndsOn: Day = dayFromParts({ year: 2026, month: 6, day: 30 });
export const sampleMonths = 12;

/** The ready-made policy; banks get a copy of its text. */
const policyFile = fileURLToPath(new URL('../../../examples/policies/four-tiers.yaml', import.meta.url));

/** Customers between two looks at `signal` and reports of progress. */
const customersPerStep = 2_000;

export interface BankOptions {
  /** 1 to 900,000,000. */
  readonly customers: number;
  /** 1 to 120; default 12. */
  readonly months?: number;
  /** 0 to 2^32 - 1; default 1. */
  readonly seed?: number;
  /** A month end; default {@link sampleEndsOn}. */
  readonly endsOn?: Day;
  /** Folder to write into; created when absent, files of an earlier bank in it are replaced. */
  readonly out: string;
  /** Share of rows that are followed by a spoiled one, 0 to 1; default 0. */
  readonly dirtyRows?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface GeneratedFile {
  /** Path from `out`, with forward slashes. */
  readonly name: string;
  /** Without the header, spoiled rows included. */
  readonly rows: number;
  readonly bytes: number;
}

export interface GeneratedBank {
  readonly source: string;
  readonly late: string;
  readonly mapping: string;
  readonly lateMapping: string;
  readonly policy: string;
  /** First and last day of the bookings, YYYY-MM-DD as in the mapping. */
  readonly dataFrom: string;
  readonly endsOn: string;
  readonly files: readonly GeneratedFile[];
  readonly customers: number;
  readonly loans: number;
  /** Bookings, the late ones included, spoiled ones not. */
  readonly entries: number;
  /** By file and kind; empty when none were asked for. */
  readonly dirty: FaultCounts;
}

/**
 * Writes a believable retail bank as source files with their mapping and a policy.
 *
 * The same arguments give the same bytes on every machine. Memory does not grow with the number of customers.
 * Errors: those of the file system; `signal.reason` when cancelled (files written so far stay).
 */
export async function generateBank(options: BankOptions): Promise<GeneratedBank> {
  const { customers, out, months = sampleMonths, seed = 1, endsOn = sampleEndsOn, dirtyRows = 0 } = options;
  assertWithin('customers', customers, 1, 900_000_000);
  assertWithin('months', months, 1, 120);
  assertWithin('seed', seed, 0, 4_294_967_295);
  const dirtyPerMillion = Math.round(dirtyRows * 1_000_000);
  assertWithin('dirtyRows for a million', dirtyPerMillion, 0, 1_000_000);
  assert(isMonthEnd(endsOn), 'a bank ends on the last day of a month');
  const period = periodEndingOn(endsOn, months);
  const policyText = await readFile(policyFile, 'utf8');
  const source = join(out, 'source');
  const late = join(out, 'late');
  for (const folder of [source, late]) await emptyFolder(folder);
  const spoiler = dirtyPerMillion > 0 ? new Spoiler(seed, dirtyPerMillion) : null;
  const files = new SourceFiles(source, late, period, spoiler);
  let written: GeneratedFile[] = [];
  let loans = 0;
  try {
    const branches = writeBranches(files, customers);
    writeExchangeRates(new Random(), seed, period, files);
    const writer = new CustomerWriter(files, { seed, customers, period, branches });
    await writeCustomers(writer, options);
    files.sums.writeLedger();
    loans = writer.loans.written;
  } finally {
    written = files.close();
  }
  const tolerance = dirtyPerMillion > 0 ? toleratedPercent(dirtyPerMillion) : null;
  const paths = await writeTexts(out, { customers, months, seed, period }, tolerance, policyText);
  return {
    source,
    late,
    ...paths,
    dataFrom: formatDay(period.dataFrom),
    endsOn: formatDay(endsOn),
    files: written,
    customers,
    loans,
    entries: files.entries.written,
    dirty: spoiler?.counts() ?? {},
  };
}

async function writeCustomers(
  writer: CustomerWriter,
  { customers, onProgress, signal }: BankOptions,
): Promise<void> {
  for (let done = 0; done < customers;) {
    signal?.throwIfAborted();
    const upTo = Math.min(done + customersPerStep, customers);
    while (done < upTo) writer.write(++done);
    onProgress?.(done, customers);
    await new Promise((resume) => setImmediate(resume));
  }
}

/** Small files may hold far more than their share of spoiled rows, so the mapping allows for plenty. */
function toleratedPercent(dirtyPerMillion: number): number {
  return Math.min(100, Math.max(2, Math.ceil(dirtyPerMillion / 2_500)));
}

async function writeTexts(
  out: string,
  facts: BankFacts,
  tolerance: number | null,
  policyText: string,
): Promise<Pick<GeneratedBank, 'mapping' | 'lateMapping' | 'policy'>> {
  const mapping = join(out, 'mapping.yaml');
  const lateMapping = join(out, 'mapping-late.yaml');
  const policy = join(out, 'policy.yaml');
  await writeFile(mapping, mappingText(facts.period, tolerance));
  await writeFile(lateMapping, lateMappingText(facts.period));
  await writeFile(policy, policyText);
  await writeFile(join(out, 'README.txt'), readmeText(facts));
  return { mapping, lateMapping, policy };
}

/** Removes the CSV files of an earlier bank: a month that is no longer written would be imported with the new ones. */
async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.endsWith('.csv')) await rm(join(folder, name));
  }
}

function assertWithin(name: string, value: number, least: number, most: number): void {
  const isRight = Number.isSafeInteger(value) && value >= least && value <= most;
  assert(isRight, `${name} is a whole number from ${least} to ${most}, not ${value}`);
}
