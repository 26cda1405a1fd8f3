import { access, mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@gradus/schema';
import { syncFile } from '@gradus/engine';
import { documentName } from './document.ts';

/** A folder that is written beside its place and moved there when it is whole. */
export interface PartialFolder {
  readonly path: string;
  /** Makes what was written durable and moves it to its place; all of it or, after a crash, nothing. */
  readonly publish: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/**
 * Opens the folder that shall become `out`, and removes those that killed runs for the same `out` have left.
 *
 * Errors: `assessment.out-inside-result` when `out` lies in another result, `assessment.out-not-empty` when `out` holds anything, `assessment.out-unusable` when it cannot be made.
 */
export async function openPartial(out: string, processId: number): Promise<PartialFolder> {
  const parent = path.dirname(path.resolve(out));
  await assertFree(out);
  await assertOutside(out);
  const folder = await makeBeside(out, processId).catch((error: unknown) => {
    throw failure('assessment.out-unusable', { out, detail: (error as Error).message });
  });
  return {
    path: folder,
    publish: async () => {
      await assertFree(out);
      for (const inner of await foldersOf(folder)) await syncFile(inner);
      await rmdir(out).catch(() => undefined);
      // Another run may have been faster; a folder with something in it is never replaced.
      await rename(folder, out).catch((error: unknown) => {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
        throw failure('assessment.out-not-empty', { out });
      });
      await syncFile(parent);
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

async function makeBeside(out: string, processId: number): Promise<string> {
  const parent = path.dirname(path.resolve(out));
  await mkdir(parent, { recursive: true });
  await removeDead(out, processId);
  return mkdtemp(path.join(parent, `${prefixOf(out)}${processId}-`));
}

async function assertFree(out: string): Promise<void> {
  const entries = await readdir(out).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw failure('assessment.out-unusable', { out, detail: message });
  });
  if (entries.length > 0) throw failure('assessment.out-not-empty', { out });
}

/** A result holds what its document names and nothing else. */
async function assertOutside(out: string): Promise<void> {
  for (let folder = path.dirname(path.resolve(out)); ; folder = path.dirname(folder)) {
    const isResult = await access(path.join(folder, documentName)).then(
      () => true,
      () => false,
    );
    if (isResult) throw failure('assessment.out-inside-result', { out, result: folder });
    if (folder === path.dirname(folder)) return;
  }
}

async function removeDead(out: string, processId: number): Promise<void> {
  const parent = path.dirname(path.resolve(out));
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefixOf(out))) continue;
    const owner = Number.parseInt(name.slice(prefixOf(out).length), 10);
    if (owner === processId || !isAlive(owner))
      await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

const prefixOf = (out: string): string => `.${path.basename(out)}.partial-`;

/** A process of another user cannot be signalled, but it is alive. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function foldersOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const inner = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return [...inner, folder];
}
