import { divideRounded } from '@gradus/schema';
import { bookedInWindow } from '../booked-in-window.ts';
import { monthsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const booked = bookedInWindow('spend', indicator, records, context);
  return booked === null ? null : divideRounded(-booked, BigInt(monthsOf(indicator)));
};
