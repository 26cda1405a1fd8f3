import { integer, multiply } from '@gradus/sql';
import { loanFigureOf } from '../loan-figure-of.ts';
import type { MetricSql } from '../metric-sql.ts';
import { wholeMonthsSql } from '../whole-months-sql.ts';

/** In 1/100 months. */
export const sql: MetricSql = (indicator, context) =>
  multiply(
    wholeMonthsSql(context.loanFigure(loanFigureOf(indicator, 'last_past_due')), context.plan.asOf),
    integer(100),
  );
