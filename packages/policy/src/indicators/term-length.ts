import type { Day } from '@gradus/schema';
import {
  and,
  call,
  choose,
  column,
  date,
  equal,
  greaterThan,
  integer,
  isNotNull,
  text,
  when,
  type Expression,
} from '@gradus/sql';

const isDemand = equal(column('spell', 'kind'), text('demand'));

/** Original term in months; demand deposits and accounts without one count 0. */
export function originalTerm(): Expression {
  const months = call('coalesce', column('spell', 'term_months'), integer(0, 'integer'));
  return choose([when(isDemand, integer(0, 'integer'))], months);
}

/** Days from `day` to maturity; 0 for demand deposits, accounts without a maturity and those past it. */
export function daysToMaturity(day: Day): Expression {
  const maturesOn = column('spell', 'matures_on');
  const isAhead = and(isNotNull(maturesOn), greaterThan(maturesOn, date(day)));
  const days = call('days_between', date(day), maturesOn);
  return choose([when(isDemand, integer(0)), when(isAhead, days)], integer(0));
}
