import { assert, divideRounded, windowDays, type DayWindow } from '@gradus/schema';
import { inPolicyCurrency } from '../../records/money.ts';
import { balanceDays, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** (Σ/n) ÷ (Σ'/n') − 1, as a ratio in 1/10,000, with one division. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { against } = indicator.parameters;
  assert(against !== null, `${indicator.name} has a window before`);
  const { filter, window } = accountsOf(indicator, context.plan);
  const sumOver = (days: DayWindow): bigint | null => {
    const counted = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, days));
    if (counted.length === 0) return null;
    return inPolicyCurrency(
      byCurrency(counted, (spell) => balanceDays(spell, days)),
      context,
    );
  };
  const [sum, before] = [sumOver(window), sumOver(against)];
  if (sum === null || before === null || before <= 0n) return null;
  const [days, daysBefore] = [BigInt(windowDays(window)), BigInt(windowDays(against))];
  return divideRounded((sum * daysBefore - before * days) * 10_000n, before * days);
};
