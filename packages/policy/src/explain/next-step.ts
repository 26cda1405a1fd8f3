import {
  addDuration,
  assert,
  formatDay,
  inLocale,
  nextScheduledDay,
  type Day,
  type Locale,
} from '@gradus/schema';
import { customerColumn } from '../decision/column-slot.ts';
import { decide, scoreOf } from '../decision/decide.ts';
import type { CustomerColumns, Decision, IndicatorValues } from '../decision/decision.ts';
import { characteristicPoints } from '../decision/points.ts';
import { metricMeanings } from '../metrics/meanings.ts';
import { columnsOf } from '../plan/condition-columns.ts';
import type { Condition } from '../plan/condition.ts';
import type { Plan, PlannedIndicator } from '../plan/plan.ts';
import { conditionBreaks, pointBreaks } from './breakpoint.ts';
import { columnTitle, conditionText } from './condition-text.ts';
import { isScoreWithheld, type ExplainInput } from './explain-decision.ts';
import { tierTitle } from './lifecycle-text.ts';
import { say, valueText } from './value-text.ts';

/** The smallest change of one indicator, the others staying as they are, that makes the computed tier better. */
export interface NextStep {
  readonly indicator: string;
  /** Stored units; null when there is no value today. */
  readonly from: bigint | null;
  readonly to: bigint;
  /** Rank of the tier that the policy then says. */
  readonly tier: number;
  /** Whether that is the granted tier, which the customer would otherwise lose. */
  readonly isKept: boolean;
  /** What the granted tier still waits for; null when it is not to rise. */
  readonly wait: StepWait | null;
}

/** When a better computed tier becomes a granted one. */
export interface StepWait {
  /** First day on which an assessment can let the granted tier rise. */
  readonly risesOn: Day;
  /** A cure that runs until then, and a condition that must hold besides. */
  readonly cure: { readonly until: Day; readonly when: Condition | null } | null;
}

/**
 * The next step by one indicator, exact to its stored unit and verified by deciding again; null when no change of it
 * alone suffices, when customers cannot move it, when the customer is unrated, or when the score is withheld.
 *
 * Looks in the direction that speaks for the customer (more deposits, fewer days past due), both ways where the metric
 * has none. Conditions in which the indicator is multiplied by itself are not searched, and an indicator of which another one that
 * decides is calculated has no step: it would move both.
 */
export function nextStep(plan: Plan, input: ExplainInput, indicatorName: string): NextStep | null {
  const { decision } = input;
  const move = smallestMove(plan, input, indicatorName, decision);
  if (move === null) return null;
  return { ...move, ...outcome(plan, decision, move.tier) };
}

/** What reaching the computed tier `tier` means for the granted one. */
export function outcome(plan: Plan, decision: Decision, tier: number): Pick<NextStep, 'isKept' | 'wait'> {
  return { isKept: tier === decision.state?.granted, wait: waitOf(plan, decision, tier) };
}

/** A change of one indicator with the computed tier that it leads to. */
export type Move = Pick<NextStep, 'indicator' | 'from' | 'to' | 'tier'>;

/** The smallest change of one indicator that makes the computed tier better than that of `decision`, today's. */
export function smallestMove(
  plan: Plan,
  { customer, values }: Pick<ExplainInput, 'customer' | 'values'>,
  indicatorName: string,
  decision: Decision,
): Move | null {
  const indicator = plan.indicators.find(({ name }) => name === indicatorName);
  assert(indicator !== undefined, `the plan has an indicator "${indicatorName}"`);
  const { computed } = decision;
  if (computed === null || computed === 0 || isScoreWithheld(plan, decision)) return null;
  const from = values[indicatorName] ?? null;
  const direction = directionOf(indicator, from);
  if (direction === null || movesOthers(plan, indicatorName)) return null;
  const start = from ?? 0n;
  const distance = (to: bigint) => (to > start ? to - start : start - to);
  const candidates = [...new Set([start, ...breaksOf(plan, { customer, values }, indicator)])]
    .filter((to) => to !== from && isAllowed(indicator, direction, start, to))
    .sort((a, b) => (distance(a) < distance(b) ? -1 : 1));
  for (const to of candidates) {
    const tier = computedTier(plan, customer, { ...values, [indicatorName]: to });
    if (tier !== null && tier < computed) return { indicator: indicatorName, from, to, tier };
  }
  return null;
}

