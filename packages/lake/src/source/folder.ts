import { glob, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@gradus/schema';

/** A file of a delivery. */
export interface FoundFile {
  /** From the source folder, with `/`. */
  readonly name: string;
  readonly path: string;
}

/** Signs that mean something to `glob` and nothing in a mapping, where they are themselves: `data[1].csv`. */
const plainSigns = /[[\]{}()!+@\\]/g;

/**
 * Files of a folder whose names fit a pattern, in the order of their names: `?` stands for one sign, `*` for some within a
 * name, `**` before a slash for folders.
 */
export async function findFiles(directory: string, pattern: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const wider = pattern.replaceAll(plainSigns, '?');
  const exact = wider === pattern ? null : namePattern(pattern);
  for await (const entry of glob(wider, { cwd: directory, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const full = path.join(entry.parentPath, entry.name);
    const name = path.relative(directory, full).split(path.sep).join('/');
    if (exact?.test(name) !== false) found.push({ name, path: full });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** A pattern as a regular expression over whole names. */
export function namePattern(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/|\*|\?)/).map((part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('')}$`, 'u');
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
