import type { Day } from '@gradus/schema';
import {
  and,
  ascending,
  choose,
  column,
  date,
  descending,
  equal,
  integer,
  isNotNull,
  leftJoin,
  lessThan,
  named,
  over,
  select,
  subquery,
  table,
  when,
  type OrderTerm,
  type Query,
  type Source,
} from '@gradus/sql';

/**
 * What holds for an account as a whole: `account_key`, `opened_on`, `closed_on` as its latest row says, and
 * `opening_minor` as the earliest row that gives one.
 */
export function accountStateSource(alias: string): Source {
  const opening = numbered([ascending(column('valid_from'))], ['opening_minor'], true);
  const state = numbered([descending(column('valid_from'))], ['opened_on', 'closed_on'], false);
  const query = select({
    columns: [
      ...['account_key', 'opened_on', 'closed_on'].map((name) => named(name, column('state', name))),
      named('opening_minor', column('opening', 'opening_minor')),
    ],
    from: subquery(state, 'state'),
    joins: [
      leftJoin(
        subquery(opening, 'opening'),
        and(
          equal(column('opening', 'account_key'), column('state', 'account_key')),
          equal(column('opening', 'place'), integer(1)),
        ),
      ),
    ],
    where: equal(column('state', 'place'), integer(1)),
  });
  return subquery(query, alias);
}

/** Rows of `account` with their `place` in the account's history; with `given`, only those that give an opening balance. */
function numbered(orderBy: readonly OrderTerm[], names: readonly string[], given: boolean): Query {
  return select({
    columns: [
      ...['account_key', ...names].map((name) => named(name, column(name))),
      named('place', over('row_number', null, { partitionBy: [column('account_key')], orderBy })),
    ],
    from: table('account'),
    where: given ? isNotNull(column('opening_minor')) : null,
  });
}

/**
 * Opening balances as money that moved: `account_key`, `moved_on`, `amount_minor`, dated to the first day of the data, or
 * of the account when that is later.
 */
export function openingQuery(dataFrom: Day | null): Query {
  const openedOn = column('opened', 'opened_on');
  const movedOn =
    dataFrom === null
      ? openedOn
      : choose([when(lessThan(openedOn, date(dataFrom)), date(dataFrom))], openedOn);
  return select({
    columns: [
      named('account_key', column('opened', 'account_key')),
      named('moved_on', movedOn),
      named('amount_minor', column('opened', 'opening_minor')),
    ],
    from: accountStateSource('opened'),
    where: isNotNull(column('opened', 'opening_minor')),
  });
}
