import { divideRounded } from '@gradus/schema';
import { inPolicyCurrency } from '../../records/money.ts';
import { balanceDays, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** As a ratio in 1/10,000; 0 where only other accounts count. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const counted = records.spells.filter((spell) => isOpenIn(spell, window));
  const sumOf = (spells: typeof counted): bigint | null =>
    inPolicyCurrency(
      byCurrency(spells, (spell) => balanceDays(spell, window)),
      context,
    );
  const total = sumOf(counted);
  const part = sumOf(spellsPassing(counted, filter).slice());
  if (counted.length === 0 || total === null || part === null || total <= 0n) return null;
  return divideRounded(part * 10_000n, total);
};
