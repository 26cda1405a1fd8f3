import type { PlannedTreatment } from '../plan/plan.ts';
import type { MetricMeaning } from '../metrics/metric.ts';
import { isCreditOffer } from '../check/check-treatment.ts';

/** What is claimed: who has these treatments does not depend on these indicators. Both as words, see below. */
export interface Claim {
  /** Kinds of treatments, `offer=personal_loan` for one offer, or the group `credit-decisions`. */
  readonly treatments: readonly string[];
  /** Names of indicators, or of a factor (`deposits`, `loans`, …), which means every indicator of it. */
  readonly independentOf: readonly string[];
}

/** Everything by which a bank decides on credit: limits, rates of loans, offers of loans. */
const creditDecisions = 'credit-decisions';

const factors: readonly MetricMeaning['factor'][] = [
  'deposits',
  'tenor',
  'spending',
  'loans',
  'relationship',
  'figure',
];

/** Whether a word of a claim means this treatment. */
export function meansTreatment(word: string, { kind, settings }: PlannedTreatment): boolean {
  if (word === creditDecisions) {
    return kind === 'credit_limit' || kind === 'loan_rate' || isCreditOffer({ kind, settings });
  }
  const [name, ...rest] = word.split('=');
  return kind === name && (rest.length === 0 || settings === rest.join('='));
}

/** An indicator as a claim sees it. */
export interface ClaimIndicator {
  readonly name: string;
  readonly factor: MetricMeaning['factor'] | null;
  /** Indicators that it is calculated from. */
  readonly from: readonly string[];
}

/** Whether a word of a claim means this indicator: by its name, or by its factor. */
export function meansIndicator(word: string, { name, factor }: ClaimIndicator): boolean {
  return name === word || factor === word;
}

/** Words of a claim that mean nothing in a policy. A factor that no indicator has is an easy promise, but a sound one. */
export function unknownWords(
  claim: Claim,
  treatments: readonly PlannedTreatment[],
  indicators: readonly ClaimIndicator[],
): { readonly treatments: readonly string[]; readonly indicators: readonly string[] } {
  return {
    treatments: claim.treatments.filter(
      (word) => word !== creditDecisions && !treatments.some((one) => meansTreatment(word, one)),
    ),
    indicators: claim.independentOf.filter(
      (word) =>
        !(factors as readonly string[]).includes(word) &&
        !indicators.some((one) => meansIndicator(word, one)),
    ),
  };
}

/** Names of `names` and of everything calculated from one of them, or that one of them is calculated from. */
export function calculatedFrom(names: Iterable<string>, indicators: readonly ClaimIndicator[]): Set<string> {
  const found = new Set(names);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { name, from } of indicators) if (found.has(name)) for (const one of from) found.add(one);
  }
  return found;
}
