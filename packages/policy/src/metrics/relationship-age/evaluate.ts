import { wholeMonthsBetween } from '@gradus/schema';
import type { EvaluateMetric } from '../metric.ts';

/** In 1/100 months. */
export const evaluate: EvaluateMetric = (_indicator, { customer }, { plan }) =>
  BigInt(wholeMonthsBetween(customer.openedOn, plan.asOf)) * 100n;
