import { amountsByCurrency, distinctLoansAs, newestReport } from '../../records/loan-reports.ts';
import { inPolicyCurrency } from '../../records/money.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = ({ parameters }, records, context) => {
  const reported = distinctLoansAs(records, parameters).flatMap((loan) => {
    const report = newestReport(loan, context.plan.asOf);
    return report === null ? [] : [{ currency: loan.currency, amountMinor: report.outstandingMinor }];
  });
  return reported.length === 0 ? null : inPolicyCurrency(amountsByCurrency(reported), context);
};
