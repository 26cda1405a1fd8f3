import { countedDays, loansAs, reportsIn, worstOf } from '../../records/loan-reports.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = ({ parameters }, records, { plan }) => {
  const reports = loansAs(records, parameters).flatMap((loan) =>
    reportsIn(loan, parameters.window, plan.asOf),
  );
  return worstOf(reports.map((report) => countedDays(report, parameters)));
};
