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

/** The relation with one row per customer that ever had an account: what their accounts come to. */
export const DEPOSIT = 'deposit';

/** A column of {@link DEPOSIT}. */
export type DepositColumn = {
  readonly name: string;
} & (
  | { readonly kind: 'count'; readonly perSpell: Expression }
  | { readonly kind: 'first_day' | 'last_day' | 'largest'; readonly perSpell: Expression }
  | {
      /** Money of each currency, converted and added; null when a rate that `needs` says is needed is missing. */
      readonly kind: 'money';
      readonly from:
        | { readonly perSpell: Expression }
        | { readonly low: string; readonly of: 'low_minor' | 'sum_minor' };
      /** Of the spells of one currency, and of the currencies once converted. */
      readonly combine: 'sum' | 'max';
      readonly type: 'bigint' | 'wide';
      /** 1 for a spell that makes a rate necessary, else 0. */
      readonly needs: Expression;
    }
);

/**
 * `deposit_part` (customer × currency, from the spells and their sums) and from it {@link DEPOSIT} (customer).
 * `lows` are relations with `customer_key`, `currency`, `low_minor`.
 */
export function depositTables(
  columns: readonly DepositColumn[],
  parts: {
    readonly plan: Plan;
    /** Relations by `spell_key`, with no more than a row for each. */
    readonly ofSpells: readonly string[];
    readonly lows: readonly string[];
    /** Whether all accounts are in the policy's currency and nobody asks for parts by currency. */
    readonly isPlain: boolean;
  },
): readonly CommonTable[] {
  if (parts.isPlain) return [{ name: DEPOSIT, query: plainQuery(columns, parts) }];
  return [
    { name: 'deposit_part', query: partQuery(columns, parts) },
    {
      name: DEPOSIT,
      query: select({
        columns: [
          named('customer_key', column('deposit_part', 'customer_key')),
          ...columns.map((one) => named(one.name, perCustomer(one, parts.plan))),
        ],
        from: table('deposit_part'),
        joins: [
          leftJoin(table(RATE), equal(column(RATE, 'currency'), column('deposit_part', 'currency'))),
          ...parts.lows.map(lowJoin),
        ],
        groupBy: [column('deposit_part', 'customer_key')],
      }),
    },
  ];
}

interface SpellParts {
  readonly plan: Plan;
  readonly ofSpells: readonly string[];
}

function partQuery(columns: readonly DepositColumn[], parts: SpellParts): CommonTable['query'] {
  return spellQuery(['customer_key', 'currency'], columns.flatMap(perCurrency), parts);
}

/** {@link DEPOSIT} at once from the spells: no rate can be missing, and sums of the one currency are sums of all. */
function plainQuery(columns: readonly DepositColumn[], parts: SpellParts): CommonTable['query'] {
  const wanted = new Set(columns.map(({ name }) => name));
  const values = columns.flatMap(perCurrency).filter(({ name }) => wanted.has(name));
  return spellQuery(['customer_key'], values, parts);
}

function spellQuery(
  groups: readonly string[],
  values: readonly NamedExpression[],
  { plan, ofSpells }: SpellParts,
): CommonTable['query'] {
  const keys = groups.map((name) => named(name, column('spell', name)));
  return select({
    columns: [...keys, ...values],
    from: table('spell'),
    joins: ofSpells.map((name) =>
      leftJoin(table(name), equal(column(name, 'spell_key'), column('spell', 'spell_key'))),
    ),
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
    case 'last_day':
    case 'largest':
      return [named(one.name, aggregate('max', one.perSpell))];
    case 'money': {
      const needs = named(needsName(one), aggregate('max', one.needs));
      return 'low' in one.from
        ? [needs]
        : [named(one.name, cast(aggregate(one.combine, one.from.perSpell), one.type)), needs];
    }
  }
}

function perCustomer(one: DepositColumn, plan: Plan): Expression {
  const value = column('deposit_part', one.name);
  switch (one.kind) {
    case 'count':
      return sumOf(value);
    case 'first_day':
      return aggregate('min', value);
    case 'last_day':
    case 'largest':
      return aggregate('max', value);
    case 'money': {
      const amount = 'low' in one.from ? column(one.from.low, one.from.of) : value;
      const own = isOwnCurrency(plan);
      const isLacking = and(lacksRate(plan), greaterThan(column('deposit_part', needsName(one)), integer(0)));
      const lacking = aggregate('max', choose([when(isLacking, integer(1))], integer(0)));
      const converted = choose(
        [
          when(own, cast(amount, one.type)),
          when(isNotNull(column(RATE, 'numerator')), cast(convertedSql(amount), one.type)),
        ],
        one.combine === 'max' ? nothing(one.type) : integer(0, one.type),
      );
      return choose(
        [when(greaterThan(lacking, integer(0)), nothing(one.type))],
        cast(aggregate(one.combine, converted), one.type),
      );
    }
  }
}

/** Whether a row of `deposit_part` needs no rate. */
function isOwnCurrency(plan: Plan): Expression {
  return equal(column('deposit_part', 'currency'), text(plan.currency));
}

/** Whether a row of `deposit_part`, joined to the rates, is in a currency without one. */
function lacksRate(plan: Plan): Expression {
  return and(
    binary('<>', column('deposit_part', 'currency'), text(plan.currency)),
    isNull(column(RATE, 'numerator')),
  );
}

const needsName = (one: { readonly name: string }): string => `${one.name}_needs_rate`;

function lowJoin(name: string): Join {
  return leftJoin(
    table(name),
    and(
      equal(column(name, 'customer_key'), column('deposit_part', 'customer_key')),
      equal(column(name, 'currency'), column('deposit_part', 'currency')),
    ),
  );
}
