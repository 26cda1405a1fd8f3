import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from '@gradus/engine';
import { failure, parseDay, assert, type Day } from '@gradus/schema';
import { documentName, readSealed, type PinnedFile, type SealedDocument } from './document.ts';

/** A result folder whose document is whole. */
export interface Result {
  readonly folder: string;
  readonly document: SealedDocument;
  readonly asOf: Day;
  /** Full paths of the files with the rows, in key order. */
  readonly tierFiles: readonly string[];
}

/**
 * Opens a result folder. Its document is checked to the byte; its other files only by size, unless `isThorough`.
 *
 * Errors: `assessment.result-missing`, `assessment.result-damaged`, `assessment.result-unknown-format`.
 */
export async function openResult(folder: string, { isThorough = false } = {}): Promise<Result> {
  const bytes = await readFile(path.join(folder, documentName)).catch(() => {
    throw failure('assessment.result-missing', { folder });
  });
  const document = readSealed(bytes);
  if (document === 'altered') throw failure('assessment.result-damaged', { folder, file: documentName });
  if (document === 'unknown') throw failure('assessment.result-unknown-format', { folder });
  for (const file of document.files) {
    const isWhole = isThorough ? await hasHash(folder, file) : await hasSize(folder, file);
    if (!isWhole) throw failure('assessment.result-damaged', { folder, file: file.path });
  }
  const asOf = parseDay(document.asOf);
  assert(asOf !== null, `a sealed document has a real as-of date, not ${document.asOf}`);
  const tierFiles = document.files.map((file) => file.path).filter((file) => file.startsWith('tiers/'));
  return { folder, document, asOf, tierFiles: tierFiles.map((file) => path.join(folder, file)) };
}

async function hasSize(folder: string, file: PinnedFile): Promise<boolean> {
  const found = await stat(path.join(folder, file.path)).catch(() => null);
  return found !== null && found.size === file.bytes;
}

async function hasHash(folder: string, file: PinnedFile): Promise<boolean> {
  const found = await hashFile(path.join(folder, file.path)).catch(() => null);
  return found !== null && found.sha256 === file.sha256;
}
