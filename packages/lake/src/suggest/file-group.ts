import { profileColumn, type ColumnProfile } from './column-profile.ts';
import { withoutTotals, type TotalRow } from './total-row.ts';
import { dayInName } from './file-pattern.ts';
import { namePattern } from '../source/folder.ts';
import { nameStem, sharedPattern } from './feed-name.ts';
import { intervalColumns, type IntervalColumns } from './balance-interval.ts';
import { recordTypeOf } from './record-type.ts';
import { trailerOf } from './short-trailer.ts';
import type { Condition } from './row-choice.ts';
import type { DdlColumn } from './sample/table-ddl.ts';
import { isKnownName } from './vocabulary.ts';
import type { ColumnDescription, FileSample, SampleLayout } from './sample/file-sample.ts';

/** Rows by which columns of two files are compared. */
const rowsCompared = 200;

/** Files of one layout whose names differ only in what tells one from the next: one feed. */
export interface FileGroup {
  /** Pattern for the mapping: the name, or the name with `*` in place of what differs. */
  readonly pattern: string;
  /** The pattern, with the sheet of an Excel file that has several. */
  readonly label: string;
  readonly layout: SampleLayout;
  readonly samples: readonly FileSample[];
  readonly columns: readonly ColumnProfile[];
  /** Two columns of numbers of which every row fills one: money in and money out. */
  readonly alternating: readonly [ColumnProfile, ColumnProfile] | null;
  readonly interval: IntervalColumns | null;
  readonly hasHeader: boolean;
  readonly isWhole: boolean;
  readonly rows: number;
  /** Records that are no rows of these columns. */
  readonly oddRecords: number;
  /** What tells its rows from records of other kinds; null: there are none. */
  readonly recordType: Condition | null;
  /** What tells records with fewer columns from its rows; null: nothing does, or there are none. */
  readonly trailer: Condition | null;
  readonly described: ColumnDescription | null;
  /** Names of the files that are not of this group. */
  readonly others: readonly string[];
  /** The latest day that the names of the files in its folder say, as yyyy-mm-dd; null: none says one. */
  readonly toldDay: string | null;
  /** Rows of totals, which are not among those of the samples. */
  readonly totals: readonly TotalRow[];
}

