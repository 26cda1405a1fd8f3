import { dayParts, isMonthEnd, type Day } from '@gradus/schema';
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

/** Whole months from a DATE to `to`. The last month is whole once its day is reached, or the month is too short to have it. */
export function wholeMonthsSql(from: Expression, to: Day): Expression {
  const { year, month, day } = dayParts(to);
  const whole = (name: 'year' | 'month' | 'day_of_month'): Expression => cast(call(name, from), 'bigint');
  const begun = add(multiply(whole('year'), integer(12)), whole('month'));
  const months = subtract(integer(year * 12 + month), begun);
  const isReached = or(boolean(isMonthEnd(to)), atMost(whole('day_of_month'), integer(day)));
  return choose([when(isReached, months)], subtract(months, integer(1)));
}
