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
  isNotNull,
  isNull,
  leftJoin,
  named,
  or,
  select,
  subquery,
  table,
  text,
  unionAll,
  type Expression,
  type Join,
  type Query,
} from '@gradus/sql';
import type { Plan } from '../plan/plan.ts';
import { RATE, rateTable } from './exchange.ts';
import type { LakeShape } from './lake-shape.ts';
import { piecesOf } from './compile-indicators.ts';
import type { Pieces } from './pieces.ts';

/**
 * Query for the customers that need a rate which is not in force at the as-of date: `customer_key`, `currency`, each pair
 * once. Null when no indicator is money of accounts or loans.
 */
export function compileMissingRates(plan: Plan, shape: LakeShape): Query | null {
  const pieces = piecesOf(plan, shape);
  const parts = [
    ...accountsLacking(pieces, plan),
    ...loansLacking(pieces, plan),
    ...holdingsLacking(pieces, plan),
  ];
  if (parts.length === 0) return null;
  const keys = ['customer_key', 'currency'].map((name) => named(name, column('lacking', name)));
  return select({
    with: [rateTable(plan)],
    columns: keys,
    from: subquery(unionAll(parts), 'lacking'),
    groupBy: keys.map(({ expression }) => expression),
  });
}

function accountsLacking(pieces: Pieces, plan: Plan): Query[] {
  const money = pieces.depositColumns().filter((one) => one.kind === 'money');
  if (money.length === 0) return [];
  const ofSpell = (name: string) => column('spell', name);
  return [
    select({
      columns: ['customer_key', 'currency'].map((name) => named(name, ofSpell(name))),
      from: table('spell'),
      joins: [knownCustomer(ofSpell('customer_key'), plan), rateOf(ofSpell('currency'))],
      where: and(
        lacksRate(ofSpell('currency'), plan),
        or(...money.map(({ needs }) => greaterThan(needs, integer(0)))),
      ),
    }),
  ];
}

/** Money of loans counts once a loan was reported; limits and what is drawn of them only where there is a limit. */
function loansLacking(pieces: Pieces, plan: Plan): Query[] {
  const money = pieces.loanMoney();
  if (money.length === 0) return [];
  const ofLoan = (name: string) => column('loan', name);
  const isAsked = money.map(({ of, as }) =>
    and(
      ...(as === 'any' ? [] : [equal(column('loan_party', 'role'), text(as))]),
      ...(of === 'outstanding' ? [] : [isNotNull(ofLoan('limit_minor'))]),
    ),
  );
  const reported = select({
    columns: [named('loan_key', column('loan_key'))],
    from: table('loan_status'),
    where: atMost(column('as_of'), date(plan.asOf)),
    groupBy: [column('loan_key')],
  });
  return [
    select({
      columns: [
        named('customer_key', column('loan_party', 'customer_key')),
        named('currency', ofLoan('currency')),
      ],
      from: table('loan_party'),
      joins: [
        innerJoin(table('loan'), equal(ofLoan('loan_key'), column('loan_party', 'loan_key'))),
        innerJoin(subquery(reported, 'reported'), equal(column('reported', 'loan_key'), ofLoan('loan_key'))),
        knownCustomer(column('loan_party', 'customer_key'), plan),
        rateOf(ofLoan('currency')),
      ],
      where: and(lacksRate(ofLoan('currency'), plan), or(...isAsked)),
    }),
  ];
}

/** Whatever is known of a holding, its currency needs a rate. */
function holdingsLacking(pieces: Pieces, plan: Plan): Query[] {
  const days = pieces.holdingDays();
  if (days.length === 0) return [];
  const ofHolding = (name: string) => column('holding', name);
  return [
    select({
      columns: ['customer_key', 'currency'].map((name) => named(name, ofHolding(name))),
      from: table('holding'),
      joins: [knownCustomer(ofHolding('customer_key'), plan), rateOf(ofHolding('currency'))],
      where: and(
        lacksRate(ofHolding('currency'), plan),
        or(...days.map((day) => atMost(ofHolding('as_of'), date(day)))),
      ),
    }),
  ];
}

const rateOf = (currency: Expression): Join =>
  leftJoin(table(RATE), equal(column(RATE, 'currency'), currency));

function lacksRate(currency: Expression, plan: Plan): Expression {
  return and(binary('<>', currency, text(plan.currency)), isNull(column(RATE, 'numerator')));
}

function knownCustomer(customerKey: Expression, plan: Plan): Join {
  return innerJoin(
    table('customer'),
    and(
      equal(column('customer', 'customer_key'), customerKey),
      atMost(column('customer', 'opened_on'), date(plan.asOf)),
    ),
  );
}
