// One assessment of the ready-made policy over every customer of a bank.
import type { Bank } from './bank-files.ts';
import { monthsLater } from './calendar.ts';
import { decide, type Decision } from './decision.ts';
import { indicatorsOf, type Indicators } from './indicators.ts';
import { nextState, type State } from './lifecycle.ts';

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
  dataFrom: number,
  asOf: number,
  previous: NaiveAssessment | null,
): NaiveAssessment {
  const results = new Map<string, NaiveResult>();
  const indicatorsFor = indicatorsOf(bank, dataFrom, asOf);
  for (const customer of bank.customers.values()) {
    if (customer.openedOn > asOf) continue;
    const before = previous?.results.get(customer.id);
    if (customer.status !== '正常') {
      results.set(customer.id, {
        indicators: null,
        decision: null,
        state: before?.state ?? null,
        ratedOn: before?.ratedOn ?? null,
        unratedReason: 'INACTIVE',
      });
      continue;
    }
    const indicators = indicatorsFor(customer.id);
    const decision = decide(indicators);
    const ratedOn = before?.ratedOn ?? null;
    const isForgotten = ratedOn === null || asOf > monthsLater(ratedOn, 12);
    const state = nextState(
      isForgotten ? null : (before?.state ?? null),
      decision,
      asOf,
      previous?.asOf ?? null,
    );
    results.set(customer.id, { indicators, decision, state, ratedOn: asOf, unratedReason: null });
  }
  return { asOf, results };
}
