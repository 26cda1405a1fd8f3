import type { SourceTableName } from '@gradus/schema';
import { fieldsOf, type TableField } from '../mapping/table-field.ts';
import type { ColumnProfile } from './column-profile.ts';
import { dayForm, examples, fieldLine, type CommonForm } from './field-line.ts';
import type { FileGroup } from './file-group.ts';
import { linkedField } from './linked-field.ts';
import type { MappingWriter } from './mapping-writer.ts';
import { recordDoubts, commonFormOf, readSettings } from './read-settings.ts';
import { constants, type TableMatch } from './table-match.ts';
import { dayInName, wideFigures } from './wide-figures.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What the writing of a feed may look at beside its own file. */
export interface FeedContext {
  readonly matches: readonly TableMatch[];
  readonly groups: readonly FileGroup[];
  readonly common: CommonForm;
}

/** Writes the feeds of one table, if there are any. */
export function writeTable(writer: MappingWriter, table: SourceTableName, context: FeedContext): void {
  const own = context.matches.filter((match) => match.table === table);
  const wide = table === 'fact' && own.length === 0 ? context.matches.find(isWide) : undefined;
  if (own.length === 0 && wide === undefined) return;
  writer.line(`  ${table}:`);
  for (const match of own) writeFeed(writer, match, context, own.length > 1);
  if (wide !== undefined) writeFigures(writer, wide, context);
  writer.line('');
}

/** Whether a file of customers carries figures beside what the table of customers takes. */
export function isWide(match: TableMatch): boolean {
  return match.table === 'customer' && !match.isRepeated && wideFigures(leftOver(match)).lines.length >= 2;
}

function writeFigures(writer: MappingWriter, match: TableMatch, { common }: FeedContext): void {
  const { group, columns } = match;
  const indent = '    ';
  writer.line(`${indent}file: ${yamlScalar(patternOf(group))}`);
  const read = readSettings(group, common);
  if (read.length > 0) writer.line(`${indent}read: { ${read.join(', ')} }`);
  const days = leftOver(match).filter(({ dates }) => dates.length > 0);
  const [day] = days.length === 1 ? days : [];
  const asOf = day === undefined ? '' : `, as_of: ${dayColumn(day, commonFormOf(group.layout, common))}`;
  if (day === undefined && dayInName(group.pattern) === null) {
    writer.doubt(indent, 'fact.as_of', {
      en: 'no column and no file name says of which day the figures are: add business_date to the document, or as_of here',
      'zh-CN': '列和文件名都没有说明指标的日期：请在文档中加 business_date，或在此处写 as_of',
    });
    writer.unfilled.push('fact.as_of');
  }
  writer.line(
    `${indent}fields: { customer_id: ${yamlScalar(columns.get('customer_id')?.column.name ?? '')}${asOf} }`,
  );
  writer.line(`${indent}figures:`);
  for (const { text, doubt } of wideFigures(leftOver(match)).lines) {
    if (doubt !== null) writer.doubt(`${indent}  `, 'fact.value', doubt);
    writer.line(`${indent}  ${text}`);
  }
}

function dayColumn(column: ColumnProfile, common: CommonForm): string {
  const settings = dayForm(column, common, []);
  const name = yamlScalar(column.name);
  return settings.length === 0 ? name : `{ column: ${name}, ${settings.join(', ')} }`;
}

/** A file with a day in its name is named with `*` in its place, so that the next delivery fits as well. */
function patternOf({ pattern }: FileGroup): string {
  return dayInName(pattern)?.glob ?? pattern;
}

