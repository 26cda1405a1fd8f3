import { diagnostic, type Diagnostic, type LocalText } from '@gradus/schema';
import { dayFormatText, nearDayFormats, parseDayFormat } from './day-format.ts';
import type { ReadSettings } from './read-settings.ts';
import type { PlacedDocument } from './place.ts';
import { columnNames, headerOf, resolveRead } from './read-options.ts';

const expected = {
  date: dayFormatText,
  noHeader: { en: 'header: false beside them', 'zh-CN': '与 header: false 同时使用' },
  differingNames: { en: 'names that differ from each other', 'zh-CN': '互不相同的列名' },
  placedColumns: {
    en: 'columns of format: fixed as { name, length } or { name, from, length }',
    'zh-CN': 'format: fixed 的列写作 { name, length } 或 { name, from, length }',
  },
  plainColumns: {
    en: 'names alone; places belong to format: fixed',
    'zh-CN': '仅列名；位置只用于 format: fixed',
  },
  fixed: { en: 'format: fixed beside it', 'zh-CN': '与 format: fixed 同时使用' },
  lines: { en: 'delimited text or format: fixed', 'zh-CN': '分隔文本，或 format: fixed' },
  excel: { en: 'format: excel beside it', 'zh-CN': '与 format: excel 同时使用' },
  csvHeaderFile: {
    en: 'format: csv or excel where the names stand in another file',
    'zh-CN': '列名在另一文件中时，格式须为 csv 或 excel',
  },
  bytesOfRecord: {
    en: 'positions in bytes, and a record that holds all columns',
    'zh-CN': '按字节计位，且记录长度须容纳所有列',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

/** What is wrong with settings of reading, stated at `path`; what goes together is judged with the shared settings beside. */
export function checkRead(
  own: ReadSettings | undefined,
  shared: ReadSettings | undefined,
  path: readonly PropertyKey[],
  document: PlacedDocument,
): Diagnostic[] {
  const at = (key: string) => ({
    position: document.positionOf([...path, key], 'key'),
    path: [...path, key].map(String).join('.'),
  });
  const bad = (
    key: keyof ReadSettings,
    wanted: LocalText,
    suggestions: readonly string[] = [],
  ): Diagnostic[] => [
    diagnostic('intake.bad-value', 'error', at(key), { key, expected: wanted, suggestions }),
  ];
  const read = { ...shared, ...own };
  const isFeed = own !== shared;
  const names = own === undefined ? null : columnNames(own);
  const findings: Diagnostic[] = [];
  if (own?.date !== undefined && parseDayFormat(own.date) === null)
    findings.push(...bad('date', expected.date, nearDayFormats(own.date)));
  const needsColumns = headerOf(read) === false || read.format === 'fixed';
  if (needsColumns && read.columns === undefined && isFeed) {
    const key = read.format === 'fixed' ? 'format' : 'header';
    findings.push(diagnostic('intake.missing-key', 'error', at(key), { key: 'columns' }));
  }
  if (names !== null && !needsColumns) findings.push(...bad('columns', expected.noHeader));
  if (names !== null && new Set(names).size < names.length) {
    findings.push(...bad('columns', expected.differingNames));
  }
  findings.push(...checkFormat(own, read, bad));
  return findings;
}

/** Settings that belong to one format. */
function checkFormat(
  own: ReadSettings | undefined,
  read: ReadSettings,
  bad: (key: keyof ReadSettings, wanted: LocalText) => Diagnostic[],
): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const isFixed = read.format === 'fixed';
  const columns = own?.columns ?? [];
  if (isFixed && columns.some((column) => typeof column === 'string')) {
    findings.push(...bad('columns', expected.placedColumns));
  }
  if (!isFixed && columns.some((column) => typeof column !== 'string')) {
    findings.push(...bad('columns', expected.plainColumns));
  }
  for (const key of ['positions', 'record_length'] as const) {
    if (own?.[key] !== undefined && !isFixed) findings.push(...bad(key, expected.fixed));
  }
  if (own?.short_lines !== undefined && !isFixed && (read.format ?? 'csv') !== 'csv') {
    findings.push(...bad('short_lines', expected.lines));
  }
  if (own?.sheet !== undefined && read.format !== 'excel') findings.push(...bad('sheet', expected.excel));
  const header = own?.header;
  if (typeof header === 'object' && 'file' in header && (isFixed || read.format === 'parquet')) {
    findings.push(...bad('header', expected.csvHeaderFile));
  }
  const layout = isFixed ? resolveRead(undefined, read).layout : null;
  if (layout !== null && own?.record_length !== undefined) {
    const end = Math.max(0, ...layout.columns.map(({ from, length }) => from + length));
    if (layout.unit === 'characters' || end > own.record_length) {
      findings.push(...bad('record_length', expected.bytesOfRecord));
    }
  }
  return findings;
}
