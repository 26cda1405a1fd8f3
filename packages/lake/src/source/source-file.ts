import { open } from 'node:fs/promises';
import { assert, Failure, failure } from '@gradus/schema';
import { parquetSchema, quoteName, quoteText, type Session } from '@gradus/engine';
import type { ReadOptions } from '../mapping/mapping.ts';
import { hashFile } from '../store/file-hash.ts';
import { blankCharacters, scanFile, type Blank, type DetectedEncoding, type FileScan } from './file-scan.ts';
import { fileState, isSameState, type FileState, type FoundFile } from './folder.ts';
import { LineMap } from './line-map.ts';
import { copyRecords, type BrokenLine } from './record-copy.ts';
import { parseRecord } from './record-parser.ts';
import { decodedText, transcode } from './transcode.ts';

/** What one thread reads at a time; small enough that files of some megabytes keep all threads busy. */
const bufferBytes = 2_100_000;

/** A file of the delivery, looked through once, ready to be read into a table. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Null for Parquet. */
  readonly encoding: DetectedEncoding | null;
  readonly isEncodingGuessed: boolean;
  readonly columns: readonly string[];
  readonly state: FileState;
  readonly path: string;
  /** File that is read in its place: itself, or a copy in UTF-8. */
  readonly textPath: string;
  readonly hasInvalidBytes: boolean;
  /** Kinds of blanks in what is read. */
  readonly blanks: ReadonlySet<Blank>;
  /** Null for Parquet. */
  readonly scan: FileScan | null;
  readonly read: ReadOptions;
}

/** Records of a file in a table: columns `c0`, `c1` …, all VARCHAR; the rowid is the record's number, from 0. */
export interface ReadRecords {
  readonly records: number;
  readonly lines: LineMap;
  readonly broken: readonly BrokenLine[];
}

/**
 * Looks a file through: hash, encoding, names of its columns. `temporary` is a name free for copies of it.
 *
 * Errors: `intake.empty-file`, `intake.broken-header`, `intake.lone-returns`, `intake.not-parquet`, `intake.repeated-column`.
 */
export async function openSourceFile(
  session: Session,
  found: FoundFile,
  read: ReadOptions,
  temporary: string,
): Promise<SourceFile> {
  const state = await fileState(found.path);
  if (read.format === 'parquet') {
    const { sha256, bytes } = await hashFile(found.path);
    const columns = (await parquetColumns(session, found)).map(({ name }) => name);
    const own = {
      encoding: null,
      isEncodingGuessed: false,
      textPath: found.path,
      hasInvalidBytes: false,
      blanks: new Set(Object.keys(blankCharacters) as Blank[]),
      scan: null,
    };
    return { ...found, ...own, bytes, sha256, columns, state, read };
  }
  const scan = await scanFile(found.path);
  const encoding = read.encoding === 'auto' ? scan.encoding : read.encoding;
  const isUtf8 = encoding === 'utf-8' && scan.encoding === 'utf-8' && !scan.hasInvalidBytes;
  const textPath = isUtf8 ? found.path : `${temporary}.utf8`;
  const { hasInvalidBytes, blanks } = isUtf8
    ? { hasInvalidBytes: false, blanks: scan.blanks }
    : await transcode(found.path, encoding, textPath);
  const columns = read.columns ?? (await headerOf(found.name, textPath, read));
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) throw failure('intake.repeated-column', { file: found.name, column: repeated });
  const isEncodingGuessed = read.encoding === 'auto' && encoding === 'gb18030';
  const { bytes, sha256 } = scan;
  return {
    ...found,
    bytes,
    sha256,
    encoding,
    isEncodingGuessed,
    columns,
    state,
    textPath,
    hasInvalidBytes,
    blanks,
    scan,
    read,
  };
}

async function parquetColumns(session: Session, found: FoundFile): Promise<{ name: string; type: string }[]> {
  const problem = await parquetProblem(found.path);
  if (problem !== null) throw failure('intake.not-parquet', { file: found.name, problem });
  return parquetSchema(session, found.path).catch(() => {
    throw failure('intake.not-parquet', { file: found.name, problem: 'damaged' });
  });
}

/** A Parquet file begins and ends with the same mark; the engine's own words would speak of the lake's files. */
async function parquetProblem(file: string): Promise<'no-mark' | 'cut-off' | null> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const markAt = async (position: number): Promise<boolean> =>
      (await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, position))).buffer.toString('latin1') === 'PAR1';
    if (!(await markAt(0))) return 'no-mark';
    return (await markAt(size - 4)) && size > 12 ? null : 'cut-off';
  } finally {
    await handle.close();
  }
}

