import type { EvaluateMetric } from '../metric.ts';
import { paymentsOf } from '../payments-of.ts';
import { windowMonthsOf } from '../window-months-of.ts';

export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const payments = paymentsOf(indicator, records, context.plan);
  if (payments === null) return null;
  const active = windowMonthsOf(indicator).filter(({ after, upTo }) =>
    payments.some(({ movedOn }) => movedOn > after && movedOn <= upTo),
  );
  return BigInt(active.length);
};
