import {
  add,
  aggregate,
  and,
  ascending,
  atLeast,
  atMost,
  call,
  cast,
  choose,
  column,
  date,
  equal,
  fold,
  greaterThan,
  innerJoin,
  integer,
  isNotNull,
  isNull,
  leftJoin,
  lessThan,
  multiply,
  named,
  or,
  over,
  select,
  subquery,
  subtract,
  sumOf,
  table,
  text,
  unionAll,
  when,
  wholeTable,
  type CommonTable,
  type Expression,
  type Query,
} from '@gradus/sql';
import type { AccountSelection } from '../metrics/metric-sql.ts';
import type { Plan } from '../plan/plan.ts';
import type { Requests } from './requests.ts';
import { passes, whereAll } from './spell-test.ts';

/** Term deposits that matured in the window, and how long a customer has for renewing one. */
export interface RolloverRequest {
  readonly accounts: AccountSelection;
  readonly withinDays: number;
}

/** Order of what happens on one day: a deposit can be followed on the day of its maturity and on its last day. */
const place = { matures: 0, opens: 1, expires: 2 } as const;

const ofSpell = (name: string): Expression => column('spell', name);

/** Common tables per request: one of its name has `customer_key`, `matured`, `renewed` per customer with a maturity. */
export function rolloverTables(requests: Requests<RolloverRequest>, plan: Plan): readonly CommonTable[] {
  return requests.all().flatMap(({ name, request }) => {
    const [due, followed] = [`${name}_due`, `${name}_followed`];
    return [
      { name: due, query: dueQuery(request, plan) },
      { name: followed, query: followedQuery(due, request, plan) },
      { name, query: countQuery(due, followed) },
    ];
  });
}

/** Deposits that matured, each with whether its account is open when the time for renewing it is over. */
function dueQuery({ accounts: { filter, window }, withinDays }: RolloverRequest, { asOf }: Plan): Query {
  const maturesOn = ofSpell('matures_on');
  const ofHolder = (name: string): Expression => column('holder', name);
  const until = call('add_days', maturesOn, integer(withinDays, 'integer'));
  // Comparisons alone: an outer join on anything else goes over all pairs of rows.
  const heldUntil = call('coalesce', ofHolder('to_on'), date(asOf + 1));
  return select({
    columns: [
      named('customer_key', ofSpell('customer_key')),
      named('matures_on', maturesOn),
      named('is_open', choose([when(isNotNull(ofHolder('account_key')), integer(1))], integer(0))),
    ],
    from: table('spell'),
    joins: [
      // Whoever has it then, so of all customers; at most one spell of an account covers a day.
      leftJoin(
        wholeTable('spell', 'holder'),
        and(
          equal(ofHolder('account_key'), ofSpell('account_key')),
          atMost(ofHolder('from_on'), until),
          greaterThan(heldUntil, until),
        ),
      ),
    ],
    where: whereAll(
      passes(filter),
      and(
        equal(ofSpell('kind'), text('term')),
        greaterThan(maturesOn, date(window.after)),
        atMost(maturesOn, date(Math.min(window.upTo, asOf - withinDays))),
        lessThan(ofSpell('from_on'), maturesOn),
        or(isNull(ofSpell('to_on')), atLeast(ofSpell('to_on'), maturesOn)),
      ),
    ),
  });
}

/**
 * How many of the deposits that are gone have a new account of their own, the oldest first.
 *
 * Deposits leave the queue in the order in which they came, each by an opening or, in vain, at the end of its time. So two
 * counts are state enough: `left`, how many have left, and how many of those were followed. An opening takes one if as many
 * have matured as `reach` says and not all of them have left; the end of the n-th makes sure that n have left.
 */