function writeFeed(writer: MappingWriter, match: TableMatch, context: FeedContext, isListed: boolean): void {
  const { group, table } = match;
  const indent = isListed ? '      ' : '    ';
  writer.line(`${isListed ? '    - ' : indent}file: ${yamlScalar(patternOf(group))}`);
  for (const doubt of recordDoubts(group)) writer.doubt(indent, table, doubt);
  const read = readSettings(group, context.common);
  if (read.length > 0) writer.line(`${indent}read: { ${read.join(', ')} }`);
  if (match.isRepeated) {
    writer.doubt(indent, table, {
      en: 'the rows of this file name it again and again; what is not the same in all of them is rejected',
      'zh-CN': '该文件的多行重复同一对象；各行内容不一致的会被拒绝',
    });
  }
  writer.line(`${indent}fields:`);
  for (const field of fieldsOf(table)) writeField(writer, match, field, { context, indent: `${indent}  ` });
  const left = leftOver(match);
  if (left.length > 0 && !isWide(match)) {
    const names = left
      .map((column) => (group.hasHeader ? column.name : `${column.name}${examples(column)}`))
      .join(', ');
    writer.note({ en: `not used: ${names}`, 'zh-CN': `未使用：${names}` }, indent);
  }
}

function writeField(
  writer: MappingWriter,
  match: TableMatch,
  field: TableField,
  { context, indent }: { readonly context: FeedContext; readonly indent: string },
): void {
  const place = `${match.table}.${field.name}`;
  const found = match.columns.get(field.name);
  if (field.name === 'amount' && match.amount?.kind === 'two_columns') {
    const { credit, debit, isGuess } = match.amount;
    if (isGuess) {
      writer.doubt(indent, place, {
        en: `every row fills one of two columns: taken as money in (${credit.name}) and money out (${debit.name}), please check which is which`,
        'zh-CN': `每行只填两列之一：按存入（${credit.name}）与支出（${debit.name}）处理，请核对方向`,
      });
    }
    const form = amountForm([credit, debit]);
    writer.line(
      `${indent}amount: { credit: ${yamlScalar(credit.name)}, debit: ${yamlScalar(debit.name)}${form} }`,
    );
    return;
  }
  const line =
    found === undefined
      ? field.isRequired
        ? linkedField(match, field.name, context.matches, context.groups)
        : null
      : fieldLine(match, field, found, commonFormOf(match.group.layout, context.common));
  if (line === null) {
    if (field.isRequired || constants[place] !== undefined) writeUnfed(writer, indent, field.name, place);
    return;
  }
  for (const doubt of line.doubts) writer.doubt(indent, place, doubt);
  if (line.isUnfilled === true) writer.unfilled.push(place);
  writer.line(`${indent}${field.name}: ${line.text}`);
}

/** How the amounts of both columns are written: whatever one of them needs. */
function amountForm(columns: readonly ColumnProfile[]): string {
  const numbers = columns.flatMap(({ number }) => number ?? []);
  const decimal = numbers.find((one) => one.decimal !== '.')?.decimal;
  const group = numbers.find((one) => one.group !== '')?.group;
  return (
    (decimal === undefined ? '' : `, decimal: '${decimal}'`) +
    (group === undefined ? '' : `, group: '${group}'`)
  );
}

function writeUnfed(writer: MappingWriter, indent: string, name: string, place: string): void {
  const constant = constants[place];
  if (constant === undefined) {
    writer.doubt(indent, place, {
      en: `needed, and no column looks like it: name the column, or { value: … }, or a lookup in another file`,
      'zh-CN': `必填，但没有相似的列：请写列名、{ value: … }，或用 lookup 从其他文件取值`,
    });
    writer.unfilled.push(place);
    writer.line(`${indent}${name}: { column: '?' }`);
    return;
  }
  writer.doubt(indent, place, {
    en: `no column says so; every row is taken as ${constant}`,
    'zh-CN': `没有对应的列；所有行按 ${constant} 处理`,
  });
  writer.line(`${indent}${name}: { value: ${constant} }`);
}

function leftOver({ group, columns, amount }: TableMatch): ColumnProfile[] {
  const used = new Set([...columns.values()].map(({ column }) => column));
  if (amount?.kind === 'sign_column') used.add(amount.column);
  if (amount?.kind === 'two_columns') used.add(amount.credit).add(amount.debit);
  return group.columns.filter((column) => !used.has(column) && column.name !== '');
}
