import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { lineEnd, parseRecord, type RecordForm } from '../source/record-parser.ts';
import type { DetectedEncoding } from '../source/file-scan.ts';
import type { FoundFile } from '../source/folder.ts';

/** Bytes looked at, of all files together: from the beginning, and in the middle and at the end of what is longer. */
const budgetBytes = 24 << 20;
const headBytesMost = 4 << 20;
const headBytesLeast = 1 << 18;

/** What a look at a file of text shows. */
export interface FileSample {
  readonly file: FoundFile;
  readonly bytes: number;
  readonly encoding: DetectedEncoding;
  readonly form: RecordForm;
  /** Names in the first line; null when it holds values. */
  readonly header: readonly string[] | null;
  /** Records with as many values as the first, trimmed. */
  readonly rows: readonly (readonly string[])[];
  readonly columnCount: number;
  /** Whether `rows` are all there are. */
  readonly isWhole: boolean;
}

/** Delimiters tried, those that cannot occur in a value by chance first. */
const delimiters = [
  '|@|',
  '|+|',
  '|#|',
  '@|@',
  '||',
  '!|',
  '\u0001',
  '\u001B',
  '\t',
  '|',
  ';',
  ',',
  '^',
  '~',
];

/** Looks at one of `files` text files; null when it holds no text in columns. */
export async function sampleFile(file: FoundFile, files: number): Promise<FileSample | null> {
  const headBytes = Math.max(headBytesLeast, Math.min(headBytesMost, Math.floor(budgetBytes / files)));
  const { head, pieces, bytes } = await readPieces(file.path, headBytes);
  if (bytes === 0 || (head.includes(0) && utf16Of(head) === null)) return null;
  const encoding = encodingOf(head);
  const text = decode(head, encoding, head.length < bytes);
  const form = formOf(text);
  if (form === null) return null;
  const records = recordsOf(text, form);
  const [first] = records;
  if (first === undefined) return null;
  const header = isHeader(first, records.slice(1)) ? first : null;
  const later = pieces.flatMap((piece) => recordsOf(inner(decode(piece, encoding, true)), form));
  const rows = [...(header === null ? records : records.slice(1)), ...later];
  return {
    file,
    bytes,
    encoding,
    form,
    header,
    rows: rows.filter((row) => row.length === first.length),
    columnCount: first.length,
    isWhole: head.length === bytes,
  };
}

async function readPieces(
  path: string,
  headBytes: number,
): Promise<{ head: Buffer; pieces: Buffer[]; bytes: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const pieceBytes = headBytes >> 2;
    const head = await readAt(handle, 0, Math.min(size, headBytes));
    if (size <= headBytes + 2 * pieceBytes) {
      return { head: await readAt(handle, 0, size), pieces: [], bytes: size };
    }
    const at = [Math.floor(size / 2), size - pieceBytes];
    const pieces = await Promise.all(at.map((from) => readAt(handle, from, pieceBytes)));
    return { head, pieces, bytes: size };
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, from);
  return buffer.subarray(0, bytesRead);
}

/** UTF-16 by its byte order mark; null without one. */
function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const mark = head.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : null;
}

function encodingOf(head: Buffer): FileSample['encoding'] {
  const utf16 = utf16Of(head);
  if (utf16 !== null) return utf16;
  // The sample may end within a sign of up to four bytes.
  const isText = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
  return isText ? 'utf-8' : 'gb18030';
}

function decode(bytes: Buffer, encoding: FileSample['encoding'], isCut: boolean): string {
  const text = new TextDecoder(encoding).decode(bytes);
  return isCut ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}

/** A piece without the line in whose middle it begins. */
function inner(piece: string): string {
  return piece.slice(lineEnd(piece, 0));
}

/** The delimiter by which most of the first lines have the same number of columns, at least two. */
function formOf(text: string): RecordForm | null {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '');
  const first = lines[0] ?? '';
  for (const delimiter of delimiters) {
    const columns = first.split(delimiter).length;
    if (columns < 2) continue;
    const form = { delimiter, quote: '"' };
    const records = recordsOf(lines.join('\n'), form);
    const fitting = records.filter((record) => record.length === (records[0]?.length ?? 0));
    if ((records[0]?.length ?? 0) >= 2 && fitting.length * 10 >= records.length * 9) return form;
  }
  return null;
}

function recordsOf(text: string, form: RecordForm): string[][] {
  const records: string[][] = [];
  for (let at = 0; at < text.length;) {
    const record = parseRecord(text, at, form, true);
    if (record.kind === 'unfinished') break;
    if (record.kind === 'record' && !(record.values.length === 1 && record.values[0]?.trim() === '')) {
      records.push(record.values.map((value) => value.trim()));
    }
    at = record.end;
  }
  return records;
}

/** A header holds different names and no numbers or days, and the lines after it are not all like it. */
function isHeader(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (new Set(first).size < first.length || first.includes('')) return false;
  if (first.some((cell) => /^[-+]?[\d.,/:-]+$/.test(cell))) return false;
  // Words over columns that also hold only words prove nothing; but then a word that comes again is a value.
  return !first.some((cell, index) => others.some((row) => row[index] === cell));
}
