import {
  aggregate,
  and,
  atMost,
  binary,
  cast,
  choose,
  column,
  date,
  equal,
  greaterThan,
  integer,
  isNotNull,
  isNull,
  leftJoin,
  named,
  nothing,
  select,
  sumOf,
  table,
  text,
  when,
  type CommonTable,
  type Expression,
  type Join,
  type NamedExpression,
} from '@gradus/sql';
import type { Plan } from '../plan/plan.ts';
import { convertedSql, RATE } from './exchange.ts';
import { SPELL_SUM } from './flow.ts';

/** The relation with one row per customer that ever had an account: what their accounts come to. */
export const DEPOSIT = 'deposit';

/** A column of {@link DEPOSIT}. */
export type DepositColumn = {
  readonly name: string;
} & (
  | { readonly kind: 'count'; readonly perSpell: Expression }
  | { readonly kind: 'first_day'; readonly perSpell: Expression }
  | {
      /** Money of each currency, converted and added; null when a rate that `needs` says is needed is missing. */
      readonly kind: 'money';
      readonly from: { readonly perSpell: Expression } | { readonly low: string };
      readonly type: 'bigint' | 'wide';
      /** 1 for a spell that makes a rate necessary, else 0. */
      readonly needs: Expression;
    }
);

/**
 * `holding` (customer × currency, from the spells and their sums) and from it {@link DEPOSIT} (customer).
 * `lows` are relations with `customer_key`, `currency`, `low_minor`.
 */
export function depositTables(
  columns: readonly DepositColumn[],
  parts: { readonly plan: Plan; readonly hasSums: boolean; readonly lows: readonly string[] },
): readonly CommonTable[] {
  return [
    { name: 'holding', query: holdingQuery(columns, parts.plan, parts.hasSums) },
    {
      name: DEPOSIT,
      query: select({
        columns: [
          named('customer_key', column('holding', 'customer_key')),
          ...columns.map((one) => named(one.name, perCustomer(one, parts.plan))),
        ],
        from: table('holding'),
        joins: [
          leftJoin(table(RATE), equal(column(RATE, 'currency'), column('holding', 'currency'))),
          ...parts.lows.map(lowJoin),
        ],
        groupBy: [column('holding', 'customer_key')],
      }),
    },
  ];
}

function holdingQuery(columns: readonly DepositColumn[], plan: Plan, hasSums: boolean): CommonTable['query'] {
  const keys = ['customer_key', 'currency'].map((name) => named(name, column('spell', name)));
  const sums = table(SPELL_SUM);
  return select({
    columns: [...keys, ...columns.flatMap(perCurrency)],
    from: table('spell'),
    joins: hasSums
      ? [leftJoin(sums, equal(column(SPELL_SUM, 'spell_key'), column('spell', 'spell_key')))]
      : [],
    where: atMost(column('spell', 'from_on'), date(plan.asOf)),
    groupBy: keys.map(({ expression }) => expression),
  });
}

function perCurrency(one: DepositColumn): readonly NamedExpression[] {
  switch (one.kind) {
    case 'count':
      return [named(one.name, sumOf(one.perSpell))];
    case 'first_day':
      return [named(one.name, aggregate('min', one.perSpell))];
    case 'money': {
      const needs = named(needsName(one), aggregate('max', one.needs));
      return 'low' in one.from
        ? [needs]
        : [named(one.name, cast(aggregate('sum', one.from.perSpell), one.type)), needs];
    }
  }
}

function perCustomer(one: DepositColumn, plan: Plan): Expression {
  const value = column('holding', one.name);
  switch (one.kind) {
    case 'count':
      return sumOf(value);
    case 'first_day':
      return aggregate('min', value);
    case 'money': {
      const amount = 'low' in one.from ? column(one.from.low, 'low_minor') : value;
      const own = isOwnCurrency(plan);
      const isLacking = and(lacksRate(plan), greaterThan(column('holding', needsName(one)), integer(0)));
      const lacking = aggregate('max', choose([when(isLacking, integer(1))], integer(0)));
      const converted = choose(
        [
          when(own, cast(amount, one.type)),
          when(isNotNull(column(RATE, 'numerator')), cast(convertedSql(amount), one.type)),
        ],
        integer(0, one.type),
      );
      return choose(
        [when(greaterThan(lacking, integer(0)), nothing(one.type))],
        cast(aggregate('sum', converted), one.type),
      );
    }
  }
}

/** Whether a row of `holding` needs no rate. */
function isOwnCurrency(plan: Plan): Expression {
  return equal(column('holding', 'currency'), text(plan.currency));
}

/** Whether a row of `holding`, joined to the rates, is in a currency without one. */
function lacksRate(plan: Plan): Expression {
  return and(
    binary('<>', column('holding', 'currency'), text(plan.currency)),
    isNull(column(RATE, 'numerator')),
  );
}

const needsName = (one: { readonly name: string }): string => `${one.name}_needs_rate`;

function lowJoin(name: string): Join {
  return leftJoin(
    table(name),
    and(
      equal(column(name, 'customer_key'), column('holding', 'customer_key')),
      equal(column(name, 'currency'), column('holding', 'currency')),
    ),
  );
}
