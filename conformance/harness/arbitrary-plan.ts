import fc, { type Arbitrary } from 'fast-check';
import {
  dayFromParts,
  latestScheduledDay,
  loanClasses,
  type Day,
  type Duration,
  type Schedule,
} from '@gradus/schema';
import type {
  ColumnReference,
  Plan,
  PlannedCharacteristic,
  PlannedIndicator,
  PlannedRule,
  PlannedTier,
  PointScale,
} from '@gradus/policy';
import { conditionArbitrary, type ConditionNames } from './arbitrary-condition.ts';

/** Random policies, small and full of coincidences: few codes, near thresholds, equal losses. */

const firstDay = dayFromParts({ year: 2023, month: 11, day: 20 });

/** Codes are few, so that sources of reasons share them. */
const codes = ['A', 'B', 'C', 'D'] as const;
const neutral = 'B';

/** Values of indicators and of what they are compared with; the last ones need wide arithmetic. */
export const storedNumber: Arbitrary<bigint> = fc.oneof(
  { arbitrary: fc.bigInt(-3n, 25n), weight: 8 },
  {
    arbitrary: fc.constantFrom(-(2n ** 62n), 2n ** 62n, 2n ** 53n, 2n ** 53n + 1n, 10n ** 15n + 1n),
    weight: 1,
  },
);

/** Numbers in conditions: a column times one of these, at whatever scale, stays within 38 digits. */
const literalNumber: Arbitrary<bigint> = fc.oneof(
  { arbitrary: fc.bigInt(-3n, 25n), weight: 8 },
  { arbitrary: fc.constantFrom(-(10n ** 12n), 10n ** 12n), weight: 1 },
);

const someDay: Arbitrary<Day> = fc.integer({ min: firstDay - 800, max: firstDay + 800 });
export const statusText = fc.constantFrom('active', 'dormant', "it's");

const duration: Arbitrary<Duration> = fc.oneof(
  fc.record({ count: fc.integer({ min: 1, max: 13 }), unit: fc.constant('months' as const) }),
  fc.record({ count: fc.integer({ min: 1, max: 90 }), unit: fc.constant('days' as const) }),
);

const schedule: Arbitrary<Schedule> = fc.oneof(
  fc.constant<Schedule>({ kind: 'daily' }),
  fc.constant<Schedule>({ kind: 'month_end' }),
  fc
    .uniqueArray(
      fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }),
      { minLength: 1, maxLength: 3, selector: ({ month, day }) => `${month}-${day}` },
    )
    .map((days): Schedule => ({ kind: 'year_days', days })),
);

const units = ['money', 'days', 'ratio', 'months', 'class'] as const;
const scales = { money: 2, days: 0, ratio: 4, months: 2, class: 0 } as const;

const indicators: Arbitrary<PlannedIndicator[]> = fc
  .array(fc.constantFrom(...units), { minLength: 1, maxLength: 4 })
  .map((chosen) => chosen.map((unit, index) => indicatorOf(`i${index}`, unit)));

function indicatorOf(name: string, unit: (typeof units)[number]): PlannedIndicator {
  return {
    name,
    title: { en: name },
    metric: 'fact',
    unit,
    scale: scales[unit],
    classes: unit === 'class' ? loanClasses : null,
    parameters: {
      window: null,
      accounts: null,
      denominator: 'window',
      toleranceDays: 0,
      atLeastMinor: null,
      as: 'borrower',
      maxAgeDays: null,
      fact: name,
      factors: {},
      withinDays: 7,
      against: null,
      of: null,
      to: null,
    },
  };
}

function referenceTo({ name, unit, scale, classes }: PlannedIndicator): ColumnReference {
  return { name, type: 'number', unit, scale, classes };
}

const customerNames: Omit<ConditionNames, 'numbers'> & { readonly age: ColumnReference } = {
  age: { name: 'age', type: 'number', unit: 'count', scale: 0, classes: null },
  texts: [{ name: 'status', type: 'text', unit: null, scale: 0, classes: null }],
  days: [{ name: 'opened_on', type: 'day', unit: null, scale: 0, classes: null }],
  flags: [],
};

function conditionOf(planned: readonly PlannedIndicator[]) {
  const { age, ...others } = customerNames;
  return conditionArbitrary(
    { ...others, numbers: [...planned.map(referenceTo), age] },
    literalNumber,
    someDay,
    statusText,
  );
}

const pointsNumber = fc.integer({ min: 0, max: 8 }).map((value) => value * 250);

