import { glob, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@gradus/schema';

/** A file of a delivery. */
export interface FoundFile {
  /** From the source folder, with `/`; letters with their marks are composed (NFC), however the disk has them, unless that makes two files one. */
  readonly name: string;
  readonly path: string;
}

/**
 * What `glob` must not be asked for as it stands: signs that mean something to it and nothing in a mapping, where they are
 * themselves (`data[1].csv`), and letters that a disk may have in two forms, `é` or `e` and its mark, as macOS writes them.
 */
const notForGlob = /[[\]{}()!+@\\?]|[^\p{ASCII}]/gu;

/**
 * Files of a folder whose names fit a pattern, in the order of their names: `?` stands for one sign, `*` for some within a
 * name, `**` before a slash for folders.
 */
export async function findFiles(directory: string, pattern: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const wider = pattern.normalize('NFC').replaceAll(notForGlob, '*');
  const fits = namePattern(pattern);
  for await (const entry of glob(wider, { cwd: directory, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const full = path.join(entry.parentPath, entry.name);
    const name = path.relative(directory, full).split(path.sep).join('/');
    if (fits.test(name.normalize('NFC'))) found.push({ name, path: full });
  }
  const composed = Map.groupBy(found, ({ name }) => name.normalize('NFC'));
  // Two files may differ in nothing else: they keep the names that the disk has.
  const named = found.map((file) => {
    const name = file.name.normalize('NFC');
    return composed.get(name)?.length === 1 ? { ...file, name } : file;
  });
  return named.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** A pattern as a regular expression over whole names, see {@link FoundFile}. */
export function namePattern(pattern: string): RegExp {
  const parts = pattern
    .normalize('NFC')
    .split(/(\*\*\/|\*|\?)/)
    .map((part) => {
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
