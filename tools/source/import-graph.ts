// Reads import and export-from statements by pattern: TypeScript 7 has no stable compiler API to ask.
import path from 'node:path';

import { lineAt } from './blank.ts';
import type { SourceFile } from './source-file.ts';

export interface Import {
  /** What stands between the quotes. */
  readonly target: string;
  readonly line: number;
  /** Erased before the program runs: `import type` or `export type`. */
  readonly isTypeOnly: boolean;
}

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$*{][^;'"`]*?\sfrom\s*)?(['"])/gm;
const DYNAMIC = /\bimport\(\s*(['"])/g;

/** Imports of a file, static and dynamic, in order of their lines. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  for (const pattern of [STATEMENT, DYNAMIC]) {
    // The blanked code shows where statements are, the text what they name: a comment cannot pass for an import.
    for (const match of file.code.matchAll(pattern)) {
      const start = match.index + match[0].length;
      const end = file.text.indexOf(match.at(-1) ?? "'", start);
      const isTypeOnly = pattern === STATEMENT && match[1] !== undefined;
      found.push({ target: file.text.slice(start, end), line: lineAt(file.text, start), isTypeOnly });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Path of the file that a relative import names; undefined for a package. */
export function resolveRelative(from: string, target: string): string | undefined {
  if (!target.startsWith('.')) return undefined;
  return path.posix.normalize(path.posix.join(path.posix.dirname(from), target));
}

/**
 * Cycles between files through imports that exist at run time, each as the list of its files.
 *
 * `import type` does not count: syntax nodes that name one another as types are how a recursive type is written.
 */
export function findCycles(files: readonly SourceFile[]): string[][] {
  const edges = new Map(files.map((file) => [file.path, runtimeEdges(file)]));
  const isDone = new Set<string>();
  const cycles: string[][] = [];
  const visit = (at: string, trail: readonly string[]): void => {
    const start = trail.indexOf(at);
    if (start !== -1) cycles.push(trail.slice(start));
    if (start !== -1 || isDone.has(at)) return;
    for (const next of edges.get(at) ?? []) visit(next, [...trail, at]);
    isDone.add(at);
  };
  for (const file of files) visit(file.path, []);
  return cycles;
}

function runtimeEdges(file: SourceFile): string[] {
  return importsOf(file)
    .filter((one) => !one.isTypeOnly)
    .flatMap((one) => resolveRelative(file.path, one.target) ?? []);
}
