import { divideRoundedSql, integer, subtract } from '@gradus/sql';
import { accountsOf, monthsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';
import { whenCounted } from '../when-counted.ts';

export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const spent = subtract(integer(0), context.windowSum('spend_sum', accounts));
  return whenCounted(context, accounts, divideRoundedSql(spent, integer(monthsOf(indicator))));
};
