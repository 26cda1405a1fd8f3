import {
  aggregate,
  and,
  ascending,
  atMost,
  call,
  cast,
  choose,
  column,
  date,
  equal,
  innerJoin,
  integer,
  lessThan,
  multiply,
  named,
  over,
  select,
  subquery,
  sumOf,
  table,
  unionAll,
  when,
  type CommonTable,
  type Expression,
  type Query,
  type Source,
} from '@gradus/sql';
import type { Day } from '@gradus/schema';
import type { AccountSelection } from '../metrics/metric-sql.ts';
import { snapshotBefore, type LakeShape } from './lake-shape.ts';
import { inRange } from './prefix.ts';
import { passes, whereAll } from './spell-test.ts';

/**
 * Per customer and currency the lowest daily total, and their sum, over the window's days since the customer was opened. All that moved
 * before the first of these days is dated to it, so a running sum over days of change sees every total that occurs.
 */
export function lowestTable(name: string, accounts: AccountSelection, shape: LakeShape): CommonTable {
  const { after, upTo } = accounts.window;
  const base = snapshotBefore(after, shape);
  const moves: Query[] = [
    // A total of 0 stands until the first movement.
    movesQuery(null, integer(0), column('first', 'day'), accounts, null),
    movesQuery(
      'movement',
      column('movement', 'amount_minor'),
      later(column('first', 'day'), column('movement', 'moved_on')),
      accounts,
      inRange(column('movement', 'moved_on'), { after: base, upTo }),
    ),
  ];
  if (base !== null) {
    const isBase = equal(column('snapshot', 'month_end'), date(base));
    moves.push(
      movesQuery('snapshot', column('snapshot', 'balance_minor'), column('first', 'day'), accounts, isBase),
    );
  }
  const keys = ['customer_key', 'currency'];
  const changes = select({
    columns: [
      ...[...keys, 'day'].map((key) => named(key, column(key))),
      named('amount_minor', sumOf(column('amount_minor'))),
    ],
    from: subquery(unionAll(moves), 'move'),
    groupBy: [...keys, 'day'].map((key) => column(key)),
  });
  const totals = select({
    columns: [
      ...keys.map((key) => named(key, column(key))),
      named('total_minor', cast(runningSum(), 'bigint')),
      named('days', call('days_between', column('day'), nextChange(accounts.window.upTo))),
    ],
    from: subquery(changes, 'change'),
  });
  const query = select({
    columns: [
      ...keys.map((key) => named(key, column(key))),
      named('low_minor', aggregate('min', column('total_minor'))),
      named('sum_minor', sumOf(multiply(column('total_minor'), column('days')))),
    ],
    from: subquery(totals, 'daily'),
    groupBy: keys.map((key) => column(key)),
  });
  return { name, query };
}

/** The day on which the total changes next, or the one after the window. */
function nextChange(upTo: Day): Expression {
  const next = over('lead', column('day'), {
    partitionBy: [column('customer_key'), column('currency')],
    orderBy: [ascending(column('day'))],
  });
  return call('coalesce', next, date(upTo + 1));
}

function runningSum(): Expression {
  return over('sum', column('amount_minor'), {
    partitionBy: [column('customer_key'), column('currency')],
    orderBy: [ascending(column('day'))],
  });
}

/** Amounts by customer, currency and day, of the spells that pass; of the spells themselves when `from` is null. */
function movesQuery(
  from: 'movement' | 'snapshot' | null,
  amount: Expression,
  day: Expression,
  accounts: AccountSelection,
  where: Expression | null,
): Query {
  const ofSpell = (name: string): Expression => column('spell', name);
  const first = innerJoin(
    firstDays(accounts),
    equal(column('first', 'customer_key'), ofSpell('customer_key')),
  );
  const began = from === null ? atMost(ofSpell('from_on'), date(accounts.window.upTo)) : null;
  return select({
    columns: [
      named('customer_key', ofSpell('customer_key')),
      named('currency', ofSpell('currency')),
      named('day', day),
      named('amount_minor', amount),
    ],
    from: table('spell'),
    joins:
      from === null
        ? [first]
        : [first, innerJoin(table(from), equal(column(from, 'spell_key'), ofSpell('spell_key')))],
    where: whereAll(passes(accounts.filter), began, where),
  });
}

/** The first day of the window that counts, per customer who was there by its end. */
function firstDays({ window }: AccountSelection): Source {
  const openedOn = column('customer', 'opened_on');
  const query = select({
    columns: [
      named('customer_key', column('customer', 'customer_key')),
      named('day', later(date(window.after + 1), openedOn)),
    ],
    from: table('customer'),
    where: and(atMost(openedOn, date(window.upTo))),
  });
  return subquery(query, 'first');
}

function later(one: Expression, other: Expression): Expression {
  return choose([when(lessThan(one, other), other)], one);
}
