/** How columns and values are told apart. */
export interface RecordForm {
  readonly delimiter: string;
  /** Empty: no quoting. */
  readonly quote: string;
}

export type ParsedRecord =
  | { readonly kind: 'record'; readonly values: string[]; readonly end: number }
  /** The text ends before the record does. */
  | { readonly kind: 'unfinished' }
  /** Quotes that do not fit; the record is given up at the end of its first line. */
  | { readonly kind: 'broken'; readonly end: number };

/**
 * The record that begins at `start`, read as the engine reads it. A quote counts only as the first character of a value;
 * doubled inside, it stands for itself. Spaces around a quoted value are no part of it, and one that is quoted in pieces
 * with spaces between (`"a" "b"`) is one value. `end` is the index after the line end. `isLast`: no more text follows.
 */
export function parseRecord(text: string, start: number, form: RecordForm, isLast: boolean): ParsedRecord {
  const values: string[] = [];
  let at = start;
  for (;;) {
    const opening = openingQuote(text, at, form);
    const quoted = opening === null ? 'broken' : quotedValue(text, opening, form, isLast);
    // A quote after spaces that does not fit is a mark like any other.
    const isPlain = opening === null || (quoted === 'broken' && opening > at);
    const value = isPlain ? plainValue(text, at, form, isLast) : quoted;
    if (value === 'broken') return { kind: 'broken', end: lineEnd(text, start) };
    if (value === 'unfinished') return { kind: 'unfinished' };
    values.push(value.value);
    if (value.next !== 'delimiter') return { kind: 'record', values, end: value.end };
    at = value.end;
  }
}

interface ParsedValue {
  readonly value: string;
  /** Index after what ends the value. */
  readonly end: number;
  readonly next: 'delimiter' | 'line';
}

type ValueResult = ParsedValue | 'unfinished' | 'broken';

function plainValue(text: string, at: number, { delimiter }: RecordForm, isLast: boolean): ValueResult {
  const newline = text.indexOf('\n', at);
  if (newline < 0 && !isLast) return 'unfinished';
  const end = newline < 0 ? text.length : newline;
  const line = text.slice(at, end);
  const cut = line.indexOf(delimiter);
  if (cut >= 0) return { value: line.slice(0, cut), end: at + cut + delimiter.length, next: 'delimiter' };
  return {
    value: line.endsWith('\r') ? line.slice(0, -1) : line,
    end: newline < 0 ? end : end + 1,
    next: 'line',
  };
}

/** Index of the quote with which the value at `at` begins, after spaces; null when it is not quoted. */
function openingQuote(text: string, at: number, { delimiter, quote }: RecordForm): number | null {
  if (quote === '') return null;
  const first = delimiter.startsWith(' ') ? at : afterSpaces(text, at);
  return text.startsWith(quote, first) ? first : null;
}

function quotedValue(text: string, opening: number, form: RecordForm, isLast: boolean): ValueResult {
  const { delimiter, quote } = form;
  let value = '';
  let open = opening;
  for (;;) {
    const close = closingQuote(text, open, quote);
    if (close < 0) return isLast ? 'broken' : 'unfinished';
    value += text.slice(open + 1, close).replaceAll(quote + quote, quote);
    const after = close + 1;
    const next = delimiter.startsWith(' ') ? after : afterSpaces(text, after);
    // The next piece of text may go on with a second quote, or with the rest of a delimiter or line end.
    if (!isLast && text.length - next < Math.max(2, delimiter.length)) return 'unfinished';
    if (text.startsWith(delimiter, next)) return { value, end: next + delimiter.length, next: 'delimiter' };
    if (next === after || !text.startsWith(quote, next)) return endOfLine(text, next, value);
    value += text.slice(after, next);
    open = next;
  }
}

function endOfLine(text: string, next: number, value: string): ValueResult {
  const isReturn = text.startsWith('\r', next) && (next + 1 === text.length || text[next + 1] === '\n');
  const end = isReturn ? next + 1 : next;
  if (end === text.length) return { value, end, next: 'line' };
  return text[end] === '\n' ? { value, end: end + 1, next: 'line' } : 'broken';
}

function closingQuote(text: string, open: number, quote: string): number {
  let close = text.indexOf(quote, open + 1);
  while (close >= 0 && text.startsWith(quote, close + 1)) close = text.indexOf(quote, close + 2);
  return close;
}

function afterSpaces(text: string, at: number): number {
  let next = at;
  while (text[next] === ' ') next += 1;
  return next;
}

/** Index after the end of the line in which `at` lies. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}
