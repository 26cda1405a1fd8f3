import { dayParts, isMonthEnd } from '@gradus/schema';
import {
  add,
  atMost,
  boolean,
  call,
  cast,
  choose,
  integer,
  multiply,
  or,
  subtract,
  when,
  type Expression,
} from '@gradus/sql';
import type { MetricSql } from '../metric-sql.ts';

/** In 1/100 months. The last month is whole once its day is reached, or the month is too short to have it. */
export const sql: MetricSql = (_indicator, context) => {
  const openedOn = context.customer('opened_on');
  const { asOf } = context.plan;
  const { year, month, day } = dayParts(asOf);
  const whole = (name: 'year' | 'month' | 'day_of_month'): Expression => cast(call(name, openedOn), 'bigint');
  const begun = add(multiply(whole('year'), integer(12)), whole('month'));
  const months = subtract(integer(year * 12 + month), begun);
  const isReached = or(boolean(isMonthEnd(asOf)), atMost(whole('day_of_month'), integer(day)));
  return multiply(choose([when(isReached, months)], subtract(months, integer(1))), integer(100));
};
