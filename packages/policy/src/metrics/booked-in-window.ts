import type { PlannedIndicator } from '../plan/plan.ts';
import type { CustomerRecords } from '../records/customer-records.ts';
import { inPolicyCurrency, type EvaluationContext } from '../records/money.ts';
import { bookedFor, byCurrency, canBookIn, isOpenIn, spellsPassing } from '../records/spell-days.ts';
import { accountsOf } from './accounts-of.ts';

/**
 * Σ of bookings of one purpose in an indicator's window, in the policy's currency; null when no account counts. Bookings
 * on the day of closing are in it, although an account is not open on that day.
 */
export function bookedInWindow(
  purpose: string,
  indicator: PlannedIndicator,
  records: CustomerRecords,
  context: EvaluationContext,
): bigint | null {
  const { filter, window } = accountsOf(indicator, context.plan);
  const passing = spellsPassing(records.spells, filter);
  if (!passing.some((spell) => isOpenIn(spell, window))) return null;
  const booking = passing.filter((spell) => canBookIn(spell, window));
  return inPolicyCurrency(
    byCurrency(booking, (spell) => bookedFor(spell, purpose, window)),
    context,
  );
}
