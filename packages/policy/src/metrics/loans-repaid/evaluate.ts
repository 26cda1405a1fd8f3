import { distinctLoansAs, newestReport } from '../../records/loan-reports.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = ({ parameters }, records, { plan }) => {
  const repaid = distinctLoansAs(records, parameters).filter(
    (loan) => loan.limitMinor === null && newestReport(loan, plan.asOf)?.outstandingMinor === 0n,
  );
  return BigInt(repaid.length);
};
