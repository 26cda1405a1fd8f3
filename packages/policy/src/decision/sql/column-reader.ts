import { yearOf } from '@gradus/schema';
import { cast, column, integer, named, subtract, type Expression, type NamedExpression } from '@gradus/sql';
import type { Plan } from '../../plan/plan.ts';

/** Columns that conditions read, in a layer: indicators, then those of the customer, which begin with `_`. */
export function columnReader(plan: Plan): (name: string) => Expression {
  const indicators = new Set(plan.indicators.map(({ name }) => name));
  return (name) => {
    if (indicators.has(name)) return column(name);
    if (name === 'age') return subtract(integer(yearOf(plan.asOf)), column('_birth_year'));
    return column(`_${name}`);
  };
}

/** What {@link columnReader} reads, and whose it is, out of the relation `indicator`. */
export function indicatorColumns(plan: Plan): NamedExpression[] {
  return [
    named('customer_key', column('indicator', 'customer_key')),
    ...plan.indicators.map(({ name }) => named(name, column('indicator', name))),
    named('_opened_on', column('indicator', 'opened_on')),
    named('_birth_year', cast(column('indicator', 'birth_year'), 'bigint')),
    named('_status', column('indicator', 'status')),
  ];
}
