// One assessment of a policy over every customer of a bank.
import type { Bank } from './bank-files.ts';
import { monthsLater } from './calendar.ts';
import { deciderOf, type Decision } from './decision.ts';
import { indicatorsOf, type Indicators } from './indicators.ts';
import { Lifecycle, type State } from './lifecycle.ts';
import type { PolicyText } from './policy.ts';

export interface NaiveResult {
  /** Null for the unrated. */
  readonly indicators: Indicators | null;
  readonly decision: Decision | null;
  readonly state: State | null;
  readonly ratedOn: number | null;
  readonly unratedReason: string | null;
}

export interface NaiveAssessment {
  readonly asOf: number;
  readonly results: Map<string, NaiveResult>;
}

/** Assesses `bank` on `asOf`; `previous` is the assessment before, null for the first. */
export function assessNaively(
  bank: Bank,
  policy: PolicyText,
  dataFrom: number,
  asOf: number,
  previous: NaiveAssessment | null,
): NaiveAssessment {
  const results = new Map<string, NaiveResult>();
  const indicatorsFor = indicatorsOf(bank, policy, dataFrom, asOf);
  const decide = deciderOf(policy);
  const lifecycle = new Lifecycle(policy);
  for (const customer of bank.customers.values()) {
    if (customer.openedOn > asOf) continue;
    const before = previous?.results.get(customer.id);
    const indicators = indicatorsFor(customer);
    const decision = decide(indicators, customer, asOf);
    if (typeof decision === 'string') {
      results.set(customer.id, {
        indicators: null,
        decision: null,
        state: before?.state ?? null,
        ratedOn: before?.ratedOn ?? null,
        unratedReason: decision,
      });
      continue;
    }
    const ratedOn = before?.ratedOn ?? null;
    const isForgotten = ratedOn === null || asOf > monthsLater(ratedOn, 12);
    const known = before?.state ?? null;
    const state = isForgotten
      ? lifecycle.restart(known, decision, asOf)
      : lifecycle.next(known, decision, asOf, previous?.asOf ?? null);
    results.set(customer.id, { indicators, decision, state, ratedOn: asOf, unratedReason: null });
  }
  return { asOf, results };
}
