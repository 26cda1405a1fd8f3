import { integer, multiply } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** In 1/100 months. */
export const sql: MetricSql = (indicator, context) =>
  multiply(context.longestTerm(accountsOf(indicator, context.plan)), integer(100));
