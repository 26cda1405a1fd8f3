import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatDay, type Day } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { openDuckdb, syncFile, writeParquet, type FileColumn, type Session } from '@gradus/engine';
import { attachVault, openLake, type Lake, type Manifest } from '@gradus/lake';
import { compileDecision, resultColumns, type Plan } from '@gradus/policy';
import {
  documentName,
  sealDocument,
  type AssessmentDocument,
  type SealedDocument,
} from '../result/document.ts';
import { hashFolder } from '../result/file-hash.ts';
import { openPartial } from '../result/partial-folder.ts';
import { planOf } from '../plan/plan-of.ts';
import { attach } from './attached-lake.ts';
import { digestOfRelation, registerRows } from './digest.ts';
import { countStaleLoans, findUnreported, makeIndicators } from './indicators.ts';
import { linkStates } from './linked-states.ts';
import {
  countInForce,
  overrideColumns,
  readOverrides,
  registerNoOverrides,
  registerOverrides,
} from './overrides.ts';
import {
  openEarlier,
  previousColumns,
  refuseUnknownTiers,
  registerEarlier,
  registerPrevious,
  type EarlierState,
} from './previous.ts';
import { reuseIndicators } from './reused-indicators.ts';
import { duringStep, type Supervision } from './steps.ts';
import { summarise } from './summary.ts';

export interface AssessOptions extends Supervision {
  readonly lakeDirectory: string;
  readonly policyText: string;
  readonly asOf: Day;
  /** Result folder of the assessment before; null for the first. */
  readonly previous: string | null;
  /** Path of an overrides file (CSV); null for none. */
  readonly overrides: string | null;
  /** Result of the same lake, day and indicators that these are taken from; null or left out: they are worked out. */
  readonly indicatorsFrom?: string | null;
  /** Parts of the customers whose indicators are worked out one after the other; null or left out: as few as fit in memory. */
  readonly slices?: number | null;
  /** Folder that shall become the result; must not exist or be empty. */
  readonly out: string;
  readonly threads: number;
  /** Of the whole process. */
  readonly memoryMib: number;
  /** Instant of the run, ISO 8601; written down and read by nobody. */
  readonly now: string;
  /** Of this process, to tell its unfinished folders from those of the dead. */
  readonly processId: number;
  /** Of the product. */
  readonly version: string;
}

/** What a run reads, pinned before it begins. */
interface Pinned {
  readonly lake: Lake;
  readonly manifest: Manifest;
  readonly previous: EarlierState | null;
  readonly plan: Plan;
}

/**
 * Runs a policy over all customers and writes the result folder, whole or not at all. The same inputs give the same
 * digest, whatever `threads` and `memoryMib`.
 *
 * Errors: `assessment.*`, `engine.*`, `lake.*`.
 */
export async function assess(options: AssessOptions): Promise<SealedDocument> {
  const pinned = await pin(options);
  const partial = await openPartial(options.out, options.processId);
  const spill = path.join(partial.path, 'spill');
  try {
    const session = await openDuckdb({
      threads: options.threads,
      memoryMib: options.memoryMib,
      temporaryDirectory: spill,
    });
    let document: AssessmentDocument;
    try {
      document = await fill(partial.path, session, pinned, options);
    } finally {
      await session.close();
    }
    await rm(spill, { recursive: true, force: true });
    duringStep(options, 'hashes');
    const sealed = sealDocument({ ...document, files: await hashFolder(partial.path) });
    const file = path.join(partial.path, documentName);
    await writeFile(file, sealed.text);
    await syncFile(file);
    await partial.publish();
    return sealed.document;
  } catch (error) {
    await partial.discard();
    throw error;
  }
}

async function pin(options: AssessOptions): Promise<Pinned> {
  const lake = await openLake(options.lakeDirectory);
  const manifest = await lake.head();
  const previous = await openEarlier(lake, manifest, options.previous, options.asOf);
  const plan = planOf(options.policyText, options.asOf, previous?.asOf ?? null);
  return { lake, manifest, previous, plan };
}

