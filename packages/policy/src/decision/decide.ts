import { assert, yearOf } from '@gradus/schema';
import { evaluateCondition, type ConditionValue } from '../condition/evaluate.ts';
import type { Plan } from '../plan/plan.ts';
import type { CustomerColumns, Decision, IndicatorValues, LifecycleState, Override } from './decision.ts';
import { advanceState, graceUntil } from './lifecycle.ts';
import { characteristicPoints } from './points.ts';
import { findReasons } from './reasons.ts';
import { findTier, type TierFinding } from './tier.ts';

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

/** What an assessment under `plan` says of one customer; the in-process twin of `compileDecision`. */
export function decide(plan: Plan, input: DecisionInput): Decision {
  const valueOf = columnReader(plan, input.customer, input.values);
  for (const { when, reason } of plan.population) {
    if (evaluateCondition(when, valueOf) !== true) return unrated(plan, reason, input.state);
  }
  const values = plan.characteristics.map(({ indicator }) => input.values[indicator.name] ?? null);
  const points = plan.characteristics.map((one, index) => characteristicPoints(one, values[index] ?? null));
  const score = scoreOf(plan, points);
  const { held, finding } = traceRules(plan, score, valueOf);
  const state = advanceState(plan, {
    before: input.state,
    computed: finding.computed,
    veto: finding.veto,
    cureHolds: (tier) => cureHolds(plan, tier, valueOf),
  });
  const missing = values.map((value) => value === null);
  const reasons = findReasons(plan, points, missing, held, finding);
  return {
    unratedReason: null,
    points,
    score,
    computed: finding.computed,
    effective: effectiveTier(plan, state.granted, input.override, finding.veto),
    state,
    graceUntil: graceUntil(plan, state),
    reasons: reasons.shown,
    internalReasons: reasons.internal,
  };
}

/** Which rules hold for a rated customer, and what they do to the tier. */
export function traceDecision(
  plan: Plan,
  { customer, values }: Pick<DecisionInput, 'customer' | 'values'>,
): DecisionTrace {
  const points = plan.characteristics.map((one) =>
    characteristicPoints(one, values[one.indicator.name] ?? null),
  );
  return traceRules(plan, scoreOf(plan, points), columnReader(plan, customer, values));
}

/** Σ weight × points in millionths of a point: 1/10,000 of the whole times 1/100 point. */
export function scoreOf(plan: Plan, points: readonly number[]): bigint {
  let score = 0;
  for (let index = 0; index < plan.characteristics.length; index += 1) {
    score += (plan.characteristics[index]?.weight ?? 0) * (points[index] ?? 0);
  }
  assert(Number.isSafeInteger(score), 'points of a scorecard stay far below 2^53 millionths');
  return BigInt(score);
}

function traceRules(plan: Plan, score: bigint, valueOf: (name: string) => ConditionValue): DecisionTrace {
  const held = plan.rules.map(({ when }) => evaluateCondition(when, valueOf) === true);
  return { held, finding: findTier(plan, score, held) };
}

function cureHolds(plan: Plan, tier: number, valueOf: (name: string) => ConditionValue): boolean {
  const when = plan.tiers[tier]?.cure?.when ?? null;
  return when === null || evaluateCondition(when, valueOf) === true;
}

/** The granted tier with an override in force laid over it, capped by today's vetoes. */
function effectiveTier(plan: Plan, granted: number, override: Override | null, veto: number | null): number {
  const laid = override !== null && plan.asOf <= override.until ? override.tier : granted;
  return veto === null ? laid : Math.max(laid, veto);
}

/** Columns that conditions read: indicators, then those of the customer. */
function columnReader(
  plan: Plan,
  customer: CustomerColumns,
  values: IndicatorValues,
): (name: string) => ConditionValue {
  return (name) => {
    const value = values[name];
    return value === undefined ? customerColumn(plan, customer, name) : value;
  };
}

/** A column of the customer by the name that conditions use; `age` is in years of the as-of date. */
export function customerColumn(plan: Plan, customer: CustomerColumns, name: string): ConditionValue {
  switch (name) {
    case 'age':
      return customer.birthYear === null ? null : yearOf(plan.asOf) - customer.birthYear;
    case 'birth_year':
      return customer.birthYear;
    case 'opened_on':
      return customer.openedOn;
    case 'status':
      return customer.status;
    default:
      assert(false, `a condition reads "${name}", which has no value`);
  }
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
