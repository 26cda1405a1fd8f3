import { assert } from '@gradus/schema';
import type { IndicatorValues } from '../decision/decision.ts';
import { evaluateByMetric } from '../metrics/evaluate-by-metric.ts';
import type { Plan } from '../plan/plan.ts';
import type { CustomerRecords, RunFacts } from '../records/customer-records.ts';

/**
 * Indicators of one customer, in stored units, from what the bank knows of them. Says of every customer what the query
 * of `compileIndicators` says.
 */
export function evaluateIndicators(plan: Plan, records: CustomerRecords, run: RunFacts): IndicatorValues {
  const values: Record<string, bigint | null> = Object.create(null) as Record<string, bigint | null>;
  for (const indicator of plan.indicators) {
    const evaluate = evaluateByMetric.get(indicator.metric);
    assert(evaluate !== undefined, `the check lets only known metrics pass, not ${indicator.metric}`);
    values[indicator.name] = evaluate(indicator, records, { plan, run, values });
  }
  return values;
}
