import {
  and,
  atMost,
  binary,
  column,
  date,
  equal,
  greaterThan,
  innerJoin,
  integer,
  isNull,
  leftJoin,
  named,
  or,
  select,
  table,
  text,
  type Query,
} from '@gradus/sql';
import type { Plan } from '../plan/plan.ts';
import { RATE, rateTable } from './exchange.ts';
import type { LakeShape } from './lake-shape.ts';
import { piecesOf } from './compile-indicators.ts';

/**
 * Query for the customers that need a rate which is not in force at the as-of date: `customer_key`, `currency`, each pair
 * once. Null when no indicator is money of accounts.
 */
export function compileMissingRates(plan: Plan, shape: LakeShape): Query | null {
  const money = piecesOf(plan, shape)
    .depositColumns()
    .filter((one) => one.kind === 'money');
  if (money.length === 0) return null;
  const ofSpell = (name: string) => column('spell', name);
  const keys = ['customer_key', 'currency'].map((name) => named(name, ofSpell(name)));
  return select({
    with: [rateTable(plan)],
    columns: keys,
    from: table('spell'),
    joins: [
      innerJoin(
        table('customer'),
        and(
          equal(column('customer', 'customer_key'), ofSpell('customer_key')),
          atMost(column('customer', 'opened_on'), date(plan.asOf)),
        ),
      ),
      leftJoin(table(RATE), equal(column(RATE, 'currency'), ofSpell('currency'))),
    ],
    where: and(
      binary('<>', ofSpell('currency'), text(plan.currency)),
      isNull(column(RATE, 'numerator')),
      or(...money.map(({ needs }) => greaterThan(needs, integer(0)))),
    ),
    groupBy: keys.map(({ expression }) => expression),
  });
}
