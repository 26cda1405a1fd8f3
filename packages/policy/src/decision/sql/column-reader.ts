import { yearOf } from '@gradus/schema';
import { column, integer, subtract, type Expression } from '@gradus/sql';
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
