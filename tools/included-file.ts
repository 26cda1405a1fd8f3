import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that a page shows: blocks whose fence names a kind of text and a path of the repository. They may stand within lists. */
const block = /^( *)```(\w+) ([\w./-]+)\n([\s\S]*?)^\1```$/gm;

/** Paths of the files that the page shows. */
export function includedFiles(page: string): readonly string[] {
  return [...page.matchAll(block)].map(([, , , path = '']) => path);
}

/** The page with every file that it shows as the file is now. Errors: the file system's, when there is no such file. */
export function includeFiles(page: string): string {
  return page.replaceAll(block, (_, indent: string, kind: string, path: string) => {
    const text = readFileSync(join(import.meta.dirname, '..', path), 'utf8').replace(/\n*$/, '\n');
    return `${indent}\`\`\`${kind} ${path}\n${text.replaceAll(/^(?=.)/gm, indent)}${indent}\`\`\``;
  });
}
