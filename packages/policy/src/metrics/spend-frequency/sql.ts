import { divideRoundedSql, integer, multiply } from '@gradus/sql';
import { accountsOf, monthsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';
import { whenCounted } from '../when-counted.ts';

/** In 1/100 per month. */
export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const payments = multiply(context.windowSum('spend_count', accounts), integer(100));
  return whenCounted(context, accounts, divideRoundedSql(payments, integer(monthsOf(indicator))));
};