function followedQuery(due: string, request: RolloverRequest, plan: Plan): Query {
  const ordered = {
    partitionBy: [column('event', 'customer_key')],
    orderBy: [ascending(column('event', 'day')), ascending(column('event', 'place'))],
  };
  const countOf = (which: number): Expression =>
    over('sum', choose([when(isPlace(which), integer(1))], integer(0)), ordered);
  const isOpening = isPlace(place.opens);
  const numbered = select({
    columns: [
      ...['customer_key', 'place'].map((name) => named(name, column('event', name))),
      named('turn', over('row_number', null, ordered)),
      named('matured', cast(countOf(place.matures), 'bigint')),
      named('expired', cast(countOf(place.expires), 'bigint')),
    ],
    from: subquery(eventQuery(due, request, plan), 'event'),
  });
  const reach = choose([when(isOpening, column('event', 'matured'))], column('event', 'expired'));
  const kind = choose([when(isOpening, integer(1))], integer(0));
  const step = add(
    add(multiply(cast(column('event', 'turn'), 'bigint'), integer(2n * room)), multiply(reach, integer(2))),
    kind,
  );
  return select({
    columns: [
      named('customer_key', column('event', 'customer_key')),
      named('followed', quotient(fold(step, 0n, next), room)),
    ],
    from: subquery(numbered, 'event'),
    where: or(isOpening, isPlace(place.expires)),
    groupBy: [column('event', 'customer_key')],
  });
}

const isPlace = (which: number): Expression => equal(column('event', 'place'), integer(which));

/** A count is below it; two of them, or a turn and a count with a bit to spare, fit in 63 bits. */
const room = 2n ** 31n;

/** The state is followed · room + left; a value is (turn · room + reach) · 2 + whether something opens. */
function next(state: Expression, value: Expression): Expression {
  const left = remainder(state, room);
  const reach = remainder(quotient(value, 2n), room);
  const opens = equal(remainder(value, 2n), integer(1));
  const moved = choose([when(opens, add(state, integer(room + 1n)))], add(state, subtract(reach, left)));
  return choose([when(lessThan(left, reach), moved)], state);
}

function quotient(numerator: Expression, denominator: bigint): Expression {
  return cast(call('divide', numerator, integer(denominator)), 'bigint');
}

function remainder(numerator: Expression, denominator: bigint): Expression {
  return subtract(numerator, multiply(quotient(numerator, denominator), integer(denominator)));
}

/** What happens to customers with a deposit that is gone: it matures, its time is over, or a term account opens. */
function eventQuery(due: string, { accounts, withinDays }: RolloverRequest, { asOf }: Plan): Query {
  const ofDue = (name: string): Expression => column(due, name);
  const isGone = equal(ofDue('is_open'), integer(0));
  const event = (key: Expression, day: Expression, which: number) => [
    named('customer_key', key),
    named('day', day),
    named('place', integer(which)),
  ];
  const until = call('add_days', ofDue('matures_on'), integer(withinDays, 'integer'));
  const ofGone = (day: Expression, which: number): Query =>
    select({ columns: event(ofDue('customer_key'), day, which), from: table(due), where: isGone });
  const waiting = select({
    columns: [named('customer_key', ofDue('customer_key'))],
    from: table(due),
    where: isGone,
    groupBy: [ofDue('customer_key')],
  });
  const opened = select({
    columns: event(ofSpell('customer_key'), ofSpell('from_on'), place.opens),
    from: table('spell'),
    joins: [
      innerJoin(
        subquery(waiting, 'waiting'),
        equal(column('waiting', 'customer_key'), ofSpell('customer_key')),
      ),
    ],
    where: whereAll(
      passes(accounts.filter),
      and(
        equal(ofSpell('kind'), text('term')),
        equal(ofSpell('from_on'), ofSpell('account_opened_on')),
        or(isNull(ofSpell('to_on')), greaterThan(ofSpell('to_on'), ofSpell('from_on'))),
        greaterThan(ofSpell('from_on'), date(accounts.window.after)),
        atMost(ofSpell('from_on'), date(asOf)),
      ),
    ),
  });
  return unionAll([ofGone(ofDue('matures_on'), place.matures), ofGone(until, place.expires), opened]);
}

function countQuery(due: string, followed: string): Query {
  const key = column(due, 'customer_key');
  const replaced = call('coalesce', aggregate('max', column(followed, 'followed')), integer(0));
  return select({
    columns: [
      named('customer_key', key),
      named('matured', cast(aggregate('count'), 'bigint')),
      named('renewed', add(sumOf(column(due, 'is_open')), replaced)),
    ],
    from: table(due),
    joins: [leftJoin(table(followed), equal(column(followed, 'customer_key'), key))],
    groupBy: [key],
  });
}
