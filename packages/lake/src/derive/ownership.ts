import {
  and,
  ascending,
  atMost,
  column,
  isNull,
  lessThan,
  named,
  or,
  over,
  select,
  subquery,
  table,
  type Expression,
  type Query,
  type Source,
} from '@gradus/sql';

/**
 * Spells with their neighbours: `spell_key`, `account_key`, `from_on`, `until_on` (first day of the account's next spell;
 * null for the last, so that bookings on the day of closing are its own) and `previous_key` (null for the first).
 */
export function ownershipQuery(): Query {
  const inAccount = { partitionBy: [column('account_key')], orderBy: [ascending(column('spell_key'))] };
  return select({
    columns: [
      ...['spell_key', 'account_key', 'from_on'].map((name) => named(name, column(name))),
      named('until_on', over('lead', column('from_on'), inAccount)),
      named('previous_key', over('lag', column('spell_key'), inAccount)),
    ],
    from: table('spell'),
  });
}

/** The rows of {@link ownershipQuery}, from the relation `made` when they were made before. */
export function ownershipSource(alias: string, made: string | null): Source {
  return made === null ? subquery(ownershipQuery(), alias) : table(made, alias);
}

/** Whether the spell of a row of `owner` (an {@link ownershipSource}) owned its account on `day`. */
export function ownsOn(owner: string, day: Expression): Expression {
  const untilOn = column(owner, 'until_on');
  return and(atMost(column(owner, 'from_on'), day), or(isNull(untilOn), lessThan(day, untilOn)));
}
