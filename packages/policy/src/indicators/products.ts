import {
  aggregate,
  and,
  atMost,
  choose,
  column,
  date,
  descending,
  equal,
  greaterThan,
  innerJoin,
  integer,
  isNotNull,
  named,
  or,
  over,
  select,
  subquery,
  sumOf,
  table,
  text,
  unionAll,
  when,
  type CommonTable,
  type Expression,
  type NamedExpression,
  type Query,
} from '@gradus/sql';
import type { LoanRequest } from '../metrics/metric-sql.ts';
import type { Plan } from '../plan/plan.ts';
import type { Requests } from './requests.ts';
import { isOpenIn } from './spell-test.ts';

type Role = LoanRequest['as'];

/** The relation with one row per customer who has a product, and a column per role whose loans are asked for. */
export const PRODUCT = 'product_held';

/** Where a product without a code was found; one with a code is the same wherever it is. */
const bare = { account: 1, loan: 2 } as const;

/** Common tables that count products. They read `loan_now`, one row per loan with a report. */
export function productTables(requests: Requests<Role>, plan: Plan): readonly CommonTable[] {
  const wanted = requests.all();
  if (wanted.length === 0) return [];
  const roles = wanted.map(({ request }) => request);
  const ofFound = (name: string): Expression => column('found', name);
  const keys = ['customer_key', 'product', 'bare'].map((name) => named(name, ofFound(name)));
  const flags = roles.map((role) => named(role, aggregate('max', ofFound(role))));
  const found = unionAll([accountProducts(roles, plan), loanProducts(roles), holdingProducts(roles, plan)]);
  const distinct = select({
    columns: [...keys, ...flags],
    from: subquery(found, 'found'),
    groupBy: keys.map(({ expression }) => expression),
  });
  return [
    {
      name: PRODUCT,
      query: select({
        columns: [
          named('customer_key', column('one', 'customer_key')),
          ...wanted.map(({ name, request }) => named(name, sumOf(column('one', request)))),
        ],
        from: subquery(distinct, 'one'),
        groupBy: [column('one', 'customer_key')],
      }),
    },
  ];
}

/** A product with 1 in the columns of the roles for which it counts, else 0. */
function productRow(
  [table, product]: readonly [from: string, product: Expression],
  bareIs: number,
  flags: readonly (readonly [role: Role, counts: Expression])[],
): readonly NamedExpression[] {
  return [
    named('customer_key', column(table, 'customer_key')),
    named('product', product),
    named('bare', choose([when(isNotNull(product), integer(0))], integer(bareIs))),
    ...flags.map(([role, counts]) => named(role, counts)),
  ];
}

const forAll = (roles: readonly Role[]) => roles.map((role) => [role, integer(1)] as const);

function accountProducts(roles: readonly Role[], { asOf }: Plan): Query {
  return select({
    columns: productRow(['spell', column('spell', 'product')], bare.account, forAll(roles)),
    from: table('spell'),
    where: isOpenIn({ after: asOf - 1, upTo: asOf }),
  });
}

function loanProducts(roles: readonly Role[]): Query {
  const inRole = (role: Role): Expression =>
    role === 'any'
      ? integer(1)
      : choose([when(equal(column('loan_party', 'role'), text(role)), integer(1))], integer(0));
  return select({
    columns: productRow(
      ['loan_party', column('loan', 'product')],
      bare.loan,
      roles.map((role) => [role, inRole(role)] as const),
    ),
    from: table('loan_party'),
    joins: [
      innerJoin(table('loan_now'), equal(column('loan_now', 'loan_key'), column('loan_party', 'loan_key'))),
      innerJoin(table('loan'), equal(column('loan', 'loan_key'), column('loan_party', 'loan_key'))),
    ],
    where: greaterThan(column('loan_now', 'outstanding_minor'), integer(0)),
  });
}

/** By the latest row of each product and currency: something is held if it has a value, or a number of units. */
function holdingProducts(roles: readonly Role[], { asOf }: Plan): Query {
  const keys = ['customer_key', 'product', 'currency'].map((name) => column('holding', name));
  const newest = select({
    columns: [
      ...['customer_key', 'product', 'value_minor', 'quantity'].map((name) =>
        named(name, column('holding', name)),
      ),
      named(
        'age',
        over('row_number', null, { partitionBy: keys, orderBy: [descending(column('holding', 'as_of'))] }),
      ),
    ],
    from: table('holding'),
    where: atMost(column('holding', 'as_of'), date(asOf)),
  });
  const ofHeld = (name: string): Expression => column('held', name);
  return select({
    columns: productRow(['held', ofHeld('product')], 0, forAll(roles)),
    from: subquery(newest, 'held'),
    where: and(
      equal(ofHeld('age'), integer(1)),
      or(greaterThan(ofHeld('value_minor'), integer(0)), greaterThan(ofHeld('quantity'), integer(0))),
    ),
  });
}
