import type { Day } from '@gradus/schema';
import type { HoldingRow } from '../../records/customer-records.ts';
import { distinctLoansAs, newestReport } from '../../records/loan-reports.ts';
import { isOpenIn } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** A code is one product wherever it stands; what has none is one product per kind of thing. */
export const evaluate: EvaluateMetric = (indicator, records, { plan }) => {
  const { window } = accountsOf(indicator, plan);
  const accounts = records.spells.filter((spell) => isOpenIn(spell, window));
  const loans = distinctLoansAs(records, indicator.parameters).filter(
    (loan) => (newestReport(loan, plan.asOf)?.outstandingMinor ?? 0n) > 0n,
  );
  const held = newestHoldings(records.holdings, plan.asOf).filter(
    ({ valueMinor, quantity }) => (valueMinor ?? 0n) > 0n || (quantity ?? 0) > 0,
  );
  const codes = [...accounts, ...loans, ...held].map(({ product }) => product);
  const hasBare = [accounts, loans].map((some) => some.some(({ product }) => product === null));
  const known = new Set(codes.filter((code) => code !== null));
  return BigInt(known.size + hasBare.filter(Boolean).length);
};

/** What holds on a day: the latest row of each product and currency. */
function newestHoldings(holdings: readonly HoldingRow[], day: Day): readonly HoldingRow[] {
  const newest = new Map<string, HoldingRow>();
  for (const row of holdings) {
    const key = JSON.stringify([row.product, row.currency]);
    const before = newest.get(key);
    if (row.asOf <= day && (before === undefined || row.asOf > before.asOf)) newest.set(key, row);
  }
  return [...newest.values()];
}
