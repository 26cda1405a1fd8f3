import { integer, multiply } from '@gradus/sql';
import type { MetricSql } from '../metric-sql.ts';
import { wholeMonthsSql } from '../whole-months-sql.ts';

/** In 1/100 months. */
export const sql: MetricSql = (_indicator, context) =>
  multiply(wholeMonthsSql(context.customer('opened_on'), context.plan.asOf), integer(100));
