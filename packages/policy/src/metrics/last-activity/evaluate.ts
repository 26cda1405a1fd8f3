import { isByCustomer } from '../../records/activity.ts';
import { spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** In days. */
export const evaluate: EvaluateMetric = (indicator, records, { plan }) => {
  const { filter } = accountsOf(indicator, plan);
  const days = spellsPassing(records.spells, filter)
    .flatMap(({ movements }) => movements)
    .filter(({ movedOn, purpose }) => movedOn <= plan.asOf && isByCustomer(purpose))
    .map(({ movedOn }) => movedOn);
  return days.length === 0 ? null : BigInt(plan.asOf - days.reduce((last, day) => Math.max(last, day)));
};
