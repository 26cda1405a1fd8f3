import { inPolicyCurrency } from '../../records/money.ts';
import { balanceOn, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const open = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  if (open.length === 0) return null;
  return inPolicyCurrency(
    byCurrency(open, (spell) => balanceOn(spell, context.plan.asOf)),
    context,
  );
};
