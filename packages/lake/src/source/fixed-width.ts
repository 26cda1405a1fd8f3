import { filePieces } from '@gradus/engine';
import type { FixedLayout } from '../mapping/mapping.ts';
import { decodeBytes } from './byte-decoder.ts';
import type { FileEncoding } from './encoding.ts';
import type { RecordCopy } from './record-copy.ts';
import { TableCopy } from './table-copy.ts';
import { decodedText } from './transcode.ts';

/** A line longer than this is given up. */
const lineLengthMax = 1 << 20;

/** How a file of fixed width is to be read. */
export interface FixedFile {
  readonly encoding: FileEncoding;
  readonly layout: FixedLayout;
  /** Lines before the first record. */
  readonly headerLines: number;
  readonly target: string;
}

/** A copy of the records, and whether some bytes were no text. */
export interface FixedCopy {
  readonly copy: RecordCopy;
  readonly hasInvalidBytes: boolean;
}

/** One record as it stands in the file: cut by bytes, or by characters once it is text. */
type Line = Buffer | string;

/**
 * Copies the records of a file of fixed width. A line that ends before its last column does is broken, unless the layout
 * says that blanks were cut off: a figure that was cut in its middle looks like a smaller one.
 */
export async function copyFixed(path: string, file: FixedFile): Promise<FixedCopy> {
  const { headerLines, target } = file;
  const copy = new TableCopy(target);
  const cutter = new Cutter(file);
  let line = 0;
  try {
    for await (const one of linesOf(path, file)) {
      line += 1;
      if (line <= headerLines || isBlank(one)) continue;
      const values = one.length > lineLengthMax ? null : cutter.values(one);
      if (values === null) copy.refuse({ line });
      else await copy.add(values, line);
    }
    await copy.close();
  } catch (error) {
    copy.discard();
    throw error;
  }
  return { copy, hasInvalidBytes: cutter.hasInvalidBytes };
}

function linesOf(path: string, { layout, encoding }: FixedFile): AsyncGenerator<Line, void> {
  if (layout.recordLength !== null) return recordsOf(path, layout.recordLength);
  return isWide(encoding) || layout.unit === 'characters' ? textLines(path, encoding) : byteLines(path);
}

/** UTF-16 has no lines of bytes. */
const isWide = (encoding: FileEncoding): boolean => encoding === 'utf-16le' || encoding === 'utf-16be';

/** Nothing but blanks, or the Ctrl-Z with which mainframes end files. */
function isBlank(line: Line): boolean {
  if (typeof line === 'string') return line.replaceAll('\u{1a}', '').trim() === '';
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x1a || byte === 0x09);
}

class Cutter {
  hasInvalidBytes = false;
  readonly #layout: FixedLayout;
  readonly #decode: (bytes: Uint8Array) => string;
  readonly #end: number;

  constructor({ layout, encoding }: FixedFile) {
    this.#layout = layout;
    this.#decode = decodeBytes(encoding, { keepsMark: true });
    this.#end = Math.max(0, ...layout.columns.map(({ from, length }) => from + length));
  }

  /** The values of a line; null when it ends too early. */
  values(line: Line): string[] | null {
    const { columns, unit, mayEndEarly } = this.#layout;
    const isText = typeof line === 'string';
    const characters = isText && unit === 'characters' ? Array.from(line) : null;
    const length = characters?.length ?? line.length;
    if (length < this.#end && !mayEndEarly) return null;
    return columns.map(({ from, length: size }) => {
      if (characters !== null) return this.#checked(characters.slice(from, from + size).join(''));
      if (isText) return this.#checked(line.slice(from, from + size));
      return this.#checked(this.#decode(line.subarray(from, from + size)));
    });
  }

  #checked(text: string): string {
    this.hasInvalidBytes ||= text.includes('\u{fffd}');
    return text;
  }
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Lines as bytes, without their ends. No encoding but UTF-16 has a line feed within a character. */
async function* byteLines(path: string): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  for await (const chunk of filePieces(path)) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = isFirst && bytes.subarray(0, 3).equals(mark) ? 3 : 0;
    isFirst = false;
    for (let at = bytes.indexOf(lineFeed, from); at >= 0; at = bytes.indexOf(lineFeed, from)) {
      yield withoutReturn(bytes.subarray(from, at));
      from = at + 1;
    }
    // A line without an end is kept up to where it is given up.
    rest = Buffer.from(bytes.subarray(from, from + lineLengthMax + 2));
  }
  if (rest.length > 0) yield withoutReturn(rest);
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}

async function* textLines(path: string, encoding: FileEncoding): AsyncGenerator<string, void> {
  let rest = '';
  for await (const piece of decodedText(path, encoding)) {
    const lines = (rest + piece).split('\n');
    rest = (lines.pop() ?? '').slice(0, lineLengthMax + 2);
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** Records of so many bytes each, one after the other. */
async function* recordsOf(path: string, length: number): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of filePieces(path)) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (; from + length <= bytes.length; from += length) yield bytes.subarray(from, from + length);
    rest = Buffer.from(bytes.subarray(from));
  }
  if (rest.length > 0) yield rest;
}
