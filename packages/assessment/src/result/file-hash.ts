import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from '@gradus/engine';
import type { PinnedFile } from './document.ts';

/** All files of a folder with size and hash, paths from the folder with `/`, sorted. */
export async function hashFolder(folder: string): Promise<PinnedFile[]> {
  const files: PinnedFile[] = [];
  for (const file of await listFiles(folder)) {
    files.push({ path: file, ...(await hashFile(path.join(folder, file))) });
  }
  return files;
}

/** Paths of all files of a folder, from the folder with `/`, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
