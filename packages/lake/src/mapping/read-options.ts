import { isoFormat, parseDayFormat } from './day-format.ts';
import type { ReadSettings } from './read-settings.ts';
import type { FixedLayout, ReadOptions } from './mapping.ts';

/** Settings of the document and of one feed together, with what is so unless stated. */
export function resolveRead(shared: ReadSettings | undefined, own: ReadSettings | undefined): ReadOptions {
  const read = { ...shared, ...own };
  const format = read.format ?? 'csv';
  const header = headerOf(read);
  return {
    format,
    encoding: read.encoding ?? 'auto',
    delimiter: read.delimiter ?? ',',
    quote: read.quote ?? '"',
    // A feed that has a header again leaves the shared list of columns behind.
    columns: format === 'fixed' || header === false ? columnNames(read) : null,
    headerRow: typeof header === 'object' && 'row' in header ? header.row : header === true ? 1 : 0,
    headerFile: typeof header === 'object' && 'file' in header ? header.file : null,
    shortLines: format === 'csv' && read.short_lines === true,
    layout: format === 'fixed' ? fixedLayout(read) : null,
    sheet: read.sheet ?? null,
    missing: ['', ...[...(shared?.missing ?? []), ...(own?.missing ?? [])].map((word) => word.trim())],
    date: parseDayFormat(read.date ?? isoFormat.written) ?? isoFormat,
    latestYear: read.latest_year ?? null,
    decimal: read.decimal ?? '.',
    group: read.group ?? '',
  };
}

/**
 * What a file beside that of the feed, of totals or to look values up in, shares with it where it says itself how it is read:
 * not how records are laid out. Names of its own columns go with a `header: false` that stands around them.
 */
export function sharedWithOther(
  shared: ReadSettings | undefined,
  own: ReadSettings | undefined,
  other: ReadSettings | undefined,
): ReadSettings {
  const around = { ...shared, ...own };
  const hasNames = other?.columns !== undefined && around.header === false;
  return {
    ...around,
    format: undefined,
    header: hasNames ? false : undefined,
    columns: undefined,
    positions: undefined,
    record_length: undefined,
    short_lines: undefined,
    sheet: undefined,
    missing: [...(shared?.missing ?? []), ...(own?.missing ?? [])],
  };
}

/**
 * What a file that values are looked up in shares with the feed around it: all, unless it says itself how it is read; then not
 * how its records are laid out, but still whether it is an Excel file, for its sheet may be all that differs.
 */
export function sharedWithLookup(around: ReadSettings, lookup: ReadSettings | undefined): ReadSettings {
  if (lookup === undefined) return around;
  const format = lookup.delimiter === undefined ? around.format : undefined;
  return { ...sharedWithOther(around, undefined, lookup), format };
}

/** Files of fixed width have no header unless one is stated, all others have. */
export function headerOf(read: ReadSettings): NonNullable<ReadSettings['header']> {
  return read.header ?? read.format !== 'fixed';
}

export function columnNames(read: ReadSettings): string[] | null {
  return read.columns?.map((column) => (typeof column === 'string' ? column : column.name)) ?? null;
}

/** Places of the columns; one without a length is none of such a file, which the check says. */
function fixedLayout(read: ReadSettings): FixedLayout {
  const columns: { name: string; from: number; length: number }[] = [];
  let next = 0;
  for (const column of read.columns ?? []) {
    if (typeof column === 'string') continue;
    const from = column.from === undefined ? next : column.from - 1;
    columns.push({ name: column.name, from, length: column.length });
    next = from + column.length;
  }
  return {
    unit: read.positions ?? 'bytes',
    columns,
    recordLength: read.record_length ?? null,
    mayEndEarly: read.short_lines ?? false,
  };
}
