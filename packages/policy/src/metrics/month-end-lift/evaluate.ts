import { divideRounded, monthEndsBetween, windowDays } from '@gradus/schema';
import { inPolicyCurrency } from '../../records/money.ts';
import { balanceDays, balanceOn, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** (M / ends) ÷ (S / days), in 1/10,000, with one division. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const counted = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  const ends = monthEndsBetween(window.after, window.upTo);
  if (counted.length === 0 || ends.length === 0) return null;
  const ofDays = inPolicyCurrency(
    byCurrency(counted, (spell) => balanceDays(spell, window)),
    context,
  );
  const ofMonthEnds = inPolicyCurrency(
    byCurrency(counted, (spell) => ends.reduce((sum, end) => sum + balanceOn(spell, end), 0n)),
    context,
  );
  if (ofDays === null || ofMonthEnds === null || ofDays <= 0n) return null;
  return divideRounded(ofMonthEnds * BigInt(windowDays(window)) * 10_000n, BigInt(ends.length) * ofDays);
};
