// The project's own files, as the rules see them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { blank } from './blank.ts';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
  /** From the root, with forward slashes: `packages/sql/src/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text with comments, strings and regular expressions blanked out; lines and columns are those of `text`. */
  readonly code: string;
}

export function sourceFile(filePath: string, text: string): SourceFile {
  return { path: filePath, text, code: blank(text) };
}

/** Text of a file under the root, undefined when there is none. */
export function readText(filePath: string): string | undefined {
  const full = path.join(root, filePath);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

/** Paths of all files below a folder of the root whose name passes; installed and hidden folders are left out. */
export function listFiles(folder: string, accepts: (name: string) => boolean): string[] {
  const full = path.join(root, folder);
  if (!existsSync(full)) return [];
  const found: string[] = [];
  for (const entry of readdirSync(full, { withFileTypes: true })) {
    const child = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && !entry.name.startsWith('.'))
        found.push(...listFiles(child, accepts));
    } else if (accepts(entry.name)) {
      found.push(child);
    }
  }
  return found.sort();
}

/** Every TypeScript file of packages/<name>/src, tests included. */
export function packageSources(): SourceFile[] {
  return packageNames().flatMap((name) => typescriptFiles(`packages/${name}/src`));
}

/** Every TypeScript file of the root's own folders. */
export function rootSources(): SourceFile[] {
  return ['tools', 'conformance', 'bench', 'simulation', 'examples'].flatMap(typescriptFiles);
}

function typescriptFiles(folder: string): SourceFile[] {
  const paths = listFiles(folder, (name) => /\.(ts|tsx)$/.test(name));
  return paths.map((filePath) => sourceFile(filePath, readText(filePath) ?? ''));
}

export function packageNames(): string[] {
  const folder = path.join(root, 'packages');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** `sql` of `packages/sql/src/digest.ts`; undefined outside packages/. */
export function packageOf(filePath: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(filePath)?.[1];
}

export function isTest(filePath: string): boolean {
  return /\.test\.tsx?$/.test(filePath);
}
