import { assetsOver } from '../../records/assets.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const today = { after: window.upTo - 1, upTo: window.upTo };
  return assetsOver(today, records, { filter, factors: indicator.parameters.factors, context });
};
