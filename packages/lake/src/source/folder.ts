import { glob, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@gradus/schema';

/** A file of a delivery. */
export interface FoundFile {
  /** From the source folder, with `/`. */
  readonly name: string;
  readonly path: string;
}

/** Files of a folder whose names fit a pattern, in the order of their names. Errors: `intake.no-source-folder`. */
export async function findFiles(directory: string, pattern: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for await (const entry of glob(pattern, { cwd: directory, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const full = path.join(entry.parentPath, entry.name);
    found.push({ name: path.relative(directory, full).split(path.sep).join('/'), path: full });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export async function assertFolder(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => null);
  if (found === null || !found.isDirectory()) throw failure('intake.no-source-folder', { directory });
}

/** What tells whether a file was touched: it must be the same before and after it is read. */
export interface FileState {
  readonly size: bigint;
  readonly modified: bigint;
  readonly inode: bigint;
}

export async function fileState(file: string): Promise<FileState> {
  const { size, mtimeNs, ino } = await stat(file, { bigint: true });
  return { size, modified: mtimeNs, inode: ino };
}

export function isSameState(a: FileState, b: FileState): boolean {
  return a.size === b.size && a.modified === b.modified && a.inode === b.inode;
}
