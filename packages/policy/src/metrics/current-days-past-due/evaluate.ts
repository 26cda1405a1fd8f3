import { countedDays, loansAs, worstNow } from '../../records/loan-reports.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = ({ parameters }, records, { plan }) =>
  worstNow(loansAs(records, parameters), plan.asOf, (report) => [countedDays(report, parameters)]);
