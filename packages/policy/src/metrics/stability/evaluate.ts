import { divideRounded } from '@gradus/schema';
import { inPolicyCurrency } from '../../records/money.ts';
import { balanceDays, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import { evaluate as lowestBalance } from '../lowest-balance/evaluate.ts';
import type { EvaluateMetric } from '../metric.ts';

/** low ÷ (Σ / days) = low · days / Σ, as a ratio in 1/10,000. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const counted = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  const low = lowestBalance(indicator, records, context);
  const first = Math.max(window.after + 1, records.customer.openedOn);
  const sum = inPolicyCurrency(
    byCurrency(counted, (spell) => balanceDays(spell, { after: first - 1, upTo: window.upTo })),
    context,
  );
  if (low === null || sum === null || sum <= 0n) return null;
  return divideRounded(low * BigInt(window.upTo - first + 1) * 10_000n, sum);
};
