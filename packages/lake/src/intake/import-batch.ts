import { openDuckdb, type Session } from '@gradus/engine';
import { diagnostic, Failure, type Day, type Diagnostic } from '@gradus/schema';
import { openDoubts } from '../mapping/open-doubt.ts';
import { readMapping } from '../mapping/read-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { Connections } from '../query/connection.ts';
import { runQueries } from '../query/run-queries.ts';
import { SourceCatalogue } from '../source/catalogue.ts';
import { assertFolder } from '../source/folder.ts';
import { LakeWriter } from '../store/writer.ts';
import type { ImportReport } from './import-report.ts';
import { KeyRing } from './keys.ts';
import { RejectList } from './reject-list.ts';
import type { ImportProgress, IntakeRun } from './run.ts';
import { refusedReport, takeDelivery } from './take-delivery.ts';

export interface ImportOptions {
  readonly lakeDirectory: string;
  readonly mappingText: string;
  /** Name of the mapping for messages and the batch's record. */
  readonly mappingPath: string;
  readonly sourceDirectory: string;
  /** The moment of the import; its UTC day bounds how far bookings may lie ahead. */
  readonly now: Instant;
  /** Addresses of the connections that queries of the mapping run on, by name. */
  readonly connections?: Connections;
  readonly threads: number;
  readonly memoryMib: number;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** A moment, in microseconds since 1970-01-01T00:00Z. */
export type Instant = bigint;

/**
 * Takes one delivery into the lake as the next batch, or leaves the lake as it was. A refused delivery is a report, with its
 * list of rejects under `refused/` of the lake, which is no part of its state.
 *
 * Errors: `lake.busy`, `lake.lost-race`, `lake.manifest-damaged`, `lake.not-a-lake`, `intake.no-source-folder`, and those of the
 * engine (`engine.interrupted` when `signal` stops it).
 */
export async function importBatch(options: ImportOptions): Promise<ImportReport> {
  const { mapping, diagnostics } = readMapping(options.mappingText);
  if (mapping === null) return refusedReport(null, diagnostics);
  await assertFolder(options.sourceDirectory);
  const writer = await LakeWriter.open(options.lakeDirectory);
  try {
    const session = await openDuckdb({
      threads: options.threads,
      memoryMib: options.memoryMib,
      temporaryDirectory: `${writer.temporary}/spill`,
      preserveInsertionOrder: true,
    });
    try {
      return await importWith(session, writer, mapping, options);
    } finally {
      await session.close();
    }
  } finally {
    await writer.close();
  }
}

async function importWith(
  session: Session,
  writer: LakeWriter,
  mapping: Mapping,
  options: ImportOptions,
): Promise<ImportReport> {
  const run: IntakeRun = {
    session,
    writer,
    mapping,
    catalogue: new SourceCatalogue(session, options.sourceDirectory, writer.temporary),
    rejects: await RejectList.open(session),
    warnings: openDoubts(options.mappingText),
    refusals: [],
    counts: new Map(),
    compared: new Map(),
    deltas: new Set(),
    leftOutDays: new Map(),
    options: { signal: options.signal },
    onProgress: (progress) => {
      options.signal?.throwIfAborted();
      options.onProgress?.(progress);
    },
  };
  try {
    await provideQueries(run, options);
    return await takeDelivery(run, new KeyRing(session, writer), {
      mappingText: options.mappingText,
      mappingPath: options.mappingPath,
      now: options.now,
      today: dayOf(options.now),
    });
  } catch (error) {
    if (options.signal?.aborted === true) throw interrupted(error);
    // What the delivery itself is to blame for is a refusal; the world's failures stay what they are.
    if (!(error instanceof Failure) || !error.code.startsWith('intake.')) throw error;
    return refusedReport(mapping.source, [asDiagnostic(error), ...run.refusals]);
  }
}

/** Queries are run first; from then on their results are files like any other. */
async function provideQueries(run: IntakeRun, options: ImportOptions): Promise<void> {
  const { mapping, catalogue, writer } = run;
  const results = await runQueries({
    feeds: mapping.feeds,
    connections: options.connections ?? {},
    directory: `${writer.temporary}/queries`,
    signal: options.signal,
    onProgress: (subject, rows) => run.onProgress({ phase: 'read', subject, done: rows, total: 0 }),
  });
  for (const [name, file] of results) catalogue.provide(name, file);
}

function interrupted(error: unknown): unknown {
  return error instanceof Failure ? error : new Failure('engine.interrupted', {}, { cause: error });
}

function asDiagnostic(error: Failure): Diagnostic {
  return diagnostic(error.code, 'error', { position: null, path: '' }, error.data as never);
}

/** Calendar day, in UTC, of a moment. */
function dayOf(now: Instant): Day {
  const perDay = 86_400_000_000n;
  return Number(now / perDay);
}
