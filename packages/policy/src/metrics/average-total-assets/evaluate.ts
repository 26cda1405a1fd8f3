import { divideRounded, windowDays } from '@gradus/schema';
import { assetsOver } from '../../records/assets.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const total = assetsOver(window, records, { filter, factors: indicator.parameters.factors, context });
  return total === null ? null : divideRounded(total, BigInt(windowDays(window)));
};
