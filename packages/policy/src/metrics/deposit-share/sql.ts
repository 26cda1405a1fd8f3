import {
  and,
  cast,
  choose,
  divideRoundedSql,
  greaterThan,
  integer,
  multiply,
  nothing,
  when,
} from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** As a ratio in 1/10,000; 0 where only other accounts count. */
export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const all = { ...accounts, filter: null };
  const total = context.windowSum('balance_days', all);
  const share = divideRoundedSql(
    multiply(cast(context.windowSum('balance_days', accounts), 'wide'), integer(10_000, 'wide')),
    total,
  );
  const isDefined = and(
    greaterThan(context.accountsCounted(all), integer(0)),
    greaterThan(total, integer(0)),
  );
  return choose([when(isDefined, share)], nothing('bigint'));
};
