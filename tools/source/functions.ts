// Finds functions by their braces. Right for code that oxfmt has formatted; no parser needed.
import { lineAt } from './blank.ts';

export interface FunctionSpan {
  /** Line where its head begins, from 1. */
  readonly line: number;
  readonly lines: number;
}

const CONTROL = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'await']);
/** A return type between the parameters and the body; at least one character, or `a ? (b) : {` would pass for one. */
const RETURN_TYPE = /\)\s*:\s*[^;{}()=]+$/;

/** Functions and methods with a body in braces, in blanked code; an arrow function without braces is not counted. */
export function functionsIn(code: string): FunctionSpan[] {
  const closers = matchBraces(code);
  const found: FunctionSpan[] = [];
  for (const [open, close] of closers) {
    const head = headOf(code, open);
    if (head === undefined) continue;
    const line = lineAt(code, head);
    found.push({ line, lines: lineAt(code, close) - line + 1 });
  }
  return found.sort((a, b) => a.line - b.line);
}

function matchBraces(code: string): Map<number, number> {
  const open: number[] = [];
  const pairs = new Map<number, number>();
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '{') open.push(at);
    const start = code[at] === '}' ? open.pop() : undefined;
    if (start !== undefined) pairs.set(start, at);
  }
  return pairs;
}

/** Where the parameters of the function begin whose body opens at `open`; undefined when the brace is no body. */
function headOf(code: string, open: number): number | undefined {
  let before = code.slice(0, open).trimEnd();
  const isArrow = before.endsWith('=>');
  if (isArrow) before = before.slice(0, -2).trimEnd();
  // An object type as the return type: read `{ a: number }` as one word.
  const objectType = before.endsWith('}') ? matchingOpen(before, before.length - 1, '{', '}') : undefined;
  if (objectType !== undefined) before = `${before.slice(0, objectType)}T`;
  const typed = before.endsWith(')') ? undefined : RETURN_TYPE.exec(before);
  if (typed) before = before.slice(0, typed.index + 1);
  // `x => {`, a single parameter without parentheses.
  if (!before.endsWith(')')) return isArrow ? before.length - 1 : undefined;
  const start = matchingOpen(before, before.length - 1, '(', ')');
  if (start === undefined) return undefined;
  const word = /(\w+)\s*$/.exec(before.slice(0, start))?.[1];
  return !isArrow && word !== undefined && CONTROL.has(word) ? undefined : start;
}

function matchingOpen(code: string, close: number, opener: string, closer: string): number | undefined {
  let depth = 0;
  for (let at = close; at >= 0; at -= 1) {
    if (code[at] === closer) depth += 1;
    if (code[at] === opener) depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
