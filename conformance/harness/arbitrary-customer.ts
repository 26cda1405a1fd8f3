import fc, { type Arbitrary } from 'fast-check';
import type { Day } from '@gradus/schema';
import type { CustomerColumns, IndicatorValues, Plan, StateRow } from '@gradus/policy';
import { rowsInProcess, stateRowOf, type CaseCustomer, type ResultRow } from './decision-run.ts';
import { assessedOn, planArbitrary, statusText, storedNumber } from './arbitrary-plan.ts';

/** A policy followed over consecutive assessments, with all that its customers bring to each. */
export interface Scenario {
  readonly steps: readonly ScenarioStep[];
  /** States before the first step, in ids of the first plan. */
  readonly opening: readonly (StateRow | null)[];
}

export interface ScenarioStep {
  readonly plan: Plan;
  readonly customers: readonly StepCustomer[];
}

export type StepCustomer = Omit<CaseCustomer, 'previous'>;

const customersPerPlan = 8;
const gapDays = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 75 }), weight: 6 },
  { arbitrary: fc.constantFrom(364, 365, 366, 367, 400), weight: 1 },
);

function valuesOf(plan: Plan): Arbitrary<IndicatorValues> {
  const value = fc.option(storedNumber, { freq: 5 });
  return fc.record(
    Object.fromEntries(
      plan.indicators.map(({ name, classes }) => [
        name,
        classes === null ? value : fc.option(fc.bigInt(0n, BigInt(classes.length - 1)), { freq: 5 }),
      ]),
    ),
  );
}

function customerOf(asOf: Day): Arbitrary<CustomerColumns> {
  return fc.record({
    openedOn: fc.integer({ min: asOf - 800, max: asOf }),
    birthYear: fc.option(fc.integer({ min: 1998, max: 2026 })),
    status: fc.option(statusText),
  });
}

function tierIdOf(plan: Plan): Arbitrary<string> {
  return fc.constantFrom(...plan.tiers.map(({ id }) => id));
}

function stepCustomers(plan: Plan): Arbitrary<StepCustomer[]> {
  const override = fc.record({
    tier: tierIdOf(plan),
    until: fc.integer({ min: plan.asOf - 2, max: plan.asOf + 2 }),
  });
  const one = fc.record({
    customer: customerOf(plan.asOf),
    values: valuesOf(plan),
    override: fc.option(override, { freq: 3 }),
  });
  return fc
    .array(one, { minLength: customersPerPlan, maxLength: customersPerPlan })
    .map((all) => all.map((rest, index) => ({ ...rest, key: BigInt(index) })));
}

function openingState(plan: Plan): Arbitrary<StateRow | null> {
  const past = fc.integer({ min: plan.asOf - 420, max: plan.asOf - 1 });
  const around = fc.integer({ min: plan.asOf - 60, max: plan.asOf + 60 });
  const state = fc.record({
    grantedTier: tierIdOf(plan),
    since: past,
    heldUntil: fc.option(around, { freq: 2 }),
    fallingSince: fc.option(past, { freq: 2 }),
    lastVeto: fc.option(past, { freq: 2 }),
    ratedOn: past,
  });
  return fc.option(state, { freq: 4 });
}

export const scenarioArbitrary: Arbitrary<Scenario> = fc
  .tuple(planArbitrary, fc.array(gapDays, { minLength: 1, maxLength: 3 }))
  .chain(([first, gaps]) => {
    const plans = [first];
    for (const gap of gaps) {
      const before = plans.at(-1) ?? first;
      plans.push(assessedOn(first, before.asOf + gap, before.asOf));
    }
    const steps = plans.map((plan) =>
      stepCustomers(plan).map((customers): ScenarioStep => ({ plan, customers })),
    );
    return fc.record({
      opening: fc.array(openingState(first), { minLength: customersPerPlan, maxLength: customersPerPlan }),
      steps: fc.tuple(...steps),
    });
  });

export interface FollowedStep {
  readonly plan: Plan;
  readonly customers: readonly CaseCustomer[];
  readonly rows: readonly ResultRow[];
}

/** The in-process results of a scenario, each step from the states of the one before. */
export function* follow({ opening, steps }: Scenario): Generator<FollowedStep> {
  let states: readonly (StateRow | null)[] = opening;
  for (const { plan, customers: given } of steps) {
    const customers = given.map((one, index) => ({ ...one, previous: states[index] ?? null }));
    const rows = rowsInProcess(plan, customers);
    yield { plan, customers, rows };
    states = rows.map((row) => stateRowOf(plan, row));
  }
}
