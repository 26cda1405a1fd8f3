import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';
import { whenCounted } from '../when-counted.ts';

/** 0 where there was no payment. */
export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  return whenCounted(context, accounts, context.largestSpend(accounts));
};
