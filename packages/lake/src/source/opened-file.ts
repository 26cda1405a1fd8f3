import { failure } from '@gradus/schema';
import type { Session } from '@gradus/engine';
import type { ReadOptions } from '../mapping/mapping.ts';
import type { EncodingName, FileEncoding } from './encoding.ts';
import { guessEncoding } from './encoding-guess.ts';
import { blankCharacters, scanFile, type Blank, type FileScan } from './file-scan.ts';
import { copyExcel } from './excel.ts';
import { firstBytes, kindOfBytes } from './first-bytes.ts';
import { copyFixed } from './fixed-width.ts';
import type { FoundFile } from './folder.ts';
import { parquetColumns } from './parquet-columns.ts';
import type { RecordCopy } from './record-copy.ts';
import { parseRecord } from './record-parser.ts';
import { decodedText, transcode } from './transcode.ts';

/** What looking a file through tells, by its format. */
export interface OpenedFile {
  /** Name of the sheet that is read, of Excel files; null of others. */
  readonly sheet: string | null;
  /** Null for formats that are no text. */
  readonly encoding: FileEncoding | null;
  readonly isEncodingGuessed: boolean;
  /** Encodings that the bytes suggest nearly as much as the one that was guessed. */
  readonly otherEncodings: readonly EncodingName[];
  readonly columns: readonly string[];
  /** The engine's types of the columns; null where all are texts. */
  readonly types: readonly string[] | null;
  /** File that is read in its place: itself, or a copy in UTF-8. */
  readonly textPath: string;
  readonly hasInvalidBytes: boolean;
  /** Kinds of blanks in what is read. */
  readonly blanks: ReadonlySet<Blank>;
  /** Of delimited text; null for other formats. */
  readonly scan: FileScan | null;
  /** Of formats that are copied record by record when they are opened, to `textPath`. */
  readonly copy: RecordCopy | null;
}

/** What opening takes beside the file. */
export interface OpenSettings {
  /** A name free for copies. */
  readonly temporary: string;
  /** Names of the columns from a file of their own; null when they stand elsewhere. */
  readonly names: readonly string[] | null;
}

type ToldEncoding = Pick<OpenedFile, 'encoding' | 'isEncodingGuessed' | 'otherEncodings'>;

const noEncoding: ToldEncoding = { encoding: null, isEncodingGuessed: false, otherEncodings: [] };

const allBlanks: ReadonlySet<Blank> = new Set(Object.keys(blankCharacters) as Blank[]);

/** Errors: `intake.not-parquet`. */
export async function openParquet(session: Session, found: FoundFile): Promise<OpenedFile> {
  const inFile = await parquetColumns(session, found);
  const none = {
    sheet: null,
    ...noEncoding,
    hasInvalidBytes: false,
    scan: null,
    copy: null,
  };
  const columns = inFile.map(({ name }) => name);
  const types = inFile.map(({ type }) => type);
  return { ...none, columns, types, textPath: found.path, blanks: allBlanks };
}

/** Errors: those of copyExcel. */
export async function openExcel(
  found: FoundFile,
  read: ReadOptions,
  { temporary, names }: OpenSettings,
): Promise<OpenedFile> {
  const textPath = `${temporary}.table`;
  const { sheet, columns, copy } = await copyExcel(
    found,
    names === null ? read : { ...read, columns: names },
    textPath,
  );
  const none = { ...noEncoding, hasInvalidBytes: false, types: null, scan: null };
  return { ...none, sheet, columns, textPath, blanks: allBlanks, copy };
}

/** Errors: `intake.not-text`. */
export async function openFixed(
  found: FoundFile,
  read: ReadOptions,
  { temporary }: OpenSettings,
): Promise<OpenedFile> {
  await assertText(found);
  const scan = await scanFile(found.path);
  const told = await encodingOf(scan, read);
  const { encoding } = told;
  const layout = read.layout ?? { unit: 'bytes', columns: [], recordLength: null, mayEndEarly: false };
  const textPath = `${temporary}.table`;
  const { copy, hasInvalidBytes } = await copyFixed(found.path, {
    encoding,
    layout,
    headerLines: read.headerRow,
    target: textPath,
  });
  return {
    sheet: null,
    ...told,
    columns: layout.columns.map(({ name }) => name),
    types: null,
    textPath,
    hasInvalidBytes,
    blanks: allBlanks,
    scan: null,
    copy,
  };
}

/** UTF-8 is known by its bytes, UTF-16 by its mark; anything else is likely, no more. */
async function encodingOf(
  { unicode, letterLines }: FileScan,
  read: ReadOptions,
): Promise<ToldEncoding & { readonly encoding: FileEncoding }> {
  const stated = read.encoding === 'auto' ? unicode : read.encoding;
  if (stated !== null) return { encoding: stated, isEncodingGuessed: false, otherEncodings: [] };
  const { encoding, others } = await guessEncoding(letterLines);
  return { encoding, isEncodingGuessed: true, otherEncodings: others };
}

/** Errors: `intake.not-text`, `intake.empty-file`, `intake.broken-header`, `intake.lone-returns`. */
export async function openText(
  found: FoundFile,
  read: ReadOptions,
  { temporary, names }: OpenSettings,
): Promise<OpenedFile> {
  await assertText(found);
  const scan = await scanFile(found.path);
  const told = await encodingOf(scan, read);
  const { encoding } = told;
  const isUtf8 = encoding === 'utf-8' && scan.unicode === 'utf-8' && !scan.hasInvalidBytes;
  const textPath = isUtf8 ? found.path : `${temporary}.utf8`;
  const { hasInvalidBytes, blanks } = isUtf8
    ? { hasInvalidBytes: false, blanks: scan.blanks }
    : await transcode(found.path, encoding, textPath);
  return {
    sheet: null,
    ...told,
    columns: names ?? read.columns ?? (await headerOf(found.name, textPath, read)),
    types: null,
    textPath,
    hasInvalidBytes,
    blanks,
    scan,
    copy: null,
  };
}

async function assertText(found: FoundFile): Promise<void> {
  const kind = kindOfBytes(await firstBytes(found.path));
  if (kind !== null) throw failure('intake.not-text', { file: found.name, kind });
}

/** A header with what stands before it is within so much text. */
const headerLengthMax = 1 << 20;

async function headerOf(file: string, textPath: string, read: ReadOptions): Promise<readonly string[]> {
  let text = '';
  for await (const piece of decodedText(textPath, 'utf-8')) {
    text += piece;
    if (text.length > headerLengthMax || (text.length > 0 && read.headerRow === 1)) break;
  }
  const at = lineStart(text, read.headerRow);
  if (at < 0 || (text.slice(at).split('\n', 1)[0] ?? '').trim() === '') {
    throw failure('intake.empty-file', { file });
  }
  if (/\r[^\n]/.test(text) && !text.includes('\n')) throw failure('intake.lone-returns', { file });
  const header = parseRecord(text, at, read, true);
  if (header.kind !== 'record') throw failure('intake.broken-header', { file });
  const names = header.values.map((name) => name.trim());
  return names.at(-1) === '' ? names.slice(0, -1) : names;
}

/** Index at which a line begins, from 1; -1 when there are not so many. */
function lineStart(text: string, line: number): number {
  let at = 0;
  for (let before = 1; before < line; before += 1) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) return -1;
    at = newline + 1;
  }
  return at;
}
