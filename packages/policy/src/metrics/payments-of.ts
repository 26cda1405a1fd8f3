import type { Plan, PlannedIndicator } from '../plan/plan.ts';
import type { CustomerRecords, MovementRow } from '../records/customer-records.ts';
import { isOpenIn, spellsPassing } from '../records/spell-days.ts';
import { accountsOf } from './accounts-of.ts';

/** A booking of purpose `spend` that takes money out: refunds are none. */
export interface Payment extends MovementRow {
  readonly currency: string;
}

/** The payments of an indicator's window, in no order; null when no account counts. */
export function paymentsOf(
  indicator: PlannedIndicator,
  records: CustomerRecords,
  plan: Plan,
): readonly Payment[] | null {
  const { filter, window } = accountsOf(indicator, plan);
  const passing = spellsPassing(records.spells, filter);
  if (!passing.some((spell) => isOpenIn(spell, window))) return null;
  return passing.flatMap(({ movements, currency }) =>
    movements
      .filter(({ movedOn, amountMinor, purpose }) => {
        const isInside = movedOn > window.after && movedOn <= window.upTo;
        return isInside && purpose === 'spend' && amountMinor < 0n;
      })
      .map((movement) => ({ ...movement, currency })),
  );
}
