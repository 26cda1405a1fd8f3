import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { LineMap } from './line-map.ts';
import { lineEnd, parseRecord, type RecordForm } from './record-parser.ts';

/** A line that is no record of the file. */
export interface BrokenLine {
  readonly line: number;
  /** Why; unless stated, its columns do not fit. */
  readonly code?: 'intake.cell-unreadable';
}

/** A copy of the sound records of a file, all values quoted, comma between, without the header. */
export interface RecordCopy {
  readonly records: number;
  readonly lines: LineMap;
  readonly broken: readonly BrokenLine[];
}

/** A record longer than this is a quote that was never closed; the engine takes 2,000,000 bytes, quotes doubled. */
const recordLengthMax = 1 << 18;

export interface CopiedFile {
  readonly columns: number;
  readonly headerLines: number;
  /** Whether a record on one line may lack values at its end, which are then empty. */
  readonly shortLines: boolean;
}

/**
 * Copies the records of `pieces` (UTF-8 text of a file) that have `columns` values, and lists the lines that are none.
 * A broken record costs one line: reading goes on with the next.
 */
export async function copyRecords(
  pieces: AsyncIterable<string>,
  form: RecordForm,
  file: CopiedFile & { readonly target: string },
): Promise<RecordCopy> {
  const out = createWriteStream(file.target);
  const copier = new RecordCopier(form, file);
  for await (const piece of pieces) {
    if (!out.write(copier.add(piece, false))) await once(out, 'drain');
  }
  out.write(copier.add('', true));
  out.end();
  await finished(out);
  return copier;
}

class RecordCopier implements RecordCopy {
  records = 0;
  readonly lines = new LineMap();
  readonly broken: BrokenLine[] = [];
  readonly #form: RecordForm;
  readonly #columns: number;
  readonly #shortLines: boolean;
  #skip: number;
  #line = 1;
  #rest = '';
  /** Within the rest of a line that was given up as too long. */
  #isInLongLine = false;

  constructor(form: RecordForm, { columns, headerLines, shortLines }: CopiedFile) {
    this.#form = form;
    this.#columns = columns;
    this.#skip = headerLines;
    this.#shortLines = shortLines;
  }

  /** The copy of the records that end in `piece`. */
  add(piece: string, isLast: boolean): string {
    const text = this.#rest + piece;
    let copy = '';
    let at = this.#skipLongLine(text);
    while (at < text.length) {
      const parsed = parseRecord(text, at, this.#form, isLast);
      if (parsed.kind === 'unfinished' && text.length - at <= recordLengthMax) break;
      const isShort = parsed.kind === 'record' && parsed.end - at <= recordLengthMax;
      const isOneLine = parsed.kind === 'record' && lineEnd(text, at) === parsed.end;
      const values = isShort ? this.#sound(parsed.values, isOneLine) : null;
      // Too many or too few values over several lines: a quote swallowed what follows.
      const end = parsed.kind === 'record' && values !== null ? parsed.end : lineEnd(text, at);
      copy += this.#take(text, at, end, values);
      at = end;
      this.#isInLongLine = end === text.length && !isLast && !text.endsWith('\n');
    }
    this.#rest = text.slice(at);
    return copy;
  }

  /** Where reading goes on after a line that was given up before its end was there. */
  #skipLongLine(text: string): number {
    if (!this.#isInLongLine) return 0;
    const newline = text.indexOf('\n');
    if (newline < 0) return text.length;
    this.#isInLongLine = false;
    this.#line += 1;
    return newline + 1;
  }

  /** The values, without empty ones after delimiters at the end of the line, as the engine reads them; null when their number is wrong. */
  #sound(values: readonly string[], isOneLine: boolean): readonly string[] | null {
    const lacking = this.#columns - values.length;
    if (lacking > 0) {
      return this.#shortLines && isOneLine ? [...values, ...Array.from({ length: lacking }, () => '')] : null;
    }
    const extra = values.slice(this.#columns);
    return extra.some((value) => value !== '') ? null : values.slice(0, this.#columns);
  }

  #take(text: string, at: number, end: number, values: readonly string[] | null): string {
    const line = this.#line;
    const written = text.slice(at, end);
    this.#line += written.split('\n').length - 1;
    if (this.#skip > 0) {
      this.#skip -= 1;
      return '';
    }
    // Mainframes end files with a Ctrl-Z.
    if (written.replaceAll('\u{1a}', '').trim() === '') return '';
    if (values === null) {
      this.broken.push({ line });
      return '';
    }
    this.lines.add(this.records, line);
    this.records += 1;
    return `${values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`;
  }
}
