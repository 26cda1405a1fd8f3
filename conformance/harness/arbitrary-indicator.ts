import fc from 'fast-check';
import { metricMeanings, type Condition, type MetricMeaning } from '@gradus/policy';
import type { WindowLength } from '@gradus/schema';
import type { WantedIndicator, WantedParameters } from './plan-with.ts';

const textColumn = (name: string) => ({
  kind: 'column' as const,
  column: { name, type: 'text' as const, unit: null, scale: 0, classes: null },
});

const comparison: fc.Arbitrary<Condition> = fc
  .record({
    pair: fc.constantFrom(['kind', 'term'], ['kind', 'demand'], ['product', 'T1'], ['currency', 'USD']),
    operator: fc.constantFrom('=' as const, '!=' as const),
  })
  .map(({ pair: [name = '', value = ''], operator }) => ({
    kind: 'compare',
    operator,
    left: textColumn(name),
    right: { kind: 'text', value },
  }));

const filter: fc.Arbitrary<Condition | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  comparison,
  fc
    .array(comparison, { minLength: 2, maxLength: 2 })
    .map((operands): Condition => ({ kind: 'or', operands })),
  comparison.map((operand): Condition => ({ kind: 'not', operand })),
);

const windowInMonths: fc.Arbitrary<WindowLength> = fc.record({
  count: fc.integer({ min: 1, max: 7 }),
  unit: fc.constantFrom('months' as const, 'calendar_months' as const),
});
const window: fc.Arbitrary<WindowLength> = fc.oneof(
  windowInMonths,
  fc.record({ count: fc.integer({ min: 1, max: 100 }), unit: fc.constant('days' as const) }),
);

/** Metrics that are made of two others cannot stand alone. */
const [compound, simple] = [true, false].map((isCompound) =>
  [...metricMeanings.values()].filter(({ parameters }) => parameters.operands === isCompound),
);

/** A metric with parameters of its own, whatever they are. */
export function arbitraryIndicator(name: string): fc.Arbitrary<WantedIndicator> {
  return fc
    .constantFrom(...(simple ?? []))
    .chain((meaning) =>
      parametersOf(meaning).map((parameters) => ({ name, metric: meaning.name, parameters })),
    );
}

/** A metric made of two of `names`, whatever they measure: the numbers alone matter. */
export function arbitraryCompound(name: string, names: readonly string[]): fc.Arbitrary<WantedIndicator> {
  return fc
    .record({
      meaning: fc.constantFrom(...(compound ?? [])),
      of: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
    })
    .map(({ meaning, of, to }) => ({ name, metric: meaning.name, parameters: { of, to } }));
}

function parametersOf({ parameters: reads }: MetricMeaning): fc.Arbitrary<WantedParameters> {
  const always = <Value>(value: Value) => fc.constant(value);
  const windows = {
    none: always(null),
    optional: fc.option(window, { nil: null }),
    required: window,
    months: windowInMonths,
  } as const;
  return fc.record<WantedParameters>({
    window: windows[reads.window],
    accounts: reads.accounts ? filter : always(null),
    denominator: reads.denominator ? fc.constantFrom('window', 'since_opening') : always('window'),
    toleranceDays: reads.tolerance ? fc.constantFrom(0, 3) : always(0),
    atLeastMinor: reads.atLeast ? fc.constantFrom(null, 10_000n) : always(null),
    as: reads.as ? fc.constantFrom('borrower', 'guarantor', 'any') : always('borrower'),
    maxAgeDays: reads.maxAge === 'none' ? always(null) : fc.constantFrom(null, 0, 40),
    fact: reads.fact ? fc.constantFrom('aum', 'score') : always(null),
    factors: reads.factors ? fc.constantFrom({}, { FUND: 5_000n }, { FUND: 3_333n, CARD: 0n }) : always({}),
    withinDays: reads.within ? fc.constantFrom(0, 7, 45) : always(7),
    against: reads.against ? window : always(null),
    of: always(null),
    to: always(null),
  });
}
