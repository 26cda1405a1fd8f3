import { currencyDigits, divideRounded, powerOfTen } from '@gradus/schema';
import type { Plan } from '../plan/plan.ts';
import type { RunFacts } from './customer-records.ts';

/** What a metric needs to know beside a customer's records. */
export interface EvaluationContext {
  readonly plan: Plan;
  readonly run: RunFacts;
  /** Stored numbers of the indicators that stand before the one in hand. */
  readonly values: Readonly<Record<string, bigint | null>>;
}

/**
 * Amounts by currency, each in minor units, as one amount in the policy's currency: every currency is rounded once.
 * Null when a currency has no rate in force. docs/language.md, "What is measured".
 */
export function inPolicyCurrency(
  byCurrency: ReadonlyMap<string, bigint>,
  { plan, run }: Pick<EvaluationContext, 'plan' | 'run'>,
): bigint | null {
  let total = 0n;
  for (const [currency, amount] of byCurrency) {
    if (currency === plan.currency) {
      total += amount;
      continue;
    }
    const rate = run.rateMillionths.get(currency);
    if (rate === undefined) return null;
    total += divideRounded(
      amount * rate * powerOfTen(currencyDigits(plan.currency)),
      1_000_000n * powerOfTen(currencyDigits(currency)),
    );
  }
  return total;
}
