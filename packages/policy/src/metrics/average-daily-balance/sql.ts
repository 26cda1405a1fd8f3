import { windowDays } from '@gradus/schema';
import { call, choose, date, divideRoundedSql, integer, lessThan, when, type Expression } from '@gradus/sql';
import { accountsOf } from '../accounts-of.ts';
import type { AccountSelection, MetricSql, SqlContext } from '../metric-sql.ts';
import { whenCounted } from '../when-counted.ts';

export const sql: MetricSql = (indicator, context) => {
  const accounts = accountsOf(indicator, context.plan);
  const days =
    indicator.parameters.denominator === 'since_opening'
      ? daysSinceOpening(accounts, context)
      : integer(windowDays(accounts.window));
  const sum = context.windowSum('balance_days', accounts);
  return whenCounted(context, accounts, divideRoundedSql(sum, days));
};

/** Days from the earliest opening among the accounts counted, at most the window's. */
function daysSinceOpening(accounts: AccountSelection, context: SqlContext): Expression {
  const days = call('days_between', context.firstDay(accounts), date(accounts.window.upTo + 1));
  const most = integer(windowDays(accounts.window));
  return choose([when(lessThan(days, most), days)], most);
}
