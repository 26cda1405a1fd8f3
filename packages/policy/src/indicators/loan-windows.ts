import type { Day } from '@gradus/schema';
import { metricMeanings } from '../metrics/meanings.ts';
import type { Plan } from '../plan/plan.ts';

/** Indicators of loans whose windows start before `firstReport`, the day of the first loan report: of the time before they know nothing. */
export function loanWindowsBefore(plan: Plan, firstReport: Day): readonly string[] {
  return plan.indicators
    .filter(({ metric, parameters: { window } }) => {
      const isOfLoans = metricMeanings.get(metric)?.factor === 'loans';
      return isOfLoans && window !== null && window.after + 1 < firstReport;
    })
    .map(({ name }) => name);
}
