import { divideRounded } from '@gradus/schema';
import { bookedInWindow } from '../booked-in-window.ts';
import type { EvaluateMetric } from '../metric.ts';

/** As a ratio in 1/10,000. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const spent = bookedInWindow('spend', indicator, records, context);
  const income = bookedInWindow('salary', indicator, records, context);
  if (spent === null || income === null || income <= 0n) return null;
  return divideRounded(-spent * 10_000n, income);
};