/** Whether an indicator that decides is calculated from this one. */
function movesOthers(plan: Plan, name: string): boolean {
  const conditions = [
    ...[...plan.rules, ...plan.population].map(({ when }) => when),
    ...plan.tiers.flatMap(({ cure }) => cure?.when ?? []),
  ];
  const decides = (one: string): boolean =>
    plan.characteristics.some(({ indicator }) => indicator.name === one) ||
    conditions.some((condition) => columnsOf(condition).has(one)) ||
    calculatedOf(plan, one).some(decides);
  return calculatedOf(plan, name).some(decides);
}

function calculatedOf({ indicators }: Plan, name: string): string[] {
  return indicators
    .filter(({ parameters }) => parameters.of === name || parameters.to === name)
    .map((one) => one.name);
}

/** Which way an indicator may be moved; null when a customer cannot, or is not to be advised to. */
export function directionOf(indicator: PlannedIndicator, from: bigint | null): 'up' | 'down' | 'both' | null {
  const meaning = metricMeanings.get(indicator.metric);
  if (meaning === undefined || meaning.movable === null) return null;
  // Nobody is advised to take out a loan so as to have no arrears on it.
  if (from === null && meaning.trend !== 'up') return null;
  return meaning.trend ?? 'both';
}

/** Whether the indicator can have the value `to`, and that lies in its direction from `start`. */
export function isAllowed(
  indicator: PlannedIndicator,
  direction: 'up' | 'down' | 'both',
  start: bigint,
  to: bigint,
): boolean {
  if (!isPossible(indicator, to)) return false;
  return direction === 'up' ? to >= start : direction !== 'down' || to <= start;
}

/** The tier that the policy says of these values; null when it would not rate the customer. */
export function computedTier(plan: Plan, customer: CustomerColumns, values: IndicatorValues): number | null {
  return decide(plan, { customer, values, state: null, override: null }).computed;
}

function waitOf(plan: Plan, { state }: Decision, tier: number): StepWait | null {
  if (state === null || tier >= state.granted) return null;
  const { upgradeSchedule } = plan.lifecycle;
  const cure = plan.tiers[state.granted]?.cure ?? null;
  const until = cure === null || state.lastVeto === null ? null : addDuration(state.lastVeto, cure.after);
  const next = plan.asOf + 1;
  const risesOn = nextScheduledDay(upgradeSchedule, until === null ? next : Math.max(next, until));
  const runs = cure !== null && until !== null && (until > plan.asOf || cure.when !== null);
  return { risesOn, cure: runs ? { until, when: cure.when } : null };
}

/** Next steps of every indicator that has one, in the order of the plan. */
export function nextSteps(plan: Plan, input: ExplainInput): NextStep[] {
  return plan.indicators.flatMap(({ name }) => nextStep(plan, input, name) ?? []);
}

/** A next step in words: what to do, how much, and what it leads to. */
export function nextStepText(plan: Plan, step: NextStep, locale: Locale): string {
  const indicator = plan.indicators.find(({ name }) => name === step.indicator);
  assert(indicator !== undefined, `the plan has an indicator "${step.indicator}"`);
  const movable = metricMeanings.get(indicator.metric)?.movable ?? undefined;
  const how = inLocale(movable, locale, indicator.name);
  const tier = tierTitle(plan, step.tier, locale);
  const lead = step.isKept
    ? say(locale, `To keep ${tier}: ${how}.`, `保持${tier}：${how}。`)
    : say(locale, `${tier}: ${how}.`, `${tier}：${how}。`);
  const end = `${say(locale, '.', '。')}${waitText(plan, step.wait, locale)}`;
  return `${lead}${say(locale, ' ', '')}${stepText(plan, step, locale)}${end}`;
}

