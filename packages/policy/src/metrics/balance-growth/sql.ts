import { assert, windowDays } from '@gradus/schema';
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

/** (Σ/n) ÷ (Σ'/n') − 1 = (Σ·n' − Σ'·n) / (Σ'·n), as a ratio in 1/10,000. */
export const sql: MetricSql = (indicator, context) => {
  const { against } = indicator.parameters;
  assert(against !== null, `${indicator.name} has a window before`);
  const accounts = accountsOf(indicator, context.plan);
  const before = { ...accounts, window: { after: against.after, upTo: against.upTo } };
  const [days, daysBefore] = [windowDays(accounts.window), windowDays(before.window)];
  const sum = cast(context.windowSum('balance_days', accounts), 'wide');
  const sumBefore = cast(context.windowSum('balance_days', before), 'wide');
  const gain = subtract(
    multiply(sum, integer(daysBefore, 'wide')),
    multiply(sumBefore, integer(days, 'wide')),
  );
  const growth = divideRoundedSql(
    multiply(gain, integer(10_000, 'wide')),
    multiply(sumBefore, integer(days, 'wide')),
  );
  const isDefined = and(
    greaterThan(context.accountsCounted(accounts), integer(0)),
    greaterThan(context.accountsCounted(before), integer(0)),
    greaterThan(sumBefore, integer(0, 'wide')),
  );
  return choose([when(isDefined, growth)], nothing('bigint'));
};
