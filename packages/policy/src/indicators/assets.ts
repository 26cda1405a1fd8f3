import type { Day, DayWindow } from '@gradus/schema';
import {
  add,
  aggregate,
  and,
  ascending,
  atMost,
  binary,
  call,
  cast,
  choose,
  column,
  date,
  divideRoundedSql,
  equal,
  greaterThan,
  integer,
  isNotNull,
  isNull,
  leftJoin,
  lessThan,
  multiply,
  named,
  nothing,
  or,
  over,
  select,
  subquery,
  subtract,
  table,
  text,
  unionAll,
  when,
  type CommonTable,
  type Expression,
  type Query,
} from '@gradus/sql';
import type { Factors } from '../plan/plan.ts';
import type { Plan } from '../plan/plan.ts';
import { RATE } from './exchange.ts';

/** Factors are whole numbers of this part. */
const FACTOR_SCALE = 10_000n;

/**
 * What deposits and holdings come to: on the last day of `window`, or added up over its days (`isSum`). `deposits` is a
 * column of the relation of deposits per customer and currency, `counted` the one that says whether an account counts.
 */
export interface AssetRequest {
  readonly window: DayWindow;
  readonly isSum: boolean;
  readonly factors: Factors;
  readonly deposits: string;
  readonly counted: string;
}

const zero = integer(0);
const wideZero = integer(0, 'wide');

/** Holdings with the day before which the next row of their customer, product and currency takes over. */
function runQuery(): Query {
  const ofHolding = (name: string): Expression => column('holding', name);
  const next = over('lead', ofHolding('as_of'), {
    partitionBy: ['customer_key', 'product', 'currency'].map(ofHolding),
    orderBy: [ascending(ofHolding('as_of'))],
  });
  return select({
    columns: [
      ...['customer_key', 'product', 'currency', 'as_of', 'value_minor'].map((name) =>
        named(name, ofHolding(name)),
      ),
      named('next_on', next),
    ],
    from: table('holding'),
  });
}

/**
 * The relation that answers one request: `customer_key`, `value` in the policy's currency. Deposits and holdings of one
 * currency are added exactly, factors and rate being applied in one division, and then the currencies.
 */
export function assetTables(name: string, request: AssetRequest, plan: Plan): readonly CommonTable[] {
  const part = `${name}_part`;
  const ofPart = (one: string): Expression => column(part, one);
  const isOwn = equal(ofPart('currency'), text(plan.currency));
  const isLacking = and(
    binary('<>', ofPart('currency'), text(plan.currency)),
    isNull(column(RATE, 'numerator')),
    greaterThan(ofPart('counted'), zero),
  );
  const scale = integer(FACTOR_SCALE, 'wide');
  const converted = choose(
    [
      when(isOwn, cast(divideRoundedSql(ofPart('amount'), scale), 'wide')),
      when(isNotNull(column(RATE, 'numerator')), scaledConversion(ofPart('amount'), scale)),
    ],
    wideZero,
  );
  const lacking = aggregate('max', choose([when(isLacking, integer(1))], zero));
  const counted = cast(aggregate('sum', ofPart('counted')), 'bigint');
  const total = cast(aggregate('sum', converted), 'wide');
  return [
    { name: part, query: partQuery(request) },
    {
      name,
      query: select({
        columns: [
          named('customer_key', ofPart('customer_key')),
          named(
            'value',
            choose([when(or(greaterThan(lacking, zero), equal(counted, zero)), nothing('wide'))], total),
          ),
        ],
        from: table(part),
        joins: [leftJoin(table(RATE), equal(column(RATE, 'currency'), ofPart('currency')))],
        groupBy: [ofPart('customer_key')],
      }),
    },
  ];
}

/** amount × numerator ÷ (denominator × scale), rounded once, quotient and remainder apart so that nothing overflows. */
function scaledConversion(amount: Expression, scale: Expression): Expression {
  const divisor = multiply(column(RATE, 'denominator'), scale);
  const quotient = call('divide', amount, divisor);
  const remainder = subtract(amount, multiply(quotient, divisor));
  const rest = divideRoundedSql(multiply(remainder, column(RATE, 'numerator')), divisor);
  return cast(add(multiply(quotient, column(RATE, 'numerator')), cast(rest, 'wide')), 'wide');
}

/** Per customer and currency: the amount times the scale of factors, and how much of it counts as there. */
function partQuery(request: AssetRequest): Query {
  const ofDeposit = (name: string): Expression => column('deposit_part', name);
  const deposits = select({
    columns: [
      named('customer_key', ofDeposit('customer_key')),
      named('currency', ofDeposit('currency')),
      named('amount', multiply(cast(ofDeposit(request.deposits), 'wide'), integer(FACTOR_SCALE, 'wide'))),
      named('counted', cast(ofDeposit(request.counted), 'bigint')),
    ],
    from: table('deposit_part'),
  });
  const ofRun = (name: string): Expression => column('run', name);
  const value = multiply(
    multiply(
      cast(call('coalesce', ofRun('value_minor'), zero), 'wide'),
      factorOf(ofRun('product'), request.factors),
    ),
    cast(daysHeld(request), 'wide'),
  );
  const holdings = select({
    columns: [
      named('customer_key', ofRun('customer_key')),
      named('currency', ofRun('currency')),
      named('amount', value),
      named('counted', integer(1)),
    ],
    from: subquery(runQuery(), 'run'),
    where: atMost(ofRun('as_of'), date(request.window.upTo)),
  });
  const keys = ['customer_key', 'currency'];
  return select({
    columns: [
      ...keys.map((name) => named(name, column(name))),
      named('amount', cast(aggregate('sum', column('amount')), 'wide')),
      named('counted', cast(aggregate('sum', column('counted')), 'bigint')),
    ],
    from: subquery(unionAll([deposits, holdings]), 'asset'),
    groupBy: keys.map((name) => column(name)),
  });
}

/** How many of the days looked at a row of holdings stands for. */
function daysHeld({ window, isSum }: AssetRequest): Expression {
  const first: Day = isSum ? window.after + 1 : window.upTo;
  const ofRun = (name: string): Expression => column('run', name);
  const from = choose([when(lessThan(ofRun('as_of'), date(first)), date(first))], ofRun('as_of'));
  const end = date(window.upTo + 1);
  const until = choose(
    [when(and(isNotNull(ofRun('next_on')), lessThan(ofRun('next_on'), end)), ofRun('next_on'))],
    end,
  );
  const days = call('days_between', from, until);
  return choose([when(greaterThan(days, zero), days)], zero);
}

function factorOf(product: Expression, factors: Factors): Expression {
  const whens = Object.entries(factors).map(([name, factor]) =>
    when(equal(product, text(name)), integer(factor, 'wide')),
  );
  return choose(whens, integer(FACTOR_SCALE, 'wide'));
}
