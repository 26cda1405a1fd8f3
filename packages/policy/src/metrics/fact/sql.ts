import { assert } from '@gradus/schema';
import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = ({ parameters }, context) => {
  const { fact, maxAgeDays } = parameters;
  assert(fact !== null, 'the check asks a fact for the name of its figure');
  return context.figure({ name: fact, from: maxAgeDays === null ? null : context.plan.asOf - maxAgeDays });
};
