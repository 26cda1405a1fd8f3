import type { Day } from '@gradus/schema';
import { inPolicyCurrency } from '../../records/money.ts';
import type { SpellRow } from '../../records/customer-records.ts';
import { balanceOn, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const counted = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  if (counted.length === 0) return null;
  const firstDay = Math.max(window.after + 1, records.customer.openedOn);
  const lows = new Map<string, bigint>();
  for (const [currency, spells] of Map.groupBy(counted, (spell) => spell.currency)) {
    lows.set(currency, lowestTotal(spells, firstDay, window.upTo));
  }
  return inPolicyCurrency(lows, context);
};

/** Looks at the total of every single day: slow, and with nothing to get wrong. */
function lowestTotal(spells: readonly SpellRow[], firstDay: Day, lastDay: Day): bigint {
  const totalOn = (day: Day): bigint => spells.reduce((sum, spell) => sum + balanceOn(spell, day), 0n);
  let lowest = totalOn(firstDay);
  for (let day = firstDay + 1; day <= lastDay; day += 1) {
    const total = totalOn(day);
    if (total < lowest) lowest = total;
  }
  return lowest;
}
