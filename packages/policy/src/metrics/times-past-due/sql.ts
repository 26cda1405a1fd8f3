import { choose, greaterThan, integer, nothing, when } from '@gradus/sql';
import { loanFigureOf } from '../loan-figure-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** Missing where no report lies in the window. */
export const sql: MetricSql = (indicator, context) => {
  const reports = context.loanFigure(loanFigureOf(indicator, 'reports'));
  const episodes = context.loanFigure(loanFigureOf(indicator, 'episodes'));
  return choose([when(greaterThan(reports, integer(0)), episodes)], nothing('bigint'));
};
