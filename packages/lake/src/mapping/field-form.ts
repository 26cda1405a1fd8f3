import type { SourceTableName } from '@gradus/schema';
import { codeValues, isCurrencyField, type TableField } from './table-field.ts';

/**
 * How a field is written where its file has the value in another form, as YAML; COLUMN and FILE stand for names of the source.
 * Empty where the name of a column says it all.
 */
export function fieldForms(table: SourceTableName, field: TableField): readonly string[] {
  const { name, kind } = field;
  if (isCurrencyField(name)) return ["{ column: COLUMN, codes: { '156': CNY } }"];
  const values = codeValues(table, field);
  if (values !== null) {
    const codes = values.slice(0, 2).map((word, index) => `'${index + 1}': ${word}`);
    return [`{ column: COLUMN, codes: { ${codes.join(', ')} } }`];
  }
  switch (kind.kind) {
    case 'day':
      return ['{ column: COLUMN, date: yyyymmdd }'];
    case 'money':
      return table === 'entry'
        ? [
            '{ column: COLUMN, in: minor }',
            '{ column: COLUMN, sign: { column: COLUMN, negative: [D], positive: [C] } }',
            '{ credit: COLUMN, debit: COLUMN }',
          ]
        : ['{ column: COLUMN, in: minor }'];
    case 'stored_number':
      return [table === 'exchange_rate' ? '{ column: COLUMN, per: 100 }' : '{ column: COLUMN, unit: money }'];
    case 'whole':
      return name === 'birth_year' ? ['{ column: COLUMN, date: yyyymmdd }'] : [];
    case 'id':
      // The id of what the row itself is stands in its own file.
      return kind.entity === table
        ? []
        : ['{ lookup: { file: FILE, match: { COLUMN: COLUMN }, take: COLUMN } }'];
    case 'code':
    case 'text':
    case 'private':
    case 'flag':
      return [];
  }
}
