import type { EvaluateMetric } from '../metric.ts';
import { operandsOf } from '../operands-of.ts';

export const evaluate: EvaluateMetric = (indicator, _records, { values }) => {
  const names = operandsOf(indicator);
  const [of, to] = [values[names.of] ?? null, values[names.to] ?? null];
  return of === null || to === null ? null : of - to;
};
