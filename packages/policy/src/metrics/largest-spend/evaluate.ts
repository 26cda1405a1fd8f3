import { inPolicyCurrency } from '../../records/money.ts';
import { canBookIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';
import { paymentsOf } from '../payments-of.ts';

/** 0 where there was no payment; missing where a rate is missing. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const payments = paymentsOf(indicator, records, context.plan);
  if (payments === null) return null;
  const { filter, window } = accountsOf(indicator, context.plan);
  const currencies = spellsPassing(records.spells, filter)
    .filter((spell) => canBookIn(spell, window))
    .map(({ currency }) => currency);
  let largest = 0n;
  for (const currency of new Set(currencies)) {
    const amounts = payments
      .filter((one) => one.currency === currency)
      .map(({ amountMinor }) => -amountMinor);
    const most = amounts.reduce((top, amount) => (amount > top ? amount : top), 0n);
    const converted = inPolicyCurrency(new Map([[currency, most]]), context);
    if (converted === null) return null;
    if (converted > largest) largest = converted;
  }
  return largest;
};
