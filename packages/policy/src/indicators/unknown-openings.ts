import type { Day } from '@gradus/schema';
import {
  and,
  atMost,
  boolean,
  column,
  date,
  equal,
  innerJoin,
  lessThan,
  named,
  select,
  table,
  text,
  unionAll,
  type Expression,
  type Query,
} from '@gradus/sql';
import { accountsOf } from '../metrics/accounts-of.ts';
import { metricMeanings } from '../metrics/meanings.ts';
import type { PlannedIndicator, Plan } from '../plan/plan.ts';
import type { LakeShape } from './lake-shape.ts';
import { isOpenIn, passes, whereAll } from './spell-test.ts';

/**
 * Query for the accounts whose balance before the data a run would need: `account_key`, `indicator`, `problem`.
 * docs/language.md, "Days", "Before the data". Null when the data reach back to every opening, or no indicator reads accounts.
 *
 * - `opening_unknown`: opened before the data begin, without an opening balance, and counted.
 * - `window_before_data`: opened before the data begin and counted in a window that starts before them.
 */
export function compileUnknownOpenings(plan: Plan, shape: LakeShape): Query | null {
  const { dataFrom } = shape;
  if (dataFrom === null) return null;
  const queries = countingAccounts(plan).flatMap((indicator) => problemQueries(indicator, plan, dataFrom));
  return queries.length === 0 ? null : unionAll(queries);
}

/** Indicators that count accounts in a window that starts before the data do, with its first day. */
export function windowsBefore(
  plan: Plan,
  dataFrom: Day,
): readonly { readonly indicator: string; readonly from: Day }[] {
  return countingAccounts(plan)
    .map((indicator) => ({ indicator: indicator.name, from: accountsOf(indicator, plan).window.after + 1 }))
    .filter(({ from }) => from < dataFrom);
}

function countingAccounts(plan: Plan): readonly PlannedIndicator[] {
  return plan.indicators.filter(({ metric }) => metricMeanings.get(metric)?.parameters.accounts === true);
}

function problemQueries(indicator: PlannedIndicator, plan: Plan, dataFrom: Day): readonly Query[] {
  const accounts = accountsOf(indicator, plan);
  const ofSpell = (name: string): Expression => column('spell', name);
  const query = (problem: string, test: Expression): Query =>
    select({
      columns: [
        named('account_key', ofSpell('account_key')),
        named('indicator', text(indicator.name)),
        named('problem', text(problem)),
      ],
      from: table('spell'),
      joins: [
        innerJoin(
          table('customer'),
          and(
            equal(column('customer', 'customer_key'), ofSpell('customer_key')),
            atMost(column('customer', 'opened_on'), date(plan.asOf)),
          ),
        ),
      ],
      where: whereAll(test, passes(accounts.filter), isOpenIn(accounts.window)),
      groupBy: [ofSpell('account_key')],
    });
  const unknown = query('opening_unknown', equal(ofSpell('opening_known'), boolean(false)));
  if (accounts.window.after + 1 >= dataFrom) return [unknown];
  const openedBefore = lessThan(ofSpell('account_opened_on'), date(dataFrom));
  return [unknown, query('window_before_data', openedBefore)];
}