async function headerOf(file: string, textPath: string, read: ReadOptions): Promise<readonly string[]> {
  let text = '';
  for await (const piece of decodedText(textPath, 'utf-8')) {
    text += piece;
    if (text.length > 0) break;
  }
  if ((text.split('\n', 1)[0] ?? '').trim() === '') throw failure('intake.empty-file', { file });
  if (/\r[^\n]/.test(text) && !text.includes('\n')) throw failure('intake.lone-returns', { file });
  const header = parseRecord(text, 0, read, true);
  if (header.kind !== 'record') throw failure('intake.broken-header', { file });
  const names = header.values.map((name) => name.trim());
  return names.at(-1) === '' ? names.slice(0, -1) : names;
}

/**
 * Reads a file by `toTable`, which makes a table out of a relation (columns `c0` …) and says how many rows it got. A file
 * of one sound record per line is read by the engine as it is; any other first goes through a copy of its sound records.
 *
 * Errors: `intake.file-changed`, `intake.not-parquet`, and those of `toTable`.
 */
export async function readRecords(
  file: SourceFile,
  temporary: string,
  toTable: (relation: string) => Promise<number>,
): Promise<ReadRecords> {
  const read =
    file.scan === null
      ? await readParquet(file, toTable)
      : await readText(file, file.scan, temporary, toTable);
  if (!isSameState(file.state, await fileState(file.path)))
    throw failure('intake.file-changed', { file: file.name });
  return read;
}

/** What the engine says of pages that cannot be unpacked; its words are about files of the lake. */
const damages: ReadonlySet<string> = new Set(['engine.file-unreadable', 'engine.statement-failed']);

async function readParquet(
  file: SourceFile,
  toTable: (relation: string) => Promise<number>,
): Promise<ReadRecords> {
  const columns = file.columns.map((name, index) => `CAST(${quoteName(name)} AS VARCHAR) AS c${index}`);
  const records = await toTable(
    `(SELECT ${columns.join(', ')} FROM read_parquet(${quoteText(file.path)}))`,
  ).catch((error: unknown) => {
    if (error instanceof Failure && damages.has(error.code)) {
      throw failure('intake.not-parquet', { file: file.name, problem: 'damaged' });
    }
    throw error;
  });
  return { records, lines: LineMap.oneToOne(1), broken: [] };
}

async function readText(
  file: SourceFile,
  scan: FileScan,
  temporary: string,
  toTable: (relation: string) => Promise<number>,
): Promise<ReadRecords> {
  const headerLines = file.read.columns === null ? 1 : 0;
  if (!scan.hasBlankLines) {
    const relation = csvRelation(file.textPath, file.columns.length, file.read, headerLines);
    const records = await toTable(relation).catch(nullWhenMalformed);
    // Fewer or more rows than lines: something was taken for a line end, or was not.
    if (records === Math.max(0, scan.lines - headerLines)) {
      return { records, lines: LineMap.oneToOne(1 + headerLines), broken: [] };
    }
  }
  const target = `${temporary}.records`;
  const place = { columns: file.columns.length, headerLines, target };
  const copy = await copyRecords(decodedText(file.textPath, 'utf-8'), file.read, place);
  const quoted: Pick<ReadOptions, 'delimiter' | 'quote'> = { delimiter: ',', quote: '"' };
  const records = await toTable(csvRelation(target, file.columns.length, quoted, 0));
  assert(records === copy.records, `${copy.records} records were copied, ${records} were read`);
  return { records, lines: copy.lines, broken: copy.broken };
}

/** The engine's reader stops at the first line that is no record; the file is then read record by record. */
function nullWhenMalformed(error: unknown): null {
  if (error instanceof Failure && error.code === 'engine.statement-failed') return null;
  throw error;
}

function csvRelation(
  file: string,
  columns: number,
  form: Pick<ReadOptions, 'delimiter' | 'quote'>,
  skip: number,
): string {
  const types = Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const quote = quoteText(form.quote);
  return [
    `read_csv(${quoteText(file)}, auto_detect = false, header = false, skip = ${skip}`,
    `buffer_size = ${bufferBytes}, delim = ${quoteText(form.delimiter)}, quote = ${quote}, escape = ${quote}, strict_mode = true`,
    `columns = {${types}})`,
  ].join(', ');
}
