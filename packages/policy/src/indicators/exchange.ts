import { currencyDigits, listedCurrencyDigits, powerOfTen } from '@gradus/schema';
import {
  add,
  aggregate,
  and,
  atLeast,
  atMost,
  call,
  cast,
  choose,
  column,
  date,
  divideRoundedSql,
  equal,
  innerJoin,
  integer,
  multiply,
  named,
  or,
  select,
  subquery,
  subtract,
  table,
  text,
  when,
  type CommonTable,
  type Expression,
} from '@gradus/sql';
import type { Plan } from '../plan/plan.ts';

/** The relation with the rate in force per currency, as a fraction of minor units. */
export const RATE = 'rate';

/** Oldest rate that may still be used, in days before the as-of date. docs/language.md, "What is measured". */
const RATE_AGE_DAYS_MAX = 10;

/**
 * Rates into the policy's currency: minor units of it per minor unit of `currency` are `numerator / denominator`, both
 * wide. The latest quote on or before the as-of date, if it is not too old.
 */
export function rateTable(plan: Plan): CommonTable {
  const inForce = and(
    equal(column('quote_currency'), text(plan.currency)),
    atMost(column('as_of'), date(plan.asOf)),
    atLeast(column('as_of'), date(plan.asOf - RATE_AGE_DAYS_MAX)),
  );
  const latest = select({
    columns: [named('currency', column('currency')), named('as_of', aggregate('max', column('as_of')))],
    from: table('exchange_rate'),
    where: inForce,
    groupBy: [column('currency')],
  });
  const quote = (name: string): Expression => column('exchange_rate', name);
  const query = select({
    columns: [
      named('currency', quote('currency')),
      named(
        'numerator',
        multiply(cast(quote('rate_millionths'), 'wide'), digitsFactor(quote('currency'), plan, 'up')),
      ),
      named(
        'denominator',
        multiply(integer(1_000_000, 'wide'), digitsFactor(quote('currency'), plan, 'down')),
      ),
    ],
    from: table('exchange_rate'),
    joins: [
      innerJoin(
        subquery(latest, 'latest'),
        and(
          equal(column('latest', 'currency'), quote('currency')),
          equal(column('latest', 'as_of'), quote('as_of')),
        ),
      ),
    ],
    where: equal(quote('quote_currency'), text(plan.currency)),
  });
  return { name: RATE, query };
}

/** 10 to the digits that the policy's currency has more (`up`) or fewer (`down`) than `currency`, else 1. */
function digitsFactor(currency: Expression, plan: Plan, direction: 'up' | 'down'): Expression {
  const own = currencyDigits(plan.currency);
  const factor = (digits: number): bigint =>
    powerOfTen(Math.max(0, direction === 'up' ? own - digits : digits - own));
  const codesByDigits = Map.groupBy(listedCurrencyDigits, ([, digits]) => digits);
  const whens = [...codesByDigits].map(([digits, codes]) =>
    when(or(...codes.map(([code]) => equal(currency, text(code)))), integer(factor(digits), 'wide')),
  );
  return choose(whens, integer(factor(2), 'wide'));
}

/**
 * `amount` (minor units of a row's currency) in minor units of the policy's currency, rounded once; wide.
 * The quotient and the remainder by the denominator are taken apart, so that nothing overflows.
 */
export function convertedSql(amount: Expression): Expression {
  const numerator = column(RATE, 'numerator');
  const denominator = column(RATE, 'denominator');
  const wide = cast(amount, 'wide');
  const quotient = call('divide', wide, denominator);
  const remainder = subtract(wide, multiply(quotient, denominator));
  const rounded = divideRoundedSql(multiply(remainder, numerator), denominator);
  return add(multiply(quotient, numerator), cast(rounded, 'wide'));
}