/** Writes everything but the document into `folder`, and says what the document shall hold, without its files. */
async function fill(
  folder: string,
  session: Session,
  pinned: Pinned,
  options: AssessOptions,
): Promise<AssessmentDocument> {
  const { lake, manifest, previous, plan } = pinned;
  duringStep(options, 'inputs');
  await mkdir(path.join(folder, 'tiers'));
  if (previous !== null || options.overrides !== null) await mkdir(path.join(folder, 'inputs'));
  const attached = await attach(session, lake, manifest, plan.asOf);
  const overrides = await takeOverrides(folder, session, pinned, options);
  if (previous !== null) await takePrevious(folder, session, previous);
  else await registerPrevious(session, []);
  await refuseUnknownTiers(session, plan);
  const { indicatorsFrom = null, slices = null } = options;
  if (indicatorsFrom === null) await makeIndicators(attached, plan, options, slices);
  else await reuseIndicators(attached, plan, indicatorsFrom);
  await linkStates(attached, plan);
  const columns = resultColumns(plan);
  const tierFile = path.join(folder, 'tiers', '000000.parquet');
  const query = printQuery(compileDecision(plan, { isByCustomer: true }), dialects.duckdb);
  const tiers = { query, path: tierFile, columns, sortedBy: 'customer_key' };
  await writeParquet(session, tiers, duringStep(options, 'tiers'));
  // Digest and counts are taken from the file as it lies on disk, so that they speak of what a reader will find.
  await registerRows(session, 'written', [tierFile], columns);
  const digest = await digestOfRelation(session, 'written', columns, duringStep(options, 'digest'));
  const counts = {
    ...(await summarise(session, plan, 'written')),
    staleLoans: await countStaleLoans(session, plan),
    unreported: await findUnreported(session, plan),
  };
  return {
    format: 'gradus-assessment-1',
    gradus: options.version,
    language: plan.language,
    engine: { name: 'duckdb', version: await session.version() },
    assessedAt: options.now,
    asOf: formatDay(plan.asOf),
    policy: { id: plan.policy.id, hash: plan.policy.hash, text: options.policyText },
    lake: {
      manifest: manifest.number,
      sha256: manifest.sha256,
      batches: manifest.imported,
      latestDay: manifest.latest_day,
    },
    previous: previous && pinnedPrevious(previous),
    overrides,
    counts,
    columns,
    digest,
    files: [],
  };
}

async function takeOverrides(
  folder: string,
  session: Session,
  { lake, manifest, plan }: Pinned,
  { overrides, asOf }: AssessOptions,
): Promise<AssessmentDocument['overrides']> {
  if (overrides === null) {
    await registerNoOverrides(session);
    return null;
  }
  const lines = await readOverrides(overrides, plan);
  await attachVault(session, lake, manifest);
  await registerOverrides(session, overrides, lines);
  await writeInput(session, path.join(folder, 'inputs', 'overrides.parquet'), 'override', overrideColumns);
  return { rows: lines.length, inForce: await countInForce(session, asOf) };
}

function pinnedPrevious(earlier: EarlierState): AssessmentDocument['previous'] {
  const asOf = formatDay(earlier.asOf);
  if (earlier.kind === 'opening') return { asOf, digest: null, sha256: null };
  const { digest, sha256 } = earlier.result.document;
  return { asOf, digest, sha256 };
}

async function takePrevious(folder: string, session: Session, previous: EarlierState): Promise<void> {
  await registerEarlier(session, previous);
  const file = path.join(folder, 'inputs', 'previous.parquet');
  await writeInput(session, file, 'previous', previousColumns);
  // From here on the run reads what a replay will read.
  await registerPrevious(session, [file]);
}

async function writeInput(
  session: Session,
  file: string,
  relation: string,
  columns: readonly FileColumn[],
): Promise<void> {
  await writeParquet(session, {
    query: `SELECT * FROM ${relation} ORDER BY customer_key`,
    path: file,
    columns,
  });
}
