import { assert, windowEndingOn, type DayWindow } from '@gradus/schema';
import type { PlannedIndicator } from '../plan/plan.ts';

/** The months of a window in months, latest first: each a window of its own, by the rule that made the whole. */
export function windowMonthsOf({ name, parameters }: PlannedIndicator): readonly DayWindow[] {
  const { window } = parameters;
  assert(window !== null && window.length.unit !== 'days', `${name} has a window in months`);
  const { count, unit } = window.length;
  // Counted from the end, so that a short month in between does not shift the days of those before it.
  const starts = Array.from(
    { length: count },
    (_, index) => windowEndingOn(window.upTo, { count: index + 1, unit }).after,
  );
  return starts.map((after, index) => ({
    after,
    upTo: index === 0 ? window.upTo : (starts[index - 1] ?? after),
  }));
}
