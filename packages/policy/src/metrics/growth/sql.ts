import {
  cast,
  choose,
  divideRoundedSql,
  greaterThan,
  integer,
  multiply,
  nothing,
  subtract,
  when,
} from '@gradus/sql';
import type { MetricSql } from '../metric-sql.ts';
import { operandsOf } from '../operands-of.ts';

/** (of − to) ÷ to, in 1/10,000; missing where `to` is not positive. */
export const sql: MetricSql = (indicator, context) => {
  const names = operandsOf(indicator);
  const to = context.indicator(names.to);
  const of = cast(context.indicator(names.of), 'wide');
  const quotient = divideRoundedSql(
    multiply(subtract(of, cast(context.indicator(names.to), 'wide')), integer(10_000, 'wide')),
    to,
  );
  return choose([when(greaterThan(to, integer(0)), quotient)], nothing('bigint'));
};
