import { call, date } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** In days. */
export const sql: MetricSql = (indicator, context) =>
  call('days_between', context.lastActivity(accountsOf(indicator, context.plan)), date(context.plan.asOf));
