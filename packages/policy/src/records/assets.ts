import { currencyDigits, divideRounded, powerOfTen, type Day, type DayWindow } from '@gradus/schema';
import type { Condition } from '../plan/condition.ts';
import type { Factors } from '../plan/plan.ts';
import type { CustomerRecords, HoldingRow } from './customer-records.ts';
import type { EvaluationContext } from './money.ts';
import { balanceDays, isOpenIn, spellsPassing } from './spell-days.ts';

/** Factors are whole numbers of this part. */
const factorScale = 10_000n;

/**
 * Deposits and holdings added up over the days of a window, in the policy's currency: of each currency exactly, factors and
 * rate in one division. Null with neither an account that counts nor a holding, and where a rate is missing.
 */
export function assetsOver(
  window: DayWindow,
  records: CustomerRecords,
  how: { readonly filter: Condition | null; readonly factors: Factors; readonly context: EvaluationContext },
): bigint | null {
  const sums = new Map<string, bigint>();
  const put = (currency: string, amount: bigint): void => {
    sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  };
  for (const spell of spellsPassing(records.spells, how.filter)) {
    if (isOpenIn(spell, window)) put(spell.currency, balanceDays(spell, window) * factorScale);
  }
  for (const row of records.holdings.filter(({ asOf }) => asOf <= window.upTo)) {
    const factor = how.factors[row.product] ?? factorScale;
    put(row.currency, (row.valueMinor ?? 0n) * factor * BigInt(daysHeld(row, window, records.holdings)));
  }
  if (sums.size === 0) return null;
  let total = 0n;
  for (const [currency, amount] of sums) {
    const converted = convert(amount, currency, how.context);
    if (converted === null) return null;
    total += converted;
  }
  return total;
}

/** Days of the window on which a row is the latest of its product and currency. */
function daysHeld(row: HoldingRow, { after, upTo }: DayWindow, all: readonly HoldingRow[]): number {
  const later = all
    .filter((one) => one.product === row.product && one.currency === row.currency && one.asOf > row.asOf)
    .map(({ asOf }) => asOf);
  const until: Day = Math.min(upTo + 1, ...later);
  return Math.max(0, until - Math.max(row.asOf, after + 1));
}

function convert(amount: bigint, currency: string, { plan, run }: EvaluationContext): bigint | null {
  if (currency === plan.currency) return divideRounded(amount, factorScale);
  const rate = run.rateMillionths.get(currency);
  if (rate === undefined) return null;
  return divideRounded(
    amount * rate * powerOfTen(currencyDigits(plan.currency)),
    factorScale * 1_000_000n * powerOfTen(currencyDigits(currency)),
  );
}
