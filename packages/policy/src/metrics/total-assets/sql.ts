import { cast } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  return cast(context.assets(accounts, { isSum: false, factors: indicator.parameters.factors }), 'bigint');
};
