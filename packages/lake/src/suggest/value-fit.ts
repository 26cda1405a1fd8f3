import type { SourceTableName } from '@gradus/schema';
import { codeValues, isCurrencyField, type TableField } from '../mapping/table-field.ts';
import { guessCode } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';

/** Terms that banks offer, in months. */
const usualTerms = new Set(['1', '3', '6', '9', '12', '18', '24', '36', '60']);

/**
 * How well the values of a column without a name fit a field, 0 to 1. Never as much as a name that fits: what is found so
 * is told with a doubt.
 */
export function valueFit(table: SourceTableName, field: TableField, column: ColumnProfile): number {
  const values = [...column.distinct].slice(0, 1000);
  const share = (test: (value: string) => boolean): number =>
    values.filter(test).length / Math.max(1, values.length);
  switch (field.kind.kind) {
    case 'day':
      return column.dates.length > 0 ? 0.45 : 0;
    case 'money':
    case 'stored_number':
      if (column.dates.length > 0) return 0;
      return column.number?.hasFraction === true ? 0.5 : 0;
    case 'code': {
      if (isCurrencyField(field.name)) return share((value) => /^[A-Z]{3}$/.test(value)) === 1 ? 0.55 : 0;
      if (codeValues(table, field) === null && field.name !== 'status') return 0;
      return values.length <= 40 && share((value) => guessCode(table, field.name, value) !== null) >= 0.8
        ? 0.5
        : 0;
    }
    case 'private':
      if (field.name === 'customer_name' || field.name === 'name') {
        return share((value) => /^[\u4E00-\u9FFF·]{2,5}$/.test(value)) > 0.9 && values.length > 5 ? 0.55 : 0;
      }
      return share((value) => /^1\d[\d*]{9}$/.test(value)) > 0.9 ? 0.5 : 0;
    case 'whole':
      if (field.name === 'birth_year') return share((value) => /^(19|20)\d\d$/.test(value)) > 0.95 ? 0.5 : 0;
      if (field.name === 'term_months') return share((value) => usualTerms.has(value)) > 0.9 ? 0.45 : 0;
      return 0;
    case 'text':
      return field.name === 'entry_id' && column.isUnique && share((value) => value.length >= 6) > 0.9
        ? 0.42
        : 0;
    case 'flag':
    case 'id':
      return 0;
  }
}
