import { decodeBytes } from '../../source/byte-decoder.ts';
import type { FileEncoding } from '../../source/encoding.ts';
import type { FoundFile } from '../../source/folder.ts';
import { columnPlaces } from './column-places.ts';
import { follows, recordOf, type CopybookRecord } from './copybook.ts';
import type { ColumnPlace, FileSample } from './file-sample.ts';
import { withoutOddEnds } from './odd-end.ts';
import type { SampleBytes, SampleText } from './sample-bytes.ts';

/** Lines that must be as long as each other before a file is taken for one of fixed width. */
const linesLeast = 3;
const lengthLeast = 8;
/** Lines looked at before the others. */
const linesFirst = 20;
/** A delimiter that only happens to be in every line stands elsewhere in each; with fewer lines that could be so. */
const linesAgainstDelimiter = 20;

/** A file whose lines are all as long as each other. */
export interface FixedLines {
  readonly file: FoundFile;
  /** Null: nothing beyond ASCII was seen. */
  readonly encoding: FileEncoding | null;
  readonly unit: 'bytes' | 'characters';
  readonly length: number;
  /** Bytes of a record where no line ends divide them; null: they do. */
  readonly recordLength: number | null;
  /** Of bytes: one character for each. */
  readonly lines: readonly string[];
  readonly isWhole: boolean;
}

/** Lines of one length, in bytes or else in characters; null when they differ. */
export function fixedLines(file: FoundFile, bytes: SampleBytes, text: SampleText): FixedLines | null {
  const { encoding } = text;
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const inBytes = isWide ? null : linesAlike([bytes.head.toString('latin1')], bytes.isWhole);
  const lines = inBytes ?? linesAlike([text.head, ...text.pieces], true);
  if (lines === null) return null;
  const unit = inBytes === null ? 'characters' : 'bytes';
  const length = lengthOf(lines[0] ?? '');
  return { file, encoding, unit, length, recordLength: null, lines, isWhole: text.isWhole };
}

function linesAlike(texts: readonly string[], isEnded: boolean): string[] | null {
  // Most files show in their first lines that they are of another kind.
  if (!areAlike(filledLines(texts[0]?.split('\n', linesFirst) ?? []))) return null;
  const lines = texts.flatMap((text) => (isEnded ? text.split('\n') : text.split('\n').slice(0, -1)));
  const filled = filledLines(lines);
  return areAlike(filled) && filled.length >= linesLeast && lengthOf(filled[0] ?? '') >= lengthLeast
    ? filled
    : null;
}

function filledLines(lines: readonly string[]): string[] {
  return lines
    .map((line) => line.replace(/^(\u{FEFF}|\u00EF\u00BB\u00BF)/u, '').replace(/\r$/, ''))
    .filter((line) => line.replaceAll('\u001A', '').trim() !== '');
}

function areAlike(lines: readonly string[]): boolean {
  const length = lengthOf(lines[0] ?? '');
  return lines.every((line) => lengthOf(line) === length);
}

const lengthOf = (line: string): number => Array.from(line).length;

/** Whether a text that could be divided by a delimiter is rather one of fixed width: the delimiter stands nowhere in particular. */
export function isRatherFixed({ lines }: FixedLines, { layout }: FileSample): boolean {
  if (layout.kind !== 'delimited' || lines.length < linesAgainstDelimiter) return false;
  const { delimiter } = layout;
  const places = new Set(lines.map((line) => line.indexOf(delimiter)));
  return delimiter.length === 1 && places.size > 1;
}

/** A file beside others that describes their records. */
export interface RecordText {
  readonly file: FoundFile;
  readonly records: readonly CopybookRecord[];
}

/** Cuts files of one kind as a description of their records says, or by the columns that their lines show together. */
export function sampleFixed(files: readonly FixedLines[], texts: readonly RecordText[]): FileSample[] {
  const cut = files.map((one) => ({ ...one, sound: withoutOddEnds(one.lines) }));
  const lines = cut.flatMap((one) => one.sound);
  const found = files.every(({ unit }) => unit === 'bytes')
    ? texts.flatMap(({ file, records }) => {
        const record = recordOf(records, lines, files[0]?.file.name ?? '');
        return record === null ? [] : [{ file: file.name, record }];
      })[0]
    : undefined;
  const record = found?.record;
  const sound = cut.map((one) => ({
    ...one,
    sound: record === undefined ? one.sound : withoutStrangeEnds(one.sound, record),
  }));
  const fields = record?.fields ?? [];
  const places = fields.length > 0 ? fields : columnPlaces(lines);
  return sound.map((one) => ({
    file: one.file,
    layout: {
      kind: 'fixed',
      encoding: one.encoding,
      unit: one.unit,
      recordLength: one.recordLength,
      places: places.map(({ from, length }) => ({ from, length })),
    },
    header: fields.length > 0 ? fields.map(({ name }) => name) : null,
    rows: rowsOf(one, one.sound, places),
    oddRows: rowsOf(one, oddOf(one), places),
    columnCount: places.length,
    oddRecords: one.lines.length - one.sound.length,
    isWhole: one.isWhole,
    described:
      found === undefined
        ? null
        : { file: found.file, record: found.record.isNote === true ? null : found.record.name, fields },
  }));
}

/** A first and a last line that a record does not describe are of another kind. */
function withoutStrangeEnds(lines: readonly string[], record: CopybookRecord): readonly string[] {
  const isOdd = (line: string | undefined): boolean => line !== undefined && !follows(line, record);
  return lines.slice(isOdd(lines[0]) ? 1 : 0, isOdd(lines.at(-1)) ? -1 : undefined);
}

function oddOf({ lines, sound }: FixedLines & { readonly sound: readonly string[] }): readonly string[] {
  const kept = new Set(sound);
  return lines.length === sound.length ? [] : lines.filter((line) => !kept.has(line));
}

function rowsOf(
  { encoding, unit }: FixedLines,
  lines: readonly string[],
  places: readonly ColumnPlace[],
): string[][] {
  const decode = decodeBytes(encoding ?? 'utf-8', { keepsMark: true });
  const textOf = (part: string): string => (unit === 'bytes' ? decode(Buffer.from(part, 'latin1')) : part);
  return lines.map((line) => {
    const signs = Array.from(line);
    return places.map(({ from, length }) => textOf(signs.slice(from, from + length).join('')).trim());
  });
}
