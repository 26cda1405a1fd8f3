import { divideRounded, windowDays } from '@gradus/schema';
import { inPolicyCurrency } from '../../records/money.ts';
import { balanceDays, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const counted = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  if (counted.length === 0) return null;
  const sum = inPolicyCurrency(
    byCurrency(counted, (spell) => balanceDays(spell, window)),
    context,
  );
  if (sum === null) return null;
  const earliest = Math.min(...counted.map((spell) => spell.fromOn));
  const days =
    indicator.parameters.denominator === 'since_opening'
      ? Math.min(windowDays(window), window.upTo - earliest + 1)
      : windowDays(window);
  return divideRounded(sum, BigInt(days));
};
