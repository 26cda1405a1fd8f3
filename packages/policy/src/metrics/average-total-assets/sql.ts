import { windowDays } from '@gradus/schema';
import { divideRoundedSql, integer } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const total = context.assets(accounts, { isSum: true, factors: indicator.parameters.factors });
  return divideRoundedSql(total, integer(windowDays(accounts.window)));
};
