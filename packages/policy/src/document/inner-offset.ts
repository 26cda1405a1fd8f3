import type { SourceScalar } from './source-node.ts';

const blank = /\s/;

/**
 * Offsets in the document of each character of a scalar's meaning, and of its end.
 *
 * The two texts differ where YAML folds lines, cuts indentation or reads an escape, so they are walked side by side:
 * a blank that has no counterpart is skipped, an escape stands for one character.
 */
export function innerOffsets(text: string, scalar: SourceScalar): number[] {
  const offsets: number[] = [];
  let at = contentStart(text, scalar);
  for (const unit of scalar.text.split('')) {
    at = skipUnmatched(text, at, scalar, unit);
    offsets.push(Math.min(at, scalar.end));
    at += widthAt(text, at, scalar, unit);
  }
  offsets.push(Math.min(at, scalar.end));
  return offsets;
}

function contentStart(text: string, { start, style }: SourceScalar): number {
  if (style === 'plain') return start;
  if (style !== 'block') return start + 1;
  const lineEnd = text.indexOf('\n', start);
  return lineEnd === -1 ? start : lineEnd + 1;
}

/** Passes blanks that folding or indentation took away. */
function skipUnmatched(text: string, from: number, scalar: SourceScalar, unit: string): number {
  let at = from;
  if (unit === ' ' && blank.test(text[at] ?? '')) return at;
  while (at < scalar.end && text[at] !== unit && blank.test(text[at] ?? '')) at += 1;
  return at;
}

function widthAt(text: string, at: number, { style, end }: SourceScalar, unit: string): number {
  if (style === 'single' && text[at] === "'") return 2;
  if (style === 'double' && text[at] === '\\') return escapeWidth(text[at + 1] ?? '');
  if (unit !== ' ' || text[at] === ' ') return 1;
  let after = at;
  while (after < end && blank.test(text[after] ?? '')) after += 1;
  return Math.max(1, after - at);
}

function escapeWidth(letter: string): number {
  if (letter === 'x') return 4;
  if (letter === 'u') return 6;
  return letter === 'U' ? 10 : 2;
}
