import { divideRounded } from '@gradus/schema';
import { amountsByCurrency, distinctLoansAs, newestReport } from '../../records/loan-reports.ts';
import { inPolicyCurrency } from '../../records/money.ts';
import type { EvaluateMetric } from '../metric.ts';

/** As a ratio in 1/10,000. */
export const evaluate: EvaluateMetric = ({ parameters }, records, context) => {
  const limited = distinctLoansAs(records, parameters).flatMap(({ limitMinor, currency, ...loan }) => {
    const report = newestReport(loan, context.plan.asOf);
    return limitMinor === null || report === null
      ? []
      : [{ limitMinor, currency, drawnMinor: report.outstandingMinor }];
  });
  const sumOf = (of: 'limitMinor' | 'drawnMinor'): bigint | null =>
    inPolicyCurrency(
      amountsByCurrency(limited.map((one) => ({ currency: one.currency, amountMinor: one[of] }))),
      context,
    );
  const [drawn, limit] = [sumOf('drawnMinor'), sumOf('limitMinor')];
  if (drawn === null || limit === null || limit <= 0n) return null;
  return divideRounded(drawn * 10_000n, limit);
};
