import { wholeMonthsBetween } from '@gradus/schema';
import { countedDays, distinctLoansAs, reportsIn } from '../../records/loan-reports.ts';
import type { EvaluateMetric } from '../metric.ts';

/** In 1/100 months. */
export const evaluate: EvaluateMetric = ({ parameters }, records, { plan }) => {
  const days = distinctLoansAs(records, parameters)
    .flatMap((loan) => reportsIn(loan, null, plan.asOf))
    .filter((report) => countedDays(report, parameters) > 0n)
    .map(({ asOf }) => asOf);
  return days.length === 0 ? null : BigInt(wholeMonthsBetween(Math.max(...days), plan.asOf)) * 100n;
};