function scaleFor(indicator: PlannedIndicator): Arbitrary<PointScale> {
  if (indicator.classes !== null) {
    return fc
      .array(pointsNumber, { minLength: indicator.classes.length, maxLength: indicator.classes.length })
      .map((points): PointScale => ({ kind: 'classes', points }));
  }
  const steps = fc
    .uniqueArray(fc.tuple(storedNumber, pointsNumber), { minLength: 1, maxLength: 5, selector: ([at]) => at })
    .map((pairs) => pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return fc.oneof(
    steps.map((pairs): PointScale => ({
      kind: 'bins',
      bins: pairs.map(([from, points]) => ({ from, points })),
    })),
    fc.tuple(steps, fc.boolean()).map(([pairs, isSigned]): PointScale => ({
      kind: 'curve',
      knots: pairs.map(([at, points]) => ({ at, points: isSigned ? points - 1000 : points })),
    })),
  );
}

function highest(scale: PointScale): number {
  if (scale.kind === 'classes') return Math.max(...scale.points);
  const steps = scale.kind === 'bins' ? scale.bins : scale.knots;
  return Math.max(...steps.map(({ points }) => points));
}

function characteristicsOf(planned: readonly PlannedIndicator[]): Arbitrary<PlannedCharacteristic[]> {
  const one = (indicator: PlannedIndicator) =>
    fc
      .record({
        scale: scaleFor(indicator),
        missingPoints: pointsNumber,
        missingReason: fc.constantFrom(...codes),
        reason: fc.constantFrom(...codes),
        share: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ share, ...rest }) => ({
        share,
        characteristic: {
          ...rest,
          name: indicator.name,
          indicator: referenceTo(indicator),
          weight: 0,
          highestPoints: highest(rest.scale),
        },
      }));
  return fc.tuple(...planned.map(one)).map((all) => {
    const shares = all.reduce((sum, { share }) => sum + share, 0);
    let left = 10_000;
    return all.map(({ share, characteristic }, index) => {
      const weight = index === all.length - 1 ? left : Math.trunc((10_000 * share) / shares);
      left -= weight;
      return { ...characteristic, weight };
    });
  });
}

function tiersOf(planned: readonly PlannedIndicator[]): Arbitrary<PlannedTier[]> {
  const tier = fc.record({
    hasFrom: fc.boolean(),
    hold: fc.option(duration, { freq: 2 }),
    grace: fc.option(duration, { freq: 2 }),
    cure: fc.option(fc.record({ after: duration, when: fc.option(conditionOf(planned)) }), { freq: 2 }),
  });
  const cutOffs = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 5, maxLength: 5 });
  return fc
    .tuple(fc.array(tier, { minLength: 1, maxLength: 5 }), cutOffs, fc.nat())
    .map(([all, cuts, chosen]) => {
      const descending = cuts.toSorted((a, b) => b - a);
      return all.map(({ hasFrom, ...rest }, rank) => ({
        ...rest,
        id: `t${rank}`,
        title: { en: `tier ${rank}` },
        from: hasFrom || rank === chosen % all.length ? BigInt(descending[rank] ?? 0) * 1_000_000n : null,
        treatments: [],
      }));
    });
}

function rulesOf(planned: readonly PlannedIndicator[], tiers: number): Arbitrary<PlannedRule[]> {
  const rule = fc.record({
    when: conditionOf(planned),
    effect: fc.constantFrom('at_most' as const, 'at_least' as const),
    tier: fc.integer({ min: 0, max: tiers - 1 }),
    reason: fc.constantFrom(...codes),
    confidential: fc.boolean(),
  });
  return fc
    .array(rule, { maxLength: 5 })
    .map((all) => all.map((one, index) => ({ ...one, id: `r${index}` })));
}

/** A policy as of its first assessment. */
export const planArbitrary: Arbitrary<Plan> = indicators.chain((planned) =>
  tiersOf(planned).chain((tiers) =>
    fc
      .record({
        characteristics: characteristicsOf(planned),
        rules: rulesOf(planned, tiers.length),
        population: fc.array(
          fc.record({ when: conditionOf(planned), reason: fc.constantFrom('INACTIVE', 'YOUNG') }),
          { maxLength: 1 },
        ),
        upgrade: fc.constantFrom('at_once' as const, 'one_step' as const),
        downgrade: fc.constantFrom('one_step' as const, 'to_computed' as const),
        upgradeSchedule: schedule,
        downgradeSchedule: schedule,
        asOf: fc.integer({ min: firstDay, max: firstDay + 500 }),
      })
      .map(({ characteristics, rules, population, asOf, ...lifecycle }) =>
        assessedOn(
          {
            language: 1,
            policy: { id: 'random', title: {}, hash: '' },
            currency: 'CNY',
            asOf,
            previousAsOf: null,
            noRate: 'refuse',
            indicators: planned,
            population,
            characteristics,
            rules,
            tiers,
            lifecycle: { ...lifecycle, upgradeOpen: true, downgradeOn: null, renamed: {} },
            neutralReason: neutral,
            reasonTexts: {},
          },
          asOf,
          null,
        ),
      ),
  ),
);

/** The plan of the same policy for another assessment. */
export function assessedOn(plan: Plan, asOf: Day, previousAsOf: Day | null): Plan {
  const { upgradeSchedule, downgradeSchedule } = plan.lifecycle;
  return {
    ...plan,
    asOf,
    previousAsOf,
    lifecycle: {
      ...plan.lifecycle,
      upgradeOpen: latestScheduledDay(upgradeSchedule, previousAsOf, asOf) !== null,
      downgradeOn: latestScheduledDay(downgradeSchedule, previousAsOf, asOf),
    },
  };
}