/** One indicator's change in words, without a full stop: `Deposits up by CNY 3.00, from CNY 1.00 to CNY 4.00`. */
export function stepText(
  plan: Plan,
  { indicator: name, from, to }: Pick<NextStep, 'indicator' | 'from' | 'to'>,
  locale: Locale,
): string {
  const indicator = plan.indicators.find((one) => one.name === name);
  assert(indicator !== undefined, `the plan has an indicator "${name}"`);
  const title = columnTitle(plan, name, locale);
  const text = (value: bigint | null) => valueText(indicator, value, plan.currency, locale);
  if (from === null) {
    return say(
      locale,
      `${title} of ${text(to)}, where there is none today`,
      `${title}目前无数据，需达到 ${text(to)}`,
    );
  }
  const isDown = to < from;
  const by = text(isDown ? from - to : to - from);
  return say(
    locale,
    `${title} ${isDown ? 'down' : 'up'} by ${by}, from ${text(from)} to ${text(to)}`,
    `${title}由 ${text(from)}${isDown ? '降至' : '增至'} ${text(to)}，${isDown ? '减少' : '增加'} ${by}`,
  );
}

/** What stands between a better computed tier and a better granted one, as a sentence; empty when nothing does for long. */
export function waitText(plan: Plan, wait: StepWait | null, locale: Locale): string {
  if (wait === null || wait.cure === null) return '';
  const on = formatDay(wait.risesOn);
  const { when } = wait.cure;
  const condition = when === null ? null : conditionText(plan, when, locale);
  return condition === null
    ? say(
        locale,
        ` After the last cap the tier cannot rise before ${on}.`,
        `受观察期限制，${on} 前不能升级。`,
      )
    : say(
        locale,
        ` After the last cap the tier cannot rise before ${on}, and only when ${condition}.`,
        `受观察期限制，${on} 前不能升级，且须满足：${condition}。`,
      );
}

/** Every value of the indicator at which the computed tier can change. */
export function breaksOf(
  plan: Plan,
  { customer, values }: Pick<ExplainInput, 'customer' | 'values'>,
  { name }: PlannedIndicator,
): bigint[] {
  const valueOf = (column: string) => {
    const value = values[column];
    return value === undefined ? customerColumn(plan, customer, column) : value;
  };
  const conditions = [...plan.rules, ...plan.population].map(({ when }) => when);
  const fromRules = conditions.flatMap((when) => conditionBreaks(when, name, valueOf));
  const fromPoints = plan.characteristics.flatMap((one, index) => {
    if (one.indicator.name !== name) return [];
    const points = plan.characteristics.map((other, at) =>
      at === index ? 0 : characteristicPoints(other, values[other.indicator.name] ?? null),
    );
    const others = scoreOf(plan, points);
    return plan.tiers.flatMap(({ from }) => {
      if (from === null || one.weight === 0) return [];
      return pointBreaks(one, Number(ceilingOf(from - others, BigInt(one.weight))));
    });
  });
  return [...fromRules, ...fromPoints];
}

/** The least points, in 1/100, that lift the score by `missing` millionths. */
function ceilingOf(missing: bigint, weight: bigint): bigint {
  const quotient = missing / weight;
  return missing > 0n && quotient * weight !== missing ? quotient + 1n : quotient;
}

/** Days, months and counts are never negative, and a class is one of its list. */
function isPossible({ unit, classes }: PlannedIndicator, value: bigint): boolean {
  if (classes !== null) return value >= 0n && value < BigInt(classes.length);
  return unit === 'money' || unit === 'ratio' || value >= 0n;
}
