import { divideRoundedSql, integer } from '@gradus/sql';
import { accountsOf, monthsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';
import { whenCounted } from '../when-counted.ts';

export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const received = context.windowSum('salary_sum', accounts);
  return whenCounted(context, accounts, divideRoundedSql(received, integer(monthsOf(indicator))));
};
