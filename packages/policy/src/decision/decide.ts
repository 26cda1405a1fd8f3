import { assert } from '@gradus/schema';
import { compileCondition } from '../condition/compile.ts';
import type { Whole } from '../condition/whole.ts';
import type { Condition } from '../plan/condition.ts';
import type { Plan } from '../plan/plan.ts';
import { ColumnSlots, type Slots } from './column-slot.ts';
import type { CustomerColumns, Decision, IndicatorValues, LifecycleState, Override } from './decision.ts';
import { advanceState, graceUntil, lifecycleOf } from './lifecycle.ts';
import { mergedState, type LinkedState } from './linked-state.ts';
import { outcomeFinder } from './outcome.ts';
import { pointsFinder } from './points.ts';
import { reasonFinder } from './reasons.ts';
import { tierFinder, type TierFinding } from './tier.ts';

/** One customer as an assessment meets them. */
export interface DecisionInput {
  readonly customer: CustomerColumns;
  /** Every indicator of the plan by name; null is missing. */
  readonly values: IndicatorValues;
  /** State after the assessment before; null when there is none. */
  readonly state: LifecycleState | null;
  readonly override: Override | null;
}

/** The steps between points and tier, for tests and explanations; a decision keeps only what the result holds. */
export interface DecisionTrace {
  /** Per rule of the plan, whether it held. */
  readonly held: readonly boolean[];
  readonly finding: TierFinding;
}

export type Decider = (input: DecisionInput) => Decision;

/** What an assessment under `plan` says of one customer; the in-process twin of `compileDecision`. */
export function decide(plan: Plan, input: DecisionInput): Decision {
  return compiledFor(plan).decide(input);
}

/** `decide` for one plan and many customers. */
export function decider(plan: Plan): Decider {
  return compiledFor(plan).decide;
}

/** Which rules hold for a rated customer, and what they do to the tier. */
export function traceDecision(
  plan: Plan,
  { customer, values }: Pick<DecisionInput, 'customer' | 'values'>,
): DecisionTrace {
  return compiledFor(plan).trace(customer, values);
}

/** Σ weight × points in millionths of a point: 1/10,000 of the whole times 1/100 point. */
export function scoreOf(plan: Plan, points: readonly number[]): bigint {
  let score = 0;
  for (let index = 0; index < points.length; index += 1) {
    score += (plan.characteristics[index]?.weight ?? 0) * (points[index] ?? 0);
  }
  assert(Number.isSafeInteger(score), 'points of a scorecard stay far below 2^53 millionths');
  return BigInt(score);
}

/** A customer with today's indicators. */
export type Subject = Pick<DecisionInput, 'customer' | 'values'>;

/**
 * The state of a customer in whom several were merged. docs/language.md, "Lifecycle".
 *
 * Shapes: `states` is not empty. `subject` is the customer who stays, as of today; of null no condition of a cure holds.
 */
export function mergeStates(
  plan: Plan,
  states: readonly LinkedState[],
  subject: Subject | null,
): LifecycleState {
  return compiledFor(plan).merge(states, subject);
}

interface CompiledPlan {
  readonly decide: Decider;
  readonly merge: (states: readonly LinkedState[], subject: Subject | null) => LifecycleState;
  readonly trace: (customer: CustomerColumns, values: IndicatorValues) => DecisionTrace;
}

/** Plans never change: each is compiled once. */
const compiled = new WeakMap<Plan, CompiledPlan>();

function compiledFor(plan: Plan): CompiledPlan {
  let found = compiled.get(plan);
  if (found === undefined) {
    found = compilePlan(plan);
    compiled.set(plan, found);
  }
  return found;
}

function compilePlan(plan: Plan): CompiledPlan {
  const columns = new ColumnSlots(plan);
  const test = (condition: Condition) => compileCondition(condition, columns.reader);
  const population = plan.population.map(({ when, reason }) => ({ test: test(when), reason }));
  const cures = plan.tiers.map(({ cure }) => (cure?.when ? test(cure.when) : null));
  const lifecycle = lifecycleOf(plan);
  const findScore = scoreFinder(plan, columns);
  const findByScore = tierFinder(plan.tiers);
  const findOutcome = outcomeFinder(plan, test);
  const findReasons = reasonFinder(plan);
  // Written over by every decision: none is asked for while another is under way.
  const row = columns.empty();
  const points: number[] = plan.characteristics.map(() => 0);
  const missing: boolean[] = plan.characteristics.map(() => false);
  const cureHolds = (tier: number) => cures[tier]?.(row) === true;

  const decideInput: Decider = ({ customer, values, state: before, override }) => {
    columns.write(row, customer, values);
    for (const clause of population) {
      if (clause.test(row) !== true) return unrated(plan, clause.reason, before);
    }
    const score = findScore(row, points, missing);
    const outcome = findOutcome(row, findByScore(score));
    const { computed, veto } = outcome.finding;
    const state = advanceState(lifecycle, { before, computed, veto, cureHolds });
    const reasons = findReasons(points, missing, outcome);
    return {
      unratedReason: null,
      points: points.slice(),
      score: BigInt(score),
      computed,
      effective: effectiveTier(plan, state.granted, override, veto),
      state,
      graceUntil: graceUntil(plan, state),
      reasons: reasons.shown,
      internalReasons: reasons.internal,
    };
  };
  return {
    decide: decideInput,
    merge: (states, subject) => {
      if (subject !== null) columns.write(row, subject.customer, subject.values);
      return mergedState(lifecycle, states, (tier) => subject !== null && cureHolds(tier));
    },
    trace: (customer, values) => {
      columns.write(row, customer, values);
      return findOutcome(row, findByScore(findScore(row, points, missing)));
    },
  };
}

/** Works out points and which of them are of a missing value, along the characteristics; gives the score. */
function scoreFinder(
  plan: Plan,
  columns: ColumnSlots,
): (row: Slots, points: number[], missing: boolean[]) => number {
  const characteristics = plan.characteristics.map((one) => ({
    slot: columns.slotOf(one.indicator.name),
    weight: one.weight,
    find: pointsFinder(one),
  }));
  return (row, points, missing) => {
    let score = 0;
    let index = 0;
    for (const { slot, weight, find } of characteristics) {
      const value = (row[slot] ?? null) as Whole | null;
      const found = find(value);
      points[index] = found;
      missing[index] = value === null;
      score += weight * found;
      index += 1;
    }
    assert(Number.isSafeInteger(score), 'points of a scorecard stay far below 2^53 millionths');
    return score;
  };
}

/** The granted tier with an override in force laid over it, capped by today's vetoes. */
function effectiveTier(plan: Plan, granted: number, override: Override | null, veto: number | null): number {
  const laid = override !== null && plan.asOf <= override.until ? override.tier : granted;
  return veto === null ? laid : Math.max(laid, veto);
}

function unrated(plan: Plan, reason: string, state: LifecycleState | null): Decision {
  return {
    unratedReason: reason,
    points: plan.characteristics.map(() => null),
    score: null,
    computed: null,
    effective: null,
    state,
    graceUntil: null,
    reasons: null,
    internalReasons: null,
  };
}
