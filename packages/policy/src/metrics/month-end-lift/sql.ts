import { monthEndsBetween, windowDays } from '@gradus/schema';
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

/** (M / ends) ÷ (S / days) = M · days / (ends · S), as a ratio in 1/10,000. */
export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const { window } = accounts;
  const ends = monthEndsBetween(window.after, window.upTo).length;
  if (ends === 0) return nothing('bigint');
  const ofMonthEnds = cast(context.windowSum('month_end_sum', accounts), 'wide');
  const ofDays = context.windowSum('balance_days', accounts);
  const lift = divideRoundedSql(
    multiply(ofMonthEnds, integer(windowDays(window) * 10_000, 'wide')),
    multiply(cast(ofDays, 'wide'), integer(ends, 'wide')),
  );
  const isDefined = and(
    greaterThan(context.accountsCounted(accounts), integer(0)),
    greaterThan(ofDays, integer(0)),
  );
  return choose([when(isDefined, lift)], nothing('bigint'));
};
