import { add, choose, greaterThan, integer, when, type Expression } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';
import { whenCounted } from '../when-counted.ts';
import { windowMonthsOf } from '../window-months-of.ts';

export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const isActive = windowMonthsOf(indicator).map((window): Expression => {
    const payments = context.windowSum('spend_count', { ...accounts, window });
    return choose([when(greaterThan(payments, integer(0)), integer(1))], integer(0));
  });
  return whenCounted(context, accounts, isActive.reduce(add));
};
