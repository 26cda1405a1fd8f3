import {
  add,
  and,
  call,
  cast,
  choose,
  date,
  divideRoundedSql,
  greaterThan,
  integer,
  lessThan,
  multiply,
  nothing,
  when,
} from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { MetricSql } from '../metric-sql.ts';

/** low ÷ (Σ / days) = low · days / Σ, as a ratio in 1/10,000. */
export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const { after, upTo } = accounts.window;
  const openedOn = context.customer('opened_on');
  const first = choose([when(lessThan(date(after + 1), openedOn), openedOn)], date(after + 1));
  const days = cast(add(call('days_between', first, date(upTo)), integer(1)), 'wide');
  const total = context.totalSinceOpened(accounts);
  const stability = divideRoundedSql(
    multiply(multiply(cast(context.lowestBalance(accounts), 'wide'), days), integer(10_000, 'wide')),
    cast(total, 'wide'),
  );
  const isDefined = and(
    greaterThan(context.accountsCounted(accounts), integer(0)),
    greaterThan(total, integer(0)),
  );
  return choose([when(isDefined, stability)], nothing('bigint'));
};
