import { choose, divideRoundedSql, greaterThan, integer, multiply, nothing, when } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** In 1/10,000. */
export const sql: MetricSql = (indicator, context) => {
  const { withinDays } = indicator.parameters;
  const { matured, renewed } = context.rollovers(accountsOf(indicator, context.plan), withinDays);
  return choose(
    [when(greaterThan(matured, integer(0)), divideRoundedSql(multiply(renewed, integer(10_000)), matured))],
    nothing('bigint'),
  );
};
