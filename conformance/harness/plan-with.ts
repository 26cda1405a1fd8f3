import { unitScale, windowEndingOn, type Day, type WindowLength } from '@gradus/schema';
import { metricMeanings, type Plan, type PlannedIndicator, type PlannedParameters } from '@gradus/policy';

/** Parameters of an indicator that a test states; the others keep their defaults. */
export type WantedParameters = Partial<Omit<PlannedParameters, 'window' | 'against'>> & {
  readonly window?: WindowLength | null;
  /** Unless stated, as long as the window, for metrics that look at the one before. */
  readonly against?: WindowLength | null;
};

export interface WantedIndicator {
  readonly name: string;
  readonly metric: string;
  readonly parameters: WantedParameters;
}

/** A plan that has indicators and nothing else. */
export function planWith(
  indicators: readonly WantedIndicator[],
  { asOf, currency }: { readonly asOf: Day; readonly currency: string },
): Plan {
  return {
    language: 1,
    policy: { id: 'case', title: {}, hash: '' },
    currency,
    asOf,
    previousAsOf: null,
    noRate: 'missing',
    indicators: indicators.map((indicator) => planned(indicator, asOf, currency)),
    population: [],
    characteristics: [],
    rules: [],
    tiers: [],
    lifecycle: {
      upgrade: 'at_once',
      downgrade: 'one_step',
      upgradeSchedule: { kind: 'daily' },
      downgradeSchedule: { kind: 'daily' },
      upgradeOpen: true,
      downgradeOn: asOf,
      renamed: {},
    },
    neutralReason: null,
    reasonTexts: {},
  };
}

function planned(
  { name, metric, parameters }: WantedIndicator,
  asOf: Day,
  currency: string,
): PlannedIndicator {
  const meaning = metricMeanings.get(metric);
  if (meaning === undefined) throw new Error(`no such metric: ${metric}`);
  const unit = meaning.unit ?? 'count';
  const { window = null, against = window, ...rest } = parameters;
  return {
    name,
    title: {},
    metric,
    unit,
    scale: unitScale(unit, currency),
    classes: meaning.classes,
    parameters: {
      accounts: null,
      denominator: 'window',
      toleranceDays: 0,
      atLeastMinor: null,
      as: 'borrower',
      maxAgeDays: null,
      fact: null,
      factors: {},
      withinDays: 7,
      of: null,
      to: null,
      ...rest,
      window: window === null ? null : { ...windowEndingOn(asOf, window), length: window },
      against:
        meaning.parameters.against && window !== null && against !== null
          ? { ...windowEndingOn(windowEndingOn(asOf, window).after, against), length: against }
          : null,
    },
  };
}
