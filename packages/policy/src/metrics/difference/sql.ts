import { subtract } from '@gradus/sql';
import type { MetricSql } from '../metric-sql.ts';
import { operandsOf } from '../operands-of.ts';

export const sql: MetricSql = (indicator, context) => {
  const { of, to } = operandsOf(indicator);
  return subtract(context.indicator(of), context.indicator(to));
};
