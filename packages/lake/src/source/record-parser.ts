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
 * The record that begins at `start`. A quote counts only as the first character of a value; doubled inside, it stands for
 * itself. `end` is the index after the line end. `isLast`: no more text follows.
 */
export function parseRecord(text: string, start: number, form: RecordForm, isLast: boolean): ParsedRecord {
  const values: string[] = [];
  let at = start;
  for (;;) {
    const isQuoted = form.quote !== '' && text.startsWith(form.quote, at);
    const value = isQuoted ? quotedValue(text, at, form, isLast) : plainValue(text, at, form, isLast);
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

function quotedValue(text: string, at: number, form: RecordForm, isLast: boolean): ValueResult {
  const { delimiter, quote } = form;
  let close = text.indexOf(quote, at + 1);
  while (close >= 0 && text.startsWith(quote, close + 1)) close = text.indexOf(quote, close + 2);
  if (close < 0) return isLast ? 'broken' : 'unfinished';
  const after = close + 1;
  // The next piece of text may go on with a second quote, or with the rest of a delimiter or line end.
  if (!isLast && text.length - after < Math.max(2, delimiter.length)) return 'unfinished';
  const value = text.slice(at + 1, close).replaceAll(quote + quote, quote);
  if (text.startsWith(delimiter, after)) return { value, end: after + delimiter.length, next: 'delimiter' };
  const end =
    text.startsWith('\r', after) && (after + 1 === text.length || text[after + 1] === '\n')
      ? after + 1
      : after;
  if (end === text.length) return { value, end, next: 'line' };
  return text[end] === '\n' ? { value, end: end + 1, next: 'line' } : 'broken';
}

/** Index after the end of the line in which `at` lies. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}