export function groupFiles(samples: readonly FileSample[]): FileGroup[] {
  const groups = new Map<string, FileSample[]>();
  for (const sample of samples) {
    const key = JSON.stringify([nameStem(sample.file.name), ...formOf(sample)]);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  const named = [...groups.values()].flatMap((own) =>
    clearOf(own, nameStem(own[0]?.file.name ?? ''), samples),
  );
  const days = samples.flatMap(({ file }) => dayInName(file.name)?.day?.iso ?? []);
  const toldDay = days.toSorted().at(-1) ?? null;
  return besideEachOther(named, samples).map(({ own, pattern }) => {
    const kept = new Set(own.map(({ file }) => file.name));
    const others = samples.flatMap(({ file }) => (kept.has(file.name) ? [] : [file.name]));
    return { ...groupOf(own, pattern, others), toldDay };
  });
}

/** Files that are one feed, and the pattern that fits their names. */
interface NamedFiles {
  readonly own: readonly FileSample[];
  readonly pattern: string;
}

/** How a file is read and what it calls its columns. Whether quotes count may not show in every file. */
function formOf(sample: FileSample): readonly unknown[] {
  return [{ ...sample.layout, quote: null, encoding: null }, sample.header ?? signature(sample)];
}

/** A pattern that fits other files as well would read them too: then each file is a feed of its own. */
function clearOf(own: readonly FileSample[], pattern: string, samples: readonly FileSample[]): NamedFiles[] {
  const names = new Set(own.map(({ file }) => file.name));
  const fits = namePattern(pattern);
  const isClear = !samples.some(({ file }) => !names.has(file.name) && fits.test(file.name));
  return isClear && names.size > 1
    ? [{ own, pattern }]
    : own.map((sample) => ({ own: [sample], pattern: sample.file.name }));
}

/** Puts together what stands in one file for each branch, say: names that differ in one place, and columns that are alike. */
function besideEachOther(
  found: readonly NamedFiles[],
  samples: readonly FileSample[],
): readonly NamedFiles[] {
  const alike = new Map<string, NamedFiles[]>();
  for (const one of found) {
    const [first] = one.own;
    const key =
      first === undefined || first.header === null || first.columnCount < 3
        ? one.pattern
        : JSON.stringify(formOf(first));
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike.values()].flatMap((some) => {
    const own = some.flatMap((one) => one.own);
    const pattern = some.length < 2 ? null : sharedPattern(some.map((one) => one.pattern));
    if (pattern === null || !areAlike(some.flatMap((one) => one.own[0] ?? []))) return some;
    const [all, ...more] = clearOf(own, pattern, samples);
    return all === undefined || more.length > 0 ? some : [all];
  });
}

/** Whether columns hold the same kinds of values, and no key comes again: the same accounts on two days are two files. */
function areAlike(files: readonly FileSample[]): boolean {
  const [first = [], ...others] = files.map(({ rows, columnCount }) =>
    Array.from({ length: columnCount }, (_, index) =>
      profileColumn(
        '',
        rows.slice(0, rowsCompared).map((row) => row[index] ?? ''),
      ),
    ),
  );
  return others.every((columns) =>
    columns.every((column, index) => {
      const before = first[index];
      if (before === undefined || column.filled === 0 || before.filled === 0) return true;
      const isKey = column.isUnique && before.isUnique && column.filled >= 5;
      const isShared =
        isKey && [...column.distinct].filter((one) => before.distinct.has(one)).length * 2 > column.filled;
      return kindOf(column) === kindOf(before) && !isShared;
    }),
  );
}

/** What the columns of a file without a header look like: files that differ in it are not of one kind. */
function signature({ rows, columnCount }: FileSample): readonly string[] {
  return Array.from({ length: columnCount }, (_, index) => {
    return kindOf(
      profileColumn(
        '',
        rows.slice(0, rowsCompared).map((row) => row[index] ?? ''),
      ),
    );
  });
}

function kindOf({ dates, number }: ColumnProfile): string {
  return dates[0]?.written ?? (number === null ? 'text' : 'number');
}

function groupOf(
  found: readonly FileSample[],
  pattern: string,
  others: readonly string[],
): Omit<FileGroup, 'toldDay'> {
  const cut = found.map(withoutTotals);
  const samples = cut.map(({ sample }) => sample);
  const [first] = samples as unknown as readonly [FileSample, ...FileSample[]];
  const rows = samples.flatMap((sample) => sample.rows);
  const names = first.header ?? Array.from({ length: first.columnCount }, (_, index) => `c${index + 1}`);
  const all = names.map((name, index) =>
    calledAs(
      first.described?.table?.columns[index] ?? null,
      profileColumn(
        name,
        // What has no name cannot be taken.
        name === '' ? [] : rows.map((row) => row[index] ?? ''),
        first.described?.fields[index]?.decimals ?? 0,
      ),
    ),
  );
  const columns = withoutPrefix(withSharedForm(all));
  const trailer = trailerOf(columns, samples);
  const recordType = trailer === null ? recordTypeOf(columns, samples) : null;
  const isOdd = recordType === null && trailer === null;
  const layout = layoutOf(samples, first);
  return {
    pattern,
    label: layout.kind === 'excel' && !layout.isOnly ? `${pattern} [${layout.sheet}]` : pattern,
    layout,
    samples,
    columns,
    alternating: alternatingOf(columns, rows),
    interval: intervalColumns(columns, rows),
    hasHeader: first.header !== null,
    isWhole: samples.every(({ isWhole }) => isWhole),
    rows: rows.length,
    oddRecords: isOdd ? samples.reduce((sum, sample) => sum + sample.oddRecords, 0) : 0,
    recordType,
    trailer,
    described: first.described,
    others,
    totals: cut.flatMap(({ totals }) => totals),
  };
}

/** Whether quotes count, and how letters are encoded, may not show in every file. */
function layoutOf(samples: readonly FileSample[], first: FileSample): SampleLayout {
  const { layout } =
    samples.find((sample) => sample.layout.kind === 'delimited' && sample.layout.quote === '') ?? first;
  if (!('encoding' in layout)) return layout;
  const encodings = new Set(
    samples.flatMap((sample) => ('encoding' in sample.layout ? (sample.layout.encoding ?? []) : [])),
  );
  // Files of several are each told by their bytes.
  const [encoding = null] = encodings;
  return { ...layout, encoding: encodings.size > 1 ? 'utf-8' : encoding };
}

/** A title of the field tells more than an abbreviation. */
function calledAs(described: DdlColumn | null, column: ColumnProfile): ColumnProfile {
  const { title = null, isMinor = null } = described ?? {};
  return title === null || !isKnownName(title)
    ? { ...column, isMinor }
    : { ...column, called: title, isNamed: true, isMinor };
}

/** Days that could be written in several forms are written as the other columns of the file write theirs. */
function withSharedForm(columns: readonly ColumnProfile[]): readonly ColumnProfile[] {
  const told = new Set(columns.flatMap(({ dates }) => (dates.length === 1 ? (dates[0]?.written ?? []) : [])));
  return columns.map((column) => {
    const shared = column.dates.filter(({ written }) => told.has(written));
    return column.dates.length > 1 && shared.length === 1 ? { ...column, dates: shared } : column;
  });
}

/** Names without what all of them begin with, as fields of a record begin with its name: `UMS-WHG`, `UMS-BETRAG`. */
function withoutPrefix(columns: readonly ColumnProfile[]): readonly ColumnProfile[] {
  const [prefix] = /^[\p{L}\d]{1,12}[-_.]/u.exec(columns[0]?.name ?? '') ?? [];
  if (prefix === undefined || columns.length < 4 || !columns.every(({ name }) => name.startsWith(prefix)))
    return columns;
  return columns.map((column) => {
    const rest = column.name.slice(prefix.length);
    return !column.isNamed && isKnownName(rest) ? { ...column, called: rest, isNamed: true } : column;
  });
}

function alternatingOf(
  columns: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
): FileGroup['alternating'] {
  const some = rows.slice(0, 2000);
  const isFilled = (row: readonly string[], index: number): boolean =>
    !['', '0', '0.00'].includes(row[index] ?? '');
  for (const [first, one] of columns.entries()) {
    for (const [second, other] of columns.entries()) {
      if (second <= first || one.number === null || other.number === null) continue;
      const isBoth = some.some((row) => isFilled(row, first)) && some.some((row) => isFilled(row, second));
      if (isBoth && some.every((row) => isFilled(row, first) !== isFilled(row, second))) return [one, other];
    }
  }
  return null;
}

/** How many rows hold each value of a column. */
export function valueCounts(
  { columns, samples }: FileGroup,
  column: ColumnProfile,
): ReadonlyMap<string, number> {
  const at = columns.indexOf(column);
  const counts = new Map<string, number>();
  for (const { rows } of samples) {
    for (const row of rows) counts.set(row[at] ?? '', (counts.get(row[at] ?? '') ?? 0) + 1);
  }
  return counts;
}

/** All rows of a group that were looked at. */
export function rowsOf({ samples }: FileGroup): readonly (readonly string[])[] {
  return samples.length === 1 ? (samples[0]?.rows ?? []) : samples.flatMap(({ rows }) => rows);
}
