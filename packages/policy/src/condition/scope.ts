import type { Unit } from '@gradus/schema';
import type { ColumnReference } from '../plan/condition.ts';

/** Names that a condition may use, with what they hold. */
export type ConditionScope = ReadonlyMap<string, ColumnReference>;

/** Columns of the customer, and the age in years that the as-of date gives. docs/language.md, "Who is given a tier". */
const customerColumns: readonly ColumnReference[] = [
  text('status'),
  number('birth_year', 'count'),
  { name: 'opened_on', type: 'day', unit: null, scale: 0, classes: null },
  number('age', 'count'),
];

/** What an account filter sees, as it was on each day of a spell. */
export const accountScope: ConditionScope = scopeOf([text('kind'), text('product'), text('currency')]);

/** Names in rules and in the condition of a cure: the indicators. */
export function indicatorScope(indicators: readonly ColumnReference[]): ConditionScope {
  return scopeOf(indicators);
}

/** Names in population clauses: the indicators and the customer. */
export function populationScope(indicators: readonly ColumnReference[]): ConditionScope {
  return scopeOf([...customerColumns, ...indicators]);
}

/** Names that population clauses give to the customer; an indicator of that name could not be told apart. */
export const customerColumnNames: readonly string[] = customerColumns.map(({ name }) => name);

function scopeOf(columns: readonly ColumnReference[]): ConditionScope {
  return new Map(columns.map((column) => [column.name, column]));
}

function text(name: string): ColumnReference {
  return { name, type: 'text', unit: null, scale: 0, classes: null };
}

function number(name: string, unit: Unit): ColumnReference {
  return { name, type: 'number', unit, scale: 0, classes: null };
}
