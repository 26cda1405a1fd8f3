import type { ColumnProfile } from './column-profile.ts';
import { dayForm, type CommonForm } from './field-line.ts';
import { patternOf } from './file-pattern.ts';
import type { MappingWriter } from './mapping-writer.ts';
import { commonFormOf, readSettings } from './read-settings.ts';
import type { TableMatch } from './table-match.ts';
import { wideFigures } from './wide-figures.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Whether a file of customers carries figures beside what the table of customers takes. */
export function isWide(match: TableMatch): boolean {
  return match.table === 'customer' && !match.isRepeated && wideFigures(leftOver(match)).lines.length >= 2;
}

/** Writes the figures of a wide row as rows of the table `fact`. */
export function writeFigures(
  writer: MappingWriter,
  match: TableMatch,
  { common, hasBusinessDate }: { readonly common: CommonForm; readonly hasBusinessDate: boolean },
): void {
  const { group, columns } = match;
  const indent = '    ';
  writer.line(`${indent}file: ${yamlScalar(patternOf(group))}`);
  writer.read(indent, 'figures', readSettings(group, common));
  const days = leftOver(match).filter(({ dates }) => dates.length > 0);
  const [day] = days.length === 1 ? days : [];
  const asOf = day === undefined ? '' : `, as_of: ${dayColumn(day, commonFormOf(group.layout, common))}`;
  if (day === undefined && !hasBusinessDate) {
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

/** Columns of the file that this feed, and others of the same file, do not use. */
export function leftOver(match: TableMatch, matches: readonly TableMatch[] = []): ColumnProfile[] {
  const used = new Set([match, ...matches.filter(({ group }) => group === match.group)].flatMap(usedColumns));
  return match.group.columns.filter((column) => !used.has(column) && column.name !== '');
}

function usedColumns({ columns, amount, choice }: TableMatch): ColumnProfile[] {
  return [
    ...[...columns.values()].flatMap(({ column, joined }) => [column, ...(joined?.columns ?? [])]),
    ...(amount?.kind === 'sign_column' ? [amount.column] : []),
    ...(amount?.kind === 'two_columns' ? [amount.credit, amount.debit] : []),
    ...[...choice.where, ...choice.except].map(({ column }) => column),
  ];
}
