import { assert, Failure, failure } from '@gradus/schema';
import { hashFile, quoteName, quoteText, type Session } from '@gradus/engine';
import type { ReadOptions } from '../mapping/mapping.ts';
import { firstBytes, isGzip } from './first-bytes.ts';
import type { FileScan } from './file-scan.ts';
import { fileState, isSameState, type FileState, type FoundFile } from './folder.ts';
import { unpackGzip } from './gzip.ts';
import { LineMap } from './line-map.ts';
import {
  openExcel,
  openFixed,
  openParquet,
  openText,
  type OpenedFile,
  type OpenSettings,
} from './opened-file.ts';
import { copyRecords, type BrokenLine } from './record-copy.ts';
import { decodedText } from './transcode.ts';

/** What one thread reads at a time; small enough that files of some megabytes keep all threads busy. */
const bufferBytes = 2_100_000;
/** The engine takes delimiters up to this length. */
const delimiterBytesMax = 4;

/** A file of the delivery, looked through once, ready to be read into a table. */
export interface SourceFile extends OpenedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: FileState;
  readonly path: string;
  readonly read: ReadOptions;
}

/**
 * Records of a file in a table: columns `c0`, `c1` …, all VARCHAR; the rowid is the record's number, from 0. Where the file
 * has types, `n0`, `n1` … are its columns as they are.
 */
export interface ReadRecords {
  readonly records: number;
  readonly lines: LineMap;
  readonly broken: readonly BrokenLine[];
}

/**
 * Looks a file through: hash, encoding, names of its columns. A file packed with gzip, known by its first bytes, is unpacked
 * before; one that is no delimited text is copied as such.
 *
 * Errors: `intake.gzip-damaged`, `intake.unpacked-too-large`, `intake.repeated-column`, those of openParquet, openFixed,
 * openText.
 */
export async function openSourceFile(
  session: Session,
  found: FoundFile,
  read: ReadOptions,
  settings: OpenSettings,
): Promise<SourceFile> {
  const state = await fileState(found.path);
  const plain = { name: found.name, path: await unpacked(found, state, settings) };
  const opened = await openByFormat(session, plain, read, settings);
  const { columns, scan } = opened;
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) throw failure('intake.repeated-column', { file: found.name, column: repeated });
  const isScanned = scan !== null && plain.path === found.path;
  const { sha256, bytes } = isScanned ? scan : await hashFile(found.path);
  return { ...opened, ...found, bytes, sha256, state, read };
}

/** The file, or what comes out of it when it is packed. */
async function unpacked(found: FoundFile, { size }: FileState, { temporary }: OpenSettings): Promise<string> {
  if (!isGzip(await firstBytes(found.path))) return found.path;
  const target = `${temporary}.unpacked`;
  await unpackGzip(found, Number(size), target);
  return target;
}

async function openByFormat(
  session: Session,
  found: FoundFile,
  read: ReadOptions,
  settings: OpenSettings,
): Promise<OpenedFile> {
  if (read.format === 'parquet') return openParquet(session, found);
  if (read.format === 'excel') return openExcel(found, read, settings);
  if (read.format === 'fixed') return openFixed(found, read, settings);
  return openText(found, read, settings);
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
  const read = await readByFormat(file, temporary, toTable);
  if (!isSameState(file.state, await fileState(file.path)))
    throw failure('intake.file-changed', { file: file.name });
  return read;
}

async function readByFormat(
  file: SourceFile,
  temporary: string,
  toTable: (relation: string) => Promise<number>,
): Promise<ReadRecords> {
  if (file.copy !== null) return readCopy(file.textPath, file.columns.length, file.copy, toTable);
  return file.scan === null ? readParquet(file, toTable) : readText(file, file.scan, temporary, toTable);
}

/** What the engine says of pages that cannot be unpacked; its words are about files of the lake. */
const damages: ReadonlySet<string> = new Set(['engine.file-unreadable', 'engine.statement-failed']);

async function readParquet(
  file: SourceFile,
  toTable: (relation: string) => Promise<number>,
): Promise<ReadRecords> {
  const columns = file.columns.map(
    (name, index) => `CAST(${quoteName(name)} AS VARCHAR) AS c${index}, ${quoteName(name)} AS n${index}`,
  );
  const records = await toTable(
    `(SELECT ${columns.join(', ')} FROM read_parquet(${quoteText(file.textPath)}))`,
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
  const headerLines = file.read.headerRow;
  const { delimiter, shortLines } = file.read;
  // The engine would take a line of blanks for a short record.
  const isForEngine = Buffer.byteLength(delimiter) <= delimiterBytesMax && headerLines <= 1 && !shortLines;
  if (!scan.hasBlankLines && isForEngine) {
    const relation = csvRelation(file.textPath, file.columns.length, file.read, headerLines);
    const records = await toTable(relation).catch(nullWhenMalformed);
    // Fewer or more rows than lines: something was taken for a line end, or was not.
    if (records === Math.max(0, scan.lines - headerLines)) {
      return { records, lines: LineMap.oneToOne(1 + headerLines), broken: [] };
    }
  }
  const target = `${temporary}.records`;
  const place = { columns: file.columns.length, headerLines, shortLines, target };
  const copy = await copyRecords(decodedText(file.textPath, 'utf-8'), file.read, place);
  return readCopy(target, file.columns.length, copy, toTable);
}

async function readCopy(
  path: string,
  columns: number,
  { records: copied, lines, broken }: ReadRecords,
  toTable: (relation: string) => Promise<number>,
): Promise<ReadRecords> {
  const quoted: Pick<ReadOptions, 'delimiter' | 'quote'> = { delimiter: ',', quote: '"' };
  const records = await toTable(csvRelation(path, columns, quoted, 0));
  assert(records === copied, `${copied} records were copied, ${records} were read`);
  return { records, lines, broken };
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
