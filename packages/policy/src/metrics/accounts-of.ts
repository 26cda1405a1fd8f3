import { assert } from '@gradus/schema';
import type { PlannedIndicator, Plan } from '../plan/plan.ts';
import type { AccountSelection } from './metric-sql.ts';

/** The accounts of an indicator over its window, or on the as-of date alone when the metric has none. */
export function accountsOf({ parameters }: PlannedIndicator, plan: Plan): AccountSelection {
  const { window } = parameters;
  return {
    filter: parameters.accounts,
    window:
      window === null
        ? { after: plan.asOf - 1, upTo: plan.asOf }
        : { after: window.after, upTo: window.upTo },
  };
}

/** Months of an indicator's window. */
export function monthsOf({ name, parameters }: PlannedIndicator): number {
  const { window } = parameters;
  assert(window !== null && window.length.unit !== 'days', `${name} has a window in months`);
  return window.length.count;
}
