import { choose, divideRoundedSql, greaterThan, integer, multiply, nothing, when } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** In 1/100 months. */
export const sql: MetricSql = (indicator, context) => {
  const { positive, weighted } = context.termWeights(accountsOf(indicator, context.plan));
  const term = divideRoundedSql(multiply(weighted, integer(100, 'wide')), positive);
  return choose([when(greaterThan(positive, integer(0)), term)], nothing('bigint'));
};
