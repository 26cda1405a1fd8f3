import { cast, choose, divideRoundedSql, greaterThan, integer, multiply, nothing, when } from '@gradus/sql';
import { loanFigureOf } from '../loan-figure-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** As a ratio in 1/10,000. */
export const sql: MetricSql = (indicator, context) => {
  const drawn = context.loanFigure(loanFigureOf(indicator, 'drawn'));
  const limit = context.loanFigure(loanFigureOf(indicator, 'limit'));
  const ratio = divideRoundedSql(multiply(cast(drawn, 'wide'), integer(10_000, 'wide')), limit);
  return choose([when(greaterThan(limit, integer(0)), ratio)], nothing('bigint'));
};
