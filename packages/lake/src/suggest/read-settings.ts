import type { LocalText } from '@gradus/schema';
import { isoFormat } from '../mapping/day-format.ts';
import type { FileEncoding } from '../source/encoding.ts';
import type { CommonForm, ReadForm } from './field-line.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import type { ColumnDescription, ColumnPlace, HeaderPlace, SampleLayout } from './sample/file-sample.ts';
import { hasShortLines, trailerDoubt } from './short-trailer.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What a feed says under `read` for its files to be read as they were looked at; empty when nothing needs saying. */
export function readSettings(group: FileGroup, common: ReadForm): string[] {
  const { layout, columns } = group;
  const names = columns.map(({ name }) => name);
  switch (layout.kind) {
    case 'delimited':
      return [
        ...encodingSetting(layout.encoding, common),
        ...(layout.delimiter === ',' ? [] : [`delimiter: ${delimiterText(layout.delimiter)}`]),
        ...(layout.quote === '' ? [`quote: ''`] : []),
        ...headerSettings(layout.header, names),
        ...(hasShortLines(group) ? ['short_lines: true'] : []),
      ];
    case 'fixed':
      return [
        'format: fixed',
        ...encodingSetting(layout.encoding, common),
        ...(layout.unit === 'characters' ? ['positions: characters'] : []),
        ...(layout.recordLength === null ? [] : [`record_length: ${layout.recordLength}`]),
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
function encodingSetting(encoding: FileEncoding | null, common: ReadForm): string[] {
  const isTold = encoding === null || encoding.startsWith('utf-');
  return isTold || common.encoding === encoding ? [] : [`encoding: ${encoding}`];
}

/** How days are written in a feed unless a field says otherwise: those that are no texts are looked at as yyyy-mm-dd. */
export function commonFormOf(layout: SampleLayout, common: CommonForm): CommonForm {
  return isTyped(layout) ? { ...common, date: isoFormat.written } : common;
}

export function isTyped({ kind }: SampleLayout): boolean {
  return kind === 'excel' || kind === 'parquet';
}

function dateSetting(layout: SampleLayout, common: ReadForm): string[] {
  const date = isTyped(layout) ? isoFormat.written : common.date;
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
    en: `${oddRecords} of the records looked at are unlike the others and would be rejected: for a head or a total at the end write "tolerance: ${oddRecords} rows" at the top of the document`,
    'zh-CN': `所查看的记录中有 ${oddRecords} 条与其他记录不同，会被拒绝：若为文件首尾的说明或合计行，请在文档开头写 tolerance: ${oddRecords} rows`,
  };
  const trailer = trailerDoubt(group);
  return [columns, oddRecords === 0 ? null : odd, trailer].filter((doubt) => doubt !== null);
}

/** Null when a header names the columns, or a description does. */
function columnDoubt({ layout, hasHeader, described, columns, pattern }: FileGroup): LocalText | null {
  // SQL that creates a table of the file's own name is of this file.
  if (described?.table !== undefined && lettersOf(described.table.name) === lettersOf(pattern)) return null;
  if (described !== null) return descriptionDoubt(described, columns);
  if (layout.kind === 'fixed') {
    return {
      en: 'the lines are of one length and were cut where blanks, days and letters show an end, into c1, c2 …; columns that touch each other are not told apart: put the names and lengths of the layout of the bank in place of "columns", or lay its copybook beside the file',
      'zh-CN':
        '各行长度相同，按空格、日期和字母与数字的交界切分为 c1、c2……；紧挨着的列无法分辨：请按银行的文件结构说明改写 columns 中的列名和长度，或把 COBOL copybook 放在文件旁边',
    };
  }
  if (hasHeader) return null;
  return {
    en: 'the file has no header: the columns are called c1, c2 …, and what they hold was judged by their values alone; compare each line with the data dictionary of the bank',
    'zh-CN': '文件没有表头：列名为 c1、c2……，仅按取值判断其内容；请逐行对照数据字典',
  };
}

/** The name of a file without its folder, its suffix and what tells one delivery from the next. */
function lettersOf(name: string): string {
  return (name.split('/').at(-1) ?? '')
    .replace(/\..*$/, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, '');
}

function descriptionDoubt(
  { file, record, fields }: ColumnDescription,
  columns: readonly ColumnProfile[],
): LocalText | null {
  const packed = fields.filter(({ holds }) => holds === 'packed').map(({ name }) => name);
  if (packed.length > 0) {
    return {
      en: `${packed.join(', ')} hold packed decimals, as ${file} says, which are not read: ask for an extract with these numbers written in digits`,
      'zh-CN': `按 ${file}，${packed.join('、')} 为压缩十进制（COMP-3），无法读取：请让对方把这些数字以字符形式导出`,
    };
  }
  // A sign over the last digit makes a letter or a brace of it.
  const punched = fields.filter(
    ({ holds, sign }, index) => holds === 'signed_digits' && sign === null && columns[index]?.number === null,
  );
  if (punched.length > 0) {
    const names = punched.map(({ name }) => name);
    return {
      en: `${names.join(', ')} carry their sign in the last digit, as ${file} says, which is not read: ask for SIGN TRAILING SEPARATE`,
      'zh-CN': `按 ${file}，${names.join('、')} 的符号写在最后一位数字上，无法读取：请让对方改为 SIGN TRAILING SEPARATE`,
    };
  }
  return record === null
    ? {
        en: `the names of the columns are those that ${file} lists; check that they are of this file`,
        'zh-CN': `列名取自 ${file}，请核对是否为本文件的列`,
      }
    : {
        en: `the columns are those of ${record} in ${file}; check that it describes this file`,
        'zh-CN': `列按 ${file} 中的 ${record} 切分，请核对是否为本文件的结构`,
      };
}
