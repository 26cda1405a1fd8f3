import { distinctLoansAs, newestReport } from '../../records/loan-reports.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = ({ parameters }, records, { plan }) => {
  const hasOpen = distinctLoansAs(records, parameters).some(
    (loan) => (newestReport(loan, plan.asOf)?.outstandingMinor ?? 0n) > 0n,
  );
  return hasOpen ? 1n : 0n;
};
