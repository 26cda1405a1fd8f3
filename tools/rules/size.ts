// Limits on files, functions and folders. Past them a text is a question about the design.
import type { Finding } from '../source/finding.ts';
import { functionsIn } from '../source/functions.ts';
import { isTest, type SourceFile } from '../source/source-file.ts';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
/** Folders between a package's src and the file. */
const DEPTH_MAX = 4;

/** Files, functions and folders over their limits; tests may be long, but not deep. */
export function checkSize(file: SourceFile): Finding[] {
  const found = checkDepth(file);
  if (isTest(file.path)) return found;
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  if (lines > FILE_LINES_MAX) {
    const problem = `has ${lines} lines, more than ${FILE_LINES_MAX}`;
    found.push({ path: file.path, line: 0, problem, instead: 'split it by what its parts are about' });
  }
  for (const one of functionsIn(file.code)) {
    if (one.lines <= FUNCTION_LINES_MAX) continue;
    const problem = `a function of ${one.lines} lines, more than ${FUNCTION_LINES_MAX}`;
    const instead = 'keep the decisions here and move the loops and steps into functions of their own';
    found.push({ path: file.path, line: one.line, problem, instead });
  }
  return found;
}

function checkDepth(file: SourceFile): Finding[] {
  const inside = /^packages\/[^/]+\/src\/(.*)$/.exec(file.path)?.[1];
  const depth = inside === undefined ? 0 : inside.split('/').length - 1;
  if (depth <= DEPTH_MAX) return [];
  const problem = `lies ${depth} folders deep, more than ${DEPTH_MAX}`;
  return [
    { path: file.path, line: 0, problem, instead: 'name the folders by what they hold and drop a level' },
  ];
}
