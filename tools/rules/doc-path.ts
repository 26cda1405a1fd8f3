// Paths that the documents name exist: a document that lists folders which are gone misleads its reader.
import path from 'node:path';

import { lineAt } from '../source/blank.ts';
import type { Finding } from '../source/finding.ts';

const FOLDERS = 'packages|docs|examples|conformance|tools|bench|simulation';
const IN_BACKTICKS = new RegExp(`\`((?:${FOLDERS})/[^\`\\s]*)\``, 'g');
const LINK = /\]\(([^)\s]+)\)/g;
/** `docs/decisions/NNNN-*.md` names a form, not a file. */
const PLACEHOLDER = /[*<>{}…]|\.\.\.|NNNN/;

/**
 * Paths in backticks (from the root) and targets of links (from the document) that do not exist.
 *
 * `exists` answers for a path from the root.
 */
export function checkDocPaths(document: string, text: string, exists: (file: string) => boolean): Finding[] {
  const named = [...text.matchAll(IN_BACKTICKS)].map((match) => ({
    at: match.index,
    target: match[1] ?? '',
  }));
  const linked = [...text.matchAll(LINK)]
    .filter((match) => !/^([a-z]+:|#|\/)/.test(match[1] ?? ''))
    .map((match) => ({ at: match.index, target: fromRoot(document, match[1] ?? '') }));
  return [...named, ...linked]
    .map((one) => ({ ...one, target: one.target.replace(/#.*$|:\d+$/, '') }))
    .filter((one) => !PLACEHOLDER.test(one.target) && !exists(one.target))
    .map((one) => ({
      path: document,
      line: lineAt(text, one.at),
      problem: `names ${one.target}, which does not exist`,
      instead: 'name what is there, or write the part that varies as <name>',
    }));
}

function fromRoot(document: string, target: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(document), target));
}
