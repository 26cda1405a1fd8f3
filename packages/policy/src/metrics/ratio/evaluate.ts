import { divideRounded } from '@gradus/schema';
import type { EvaluateMetric } from '../metric.ts';
import { operandsOf } from '../operands-of.ts';

/** of ÷ to, in 1/10,000; missing where `to` is not positive. */
export const evaluate: EvaluateMetric = (indicator, _records, { values }) => {
  const names = operandsOf(indicator);
  const [of, to] = [values[names.of] ?? null, values[names.to] ?? null];
  if (of === null || to === null || to <= 0n) return null;
  return divideRounded(of * 10_000n, to);
};
