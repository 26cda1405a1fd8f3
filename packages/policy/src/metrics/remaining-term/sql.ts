import { choose, divideRoundedSql, greaterThan, integer, nothing, when } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** In days. */
export const sql: MetricSql = (indicator, context) => {
  const { positive, weighted } = context.termWeights(accountsOf(indicator, context.plan), 'remaining_days');
  return choose(
    [when(greaterThan(positive, integer(0)), divideRoundedSql(weighted, positive))],
    nothing('bigint'),
  );
};
