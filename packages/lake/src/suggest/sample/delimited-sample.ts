import { parseRecord, type RecordForm } from '../../source/record-parser.ts';
import type { FoundFile } from '../../source/folder.ts';
import type { FileSample, HeaderPlace } from './file-sample.ts';
import { longDelimiters } from './long-delimiter.ts';
import type { SampleText } from './sample-bytes.ts';

/** Delimiters tried after those of several characters, those that cannot occur in a value by chance first. */
const delimiters = ['||', '\u0001', '\u001B', '\u001F', '\t', '|', ';', ',', '^', '~'];
/** Lines by which the form of a file is told. */
const linesTold = 200;
/** Most lines with a title before the names of the columns. */
const titleLinesMost = 10;

/** A record and the line on which it begins, from 1. */
interface SampleRecord {
  readonly values: readonly string[];
  readonly line: number;
}

/** Looks at a text as one of delimited columns; null when no delimiter divides most of its lines alike. */
export function sampleDelimited(file: FoundFile, text: SampleText): FileSample | null {
  const form = formOf(text.head);
  if (form === null) return null;
  const { records } = recordsOf(text.head, form);
  const isEnded = endsInDelimiter(records);
  const cut = isEnded ? records.map((record) => withoutLast(record, usualCount(records))) : records;
  return sampleRecords(file, text, { form, records: cut, isEnded });
}

function sampleRecords(
  file: FoundFile,
  text: SampleText,
  of: { readonly form: RecordForm; readonly records: readonly SampleRecord[]; readonly isEnded: boolean },
): FileSample | null {
  const { form, records, isEnded } = of;
  const columnCount = usualCount(records);
  const at = headerAt(records, columnCount);
  const first = records[at];
  if (first === undefined) return null;
  const data = records.slice(at);
  const isNamed = isHeader(
    first.values,
    data.slice(1).map(({ values }) => values),
  );
  const header: HeaderPlace = isNamed ? { kind: 'line', line: first.line } : { kind: 'none' };
  const later = text.pieces
    .flatMap((piece) => recordsOf(piece, form).records)
    .map((record) => (isEnded ? withoutLast(record, columnCount + 1) : record));
  const kept = [...(isNamed ? data.slice(1) : records), ...later];
  const rows = kept.flatMap(({ values }) => {
    const sound = soundValues(values, columnCount);
    return sound === null ? [] : [sound];
  });
  return {
    file,
    layout: { kind: 'delimited', encoding: text.encoding, ...form, header },
    header: isNamed ? first.values : null,
    rows,
    columnCount,
    oddRecords: kept.length - rows.length,
    oddRows: kept.flatMap(({ values }) => (values.length < columnCount ? [padded(values, columnCount)] : [])),
    isWhole: text.isWhole,
    described: null,
  };
}

/**
 * Where the header stands if there is one, or else the first row: a title before it is often as wide as the rows, with most of
 * its cells empty.
 */
function headerAt(records: readonly SampleRecord[], columnCount: number): number {
  const at = records.findIndex(({ values }) => values.length === columnCount);
  const isTitle = ({ values }: SampleRecord): boolean =>
    values.length !== columnCount || values.filter((cell) => cell === '').length * 2 >= columnCount;
  const title = records.findIndex((record) => !isTitle(record));
  if (title <= at || title > titleLinesMost || columnCount < 3) return at;
  const others = records.slice(title + 1).map(({ values }) => values);
  return isHeader(records[title]?.values ?? [], others) ? title : at;
}

/** The values of a record as import takes them, without empty ones after the last column; null when their number is wrong. */
function soundValues(values: readonly string[], columnCount: number): readonly string[] | null {
  const isSound = values.length >= columnCount && values.slice(columnCount).every((value) => value === '');
  return isSound ? values.slice(0, columnCount) : null;
}

function padded(values: readonly string[], columnCount: number): readonly string[] {
  return Array.from({ length: columnCount }, (_, index) => values[index] ?? '');
}

/** The delimiter by which most of the first lines, after those of a title, have the same number of columns. */
function formOf(text: string): RecordForm | null {
  const lines = text.split('\n', linesTold);
  const start = lines.join('\n');
  for (const delimiter of [...longDelimiters(lines), ...delimiters]) {
    if (!start.includes(delimiter) || (delimiter === '||' && isMissing(lines))) continue;
    const form = quoteOf(start, delimiter);
    const { records } = recordsOf(start, form);
    const count = usualCount(records);
    const title = records.findIndex(({ values }) => values.length === count);
    const fitting = records.slice(title).filter(({ values }) => values.length === count).length;
    const odd = records.length - title - fitting;
    const isShort = title <= Math.min(titleLinesMost, records.length / 2);
    // A line of totals at the end of a short file is one in less than ten.
    if (count >= 2 && isShort && (odd * 9 <= fitting || (odd === 1 && fitting >= 4))) return form;
  }
  return null;
}

/** Whether bars that stand beside each other are those before and behind a value that is missing. */
function isMissing(lines: readonly string[]): boolean {
  return lines.filter((line) => line.replaceAll('||', '').includes('|')).length * 2 >= lines.length;
}

/** Whether a delimiter stands after the last value too, as import takes it: all records of the usual length end in nothing. */
function endsInDelimiter(records: readonly SampleRecord[]): boolean {
  const count = usualCount(records);
  return count > 2 && records.every(({ values }) => values.length !== count || values.at(-1) === '');
}

function withoutLast(record: SampleRecord, count: number): SampleRecord {
  return record.values.length === count ? { ...record, values: record.values.slice(0, -1) } : record;
}

/** Files without quotes may hold some in their values. */
function quoteOf(text: string, delimiter: string): RecordForm {
  const quoted = { delimiter, quote: '"' };
  return recordsOf(text, quoted).broken === 0 ? quoted : { delimiter, quote: '' };
}

/** How many values most records have; of counts that are as common, the first. */
function usualCount(records: readonly SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { values } of records.slice(0, linesTold)) {
    counts.set(values.length, (counts.get(values.length) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most?.[0] ?? 0;
}

function recordsOf(text: string, form: RecordForm): { records: SampleRecord[]; broken: number } {
  const records: SampleRecord[] = [];
  let line = 1;
  let broken = 0;
  for (let at = 0; at < text.length;) {
    const record = parseRecord(text, at, form, true);
    if (record.kind === 'unfinished') break;
    if (record.kind === 'broken') broken += 1;
    else if (!(record.values.length === 1 && record.values[0]?.trim() === '')) {
      records.push({ values: record.values.map((value) => value.trim()), line });
    }
    line += newlines(text, at, record.end);
    at = record.end;
  }
  return { records, broken };
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * A header holds different names and no numbers or days, and the lines after it are not all like it. One column may have no
 * name, as that of the numbers of rows in an export.
 */
export function isHeader(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  const names = first.filter((cell) => cell !== '');
  if (new Set(first).size < first.length || names.length < 2) return false;
  if (first.some((cell) => /^[-+]?[\d.,/:-]+$/.test(cell))) return false;
  // Words over columns that also hold only words prove nothing; but then a word that comes again is a value.
  return !first.some((cell, index) => cell !== '' && others.some((row) => row[index] === cell));
}
