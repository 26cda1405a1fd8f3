import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = ({ parameters }, { facts }, { plan }) => {
  const oldest = parameters.maxAgeDays === null ? -Infinity : plan.asOf - parameters.maxAgeDays;
  const usable = facts.filter(
    ({ name, asOf }) => name === parameters.fact && asOf <= plan.asOf && asOf >= oldest,
  );
  return usable.toSorted((a, b) => b.asOf - a.asOf)[0]?.value ?? null;
};
