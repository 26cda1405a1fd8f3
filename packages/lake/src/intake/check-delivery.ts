import { openDuckdb } from '@gradus/engine';
import { diagnostic, Failure, type Diagnostic } from '@gradus/schema';
import type { Mapping } from '../mapping/mapping.ts';
import { openDoubts } from '../mapping/open-doubt.ts';
import { readMapping } from '../mapping/read-mapping.ts';
import { unfedTables } from '../mapping/unfed-table.ts';
import { SourceCatalogue } from '../source/catalogue.ts';
import { assertFolder } from '../source/folder.ts';
import { findLacking, openDelivery } from './open-delivery.ts';
import type { OpenedRun } from './run.ts';

export interface DeliveryCheckOptions {
  readonly mappingText: string;
  /** Null: the mapping alone. */
  readonly sourceDirectory: string | null;
  /** Folder for copies of files that must be unpacked or decoded to see their columns. */
  readonly temporaryDirectory: string;
  readonly memoryMib: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

/**
 * What is wrong with a mapping, and what of it the files of a folder lack. Reads no rows, runs no queries and needs no lake.
 *
 * Errors: `intake.no-source-folder`, `engine.interrupted`.
 */
export async function checkDelivery(options: DeliveryCheckOptions): Promise<Diagnostic[]> {
  const { mapping, diagnostics } = readMapping(options.mappingText);
  const unfed = mapping === null ? [] : unfedTables(mapping, options.mappingText);
  const found = [...diagnostics, ...openDoubts(options.mappingText), ...unfed];
  if (mapping === null || options.sourceDirectory === null) return found;
  await assertFolder(options.sourceDirectory);
  const feeds = mapping.feeds.filter(({ query }) => query === null);
  if (feeds.length === 0) return found;
  return [...found, ...(await checkFiles({ ...mapping, feeds }, options.sourceDirectory, options))];
}

async function checkFiles(
  mapping: Mapping,
  sourceDirectory: string,
  { mappingText, temporaryDirectory, memoryMib, signal, onProgress }: DeliveryCheckOptions,
): Promise<Diagnostic[]> {
  const session = await openDuckdb({
    threads: 1,
    memoryMib,
    temporaryDirectory,
    preserveInsertionOrder: true,
  });
  const run: OpenedRun = {
    mapping,
    catalogue: new SourceCatalogue(session, sourceDirectory, temporaryDirectory),
    warnings: [],
    onProgress: ({ done, total }) => {
      if (signal.aborted) throw new Failure('engine.interrupted', {});
      onProgress?.(done / total);
    },
  };
  try {
    await openDelivery(run);
    return [...run.warnings, ...(await findLacking(run, mappingText))];
  } catch (error) {
    // What a file is to blame for is found out, not suffered.
    if (!(error instanceof Failure) || !error.code.startsWith('intake.')) throw error;
    return [
      ...run.warnings,
      diagnostic(error.code, 'error', { position: null, path: '' }, error.data as never),
    ];
  } finally {
    await session.close();
  }
}
