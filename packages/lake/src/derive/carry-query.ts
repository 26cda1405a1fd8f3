import type { Day } from '@gradus/schema';
import {
  and,
  binary,
  column,
  equal,
  innerJoin,
  integer,
  isNotNull,
  lessThan,
  named,
  select,
  subquery,
  subtract,
  sumOf,
  table,
  text,
  unionAll,
  type Expression,
  type Query,
} from '@gradus/sql';
import { openingQuery } from './account-state.ts';
import { ownershipSource } from './ownership.ts';

/**
 * Query for the `carry` relation from `spell` and the money of the accounts: where an account changes hands, what it held
 * before that day leaves the old spell and enters the new one. Adds up over parts of the money, so it can be run on the
 * bookings of a batch alone.
 *
 * `entries` names the relation of bookings; `openings` says whether opening balances (of `account`) belong to the money.
 * `owners` is as in movementQuery.
 */
export function carryQuery(parts: {
  readonly dataFrom: Day | null;
  readonly entries?: string;
  readonly openings?: boolean;
  readonly owners?: string | null;
}): Query {
  const { dataFrom, entries = 'entry', openings = true, owners = null } = parts;
  const bookings = select({
    columns: [
      named('account_key', column('account_key')),
      named('moved_on', column('booked_on')),
      named('amount_minor', column('amount_minor')),
    ],
    from: table(entries),
  });
  const money = openings ? unionAll([bookings, openingQuery(dataFrom)]) : bookings;
  const keys = ['spell_key', 'previous_key', 'from_on'].map((name) => named(name, column('change', name)));
  const held = select({
    columns: [...keys, named('amount_minor', sumOf(column('money', 'amount_minor')))],
    from: subquery(money, 'money'),
    joins: [
      innerJoin(
        subquery(changeQuery(owners), 'change'),
        and(
          equal(column('change', 'account_key'), column('money', 'account_key')),
          lessThan(column('money', 'moved_on'), column('change', 'from_on')),
        ),
      ),
    ],
    groupBy: keys.map(({ expression }) => expression),
  });
  const amount = column('amount_minor');
  return select({
    with: [{ name: 'held', query: held }],
    columns: ['spell_key', 'moved_on', 'amount_minor', 'purpose'].map((name) => named(name, column(name))),
    from: subquery(
      unionAll([carried('spell_key', amount), carried('previous_key', subtract(integer(0), amount))]),
      'carried',
    ),
  });
}

function carried(key: 'spell_key' | 'previous_key', amount: Expression): Query {
  return select({
    columns: [
      named('spell_key', column(key)),
      named('moved_on', column('from_on')),
      named('amount_minor', amount),
      named('purpose', text('carried')),
    ],
    from: table('held'),
    where: binary('<>', column('amount_minor'), integer(0)),
  });
}

/** Spells that follow another of their account. */
function changeQuery(owners: string | null): Query {
  return select({
    columns: ['account_key', 'spell_key', 'previous_key', 'from_on'].map((name) =>
      named(name, column('owner', name)),
    ),
    from: ownershipSource('owner', owners),
    where: isNotNull(column('owner', 'previous_key')),
  });
}
