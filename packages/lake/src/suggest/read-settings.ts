import type { LocalText } from '@gradus/schema';
import { isoFormat } from '../mapping/day-format.ts';
import type { FileEncoding } from '../source/encoding.ts';
import type { CommonForm } from './field-line.ts';
import type { FileGroup } from './file-group.ts';
import type { ColumnPlace, HeaderPlace, SampleLayout } from './sample/file-sample.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What a feed says under `read` for its files to be read as they were looked at; empty when nothing needs saying. */
export function readSettings({ layout, columns }: FileGroup, common: CommonForm): string[] {
  const names = columns.map(({ name }) => name);
  switch (layout.kind) {
    case 'delimited':
      return [
        ...encodingSetting(layout.encoding),
        ...(layout.delimiter === ',' ? [] : [`delimiter: ${delimiterText(layout.delimiter)}`]),
        ...(layout.quote === '' ? [`quote: ''`] : []),
        ...headerSettings(layout.header, names),
      ];
    case 'fixed':
      return [
        'format: fixed',
        ...encodingSetting(layout.encoding),
        ...(layout.unit === 'characters' ? ['positions: characters'] : []),
        `columns: [${placeTexts(layout.places, names).join(', ')}]`,
      ];
    case 'excel':
      return [
        'format: excel',
        ...(layout.isOnly ? [] : [`sheet: ${yamlScalar(layout.sheet)}`]),
        ...headerSettings(layout.header, names),
        ...dateSetting(layout, common),
      ];
    case 'parquet':
      return ['format: parquet', ...dateSetting(layout, common)];
  }
}

/** Written down where it was told by what the bytes are not: a file of ASCII alone would be read as another. */
function encodingSetting(encoding: FileEncoding): string[] {
  return !encoding.startsWith('utf-') ? ['encoding: gb18030'] : [];
}

/** How days are written in a feed unless a field says otherwise: those that are no texts are looked at as yyyy-mm-dd. */
export function commonFormOf(layout: SampleLayout, common: CommonForm): CommonForm {
  return isTyped(layout) ? { date: isoFormat.written } : common;
}

export function isTyped({ kind }: SampleLayout): boolean {
  return kind === 'excel' || kind === 'parquet';
}

function dateSetting(layout: SampleLayout, common: CommonForm): string[] {
  const { date } = commonFormOf(layout, common);
  return date === common.date ? [] : [`date: ${date}`];
}

function headerSettings(header: HeaderPlace, names: readonly string[]): string[] {
  if (header.kind === 'none') return ['header: false', `columns: [${names.map(yamlScalar).join(', ')}]`];
  if (header.kind === 'file') return [`header: { file: ${yamlScalar(header.name)} }`];
  return header.line === 1 ? [] : [`header: { row: ${header.line} }`];
}

function placeTexts(places: readonly ColumnPlace[], names: readonly string[]): string[] {
  let next = 0;
  return places.map(({ from, length }, index) => {
    const at = from === next ? '' : ` from: ${from + 1},`;
    next = from + length;
    return `{ name: ${yamlScalar(names[index] ?? '')},${at} length: ${length} }`;
  });
}

const delimiterText = (delimiter: string): string =>
  delimiter === '\t'
    ? String.raw`"\t"`
    : /\p{Cc}/u.test(delimiter)
      ? JSON.stringify(delimiter)
      : yamlScalar(delimiter);

/** What a person should know of how the records of a file and their columns were told. */
export function recordDoubts(group: FileGroup): LocalText[] {
  const { oddRecords } = group;
  const columns = columnDoubt(group);
  const odd: LocalText = {
    en: `${oddRecords} of the records looked at are unlike the others and would be rejected: a head or a total at the end may be allowed for with "tolerance: 2 rows"`,
    'zh-CN': `所查看的记录中有 ${oddRecords} 条与其他记录不同，会被拒绝：若为文件首尾的说明或合计行，可用 tolerance: 2 rows 放行`,
  };
  return [...(columns === null ? [] : [columns]), ...(oddRecords === 0 ? [] : [odd])];
}

/** Null when a header names the columns. */
function columnDoubt({ layout, hasHeader }: FileGroup): LocalText | null {
  if (layout.kind === 'fixed') {
    return {
      en: 'the lines are of one length and were cut where blanks, days and letters show an end: columns that touch each other are not told apart, so compare with the layout of the bank; they are called c1, c2 …',
      'zh-CN':
        '各行长度相同，按空格、日期和字母与数字的交界切分：紧挨着的列无法分辨，请对照银行的文件结构说明；列名为 c1、c2……',
    };
  }
  if (hasHeader) return null;
  return {
    en: 'the file has no header: the columns are called c1, c2 …; what they hold was judged by their values alone',
    'zh-CN': '文件没有表头：列名为 c1、c2……，仅按取值判断其内容',
  };
}
