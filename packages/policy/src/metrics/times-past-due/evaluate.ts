import { countedDays, distinctLoansAs, reportsIn } from '../../records/loan-reports.ts';
import type { EvaluateMetric } from '../metric.ts';

/** Missing where no report lies in the window. */
export const evaluate: EvaluateMetric = ({ parameters }, records, { plan }) => {
  const { window } = parameters;
  let reports = 0;
  let episodes = 0n;
  for (const loan of distinctLoansAs(records, parameters)) {
    const known = reportsIn(loan, null, plan.asOf).toSorted((a, b) => a.asOf - b.asOf);
    let wasLate = false;
    for (const report of known) {
      const isLate = countedDays(report, parameters) > 0n;
      const isInside = window === null || (report.asOf > window.after && report.asOf <= window.upTo);
      if (isInside) reports += 1;
      if (isInside && isLate && !wasLate) episodes += 1n;
      wasLate = isLate;
    }
  }
  return reports === 0 ? null : episodes;
};
