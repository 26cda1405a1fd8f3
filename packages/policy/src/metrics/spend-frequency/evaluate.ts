import { divideRounded } from '@gradus/schema';
import { monthsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';
import { paymentsOf } from '../payments-of.ts';

/** In 1/100 per month. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const payments = paymentsOf(indicator, records, context.plan);
  return payments === null
    ? null
    : divideRounded(BigInt(payments.length) * 100n, BigInt(monthsOf(indicator)));
};
