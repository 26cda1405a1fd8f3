import {
  and,
  cast,
  choose,
  divideRoundedSql,
  greaterThan,
  integer,
  multiply,
  nothing,
  subtract,
  when,
} from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** As a ratio in 1/10,000. */
export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const spent = subtract(integer(0), context.windowSum('spend_sum', accounts));
  const income = context.windowSum('salary_sum', accounts);
  const isDefined = and(
    greaterThan(context.accountsCounted(accounts), integer(0)),
    greaterThan(income, integer(0)),
  );
  const ratio = divideRoundedSql(multiply(cast(spent, 'wide'), integer(10_000, 'wide')), income);
  return choose([when(isDefined, ratio)], nothing('bigint'));
};
