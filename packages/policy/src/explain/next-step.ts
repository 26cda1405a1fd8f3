import { assert, inLocale, type Locale } from '@gradus/schema';
import { customerColumn } from '../decision/column-slot.ts';
import { scoreOf, traceDecision } from '../decision/decide.ts';
import { metricMeanings } from '../metrics/meanings.ts';
import type { Plan, PlannedIndicator } from '../plan/plan.ts';
import { conditionBreaks, pointBreaks } from './breakpoint.ts';
import { columnTitle } from './condition-text.ts';
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
}

/**
 * The next step by one indicator, exact to its stored unit and verified by deciding again; null when no change of it
 * alone suffices, when customers cannot move it, when the customer is unrated, or when the score is withheld.
 *
 * Looks in the direction that speaks for the customer (more deposits, fewer days past due), both ways where the metric
 * has none. Conditions in which the indicator is multiplied by itself are not searched.
 */
export function nextStep(plan: Plan, input: ExplainInput, indicatorName: string): NextStep | null {
  const { values, decision } = input;
  const indicator = plan.indicators.find(({ name }) => name === indicatorName);
  assert(indicator !== undefined, `the plan has an indicator "${indicatorName}"`);
  const meaning = metricMeanings.get(indicator.metric);
  if (meaning === undefined || meaning.movable === null) return null;
  if (decision.computed === null || decision.computed === 0 || isScoreWithheld(plan, decision)) return null;

  const from = values[indicatorName] ?? null;
  // Nobody is advised to take out a loan so as to have no arrears on it.
  if (from === null && meaning.trend !== 'up') return null;
  const start = from ?? 0n;
  const isAllowed = (to: bigint) =>
    isPossible(indicator, to) &&
    (meaning.trend === 'up' ? to >= start : meaning.trend !== 'down' || to <= start);
  const distance = (to: bigint) => (to > start ? to - start : start - to);
  const candidates = [...new Set([start, ...breaksOf(plan, input, indicator)])]
    .filter((to) => to !== from && isAllowed(to))
    .sort((a, b) => (distance(a) < distance(b) ? -1 : 1));
  for (const to of candidates) {
    const { finding } = traceDecision(plan, { ...input, values: { ...values, [indicatorName]: to } });
    if (finding.computed < decision.computed) {
      const isKept = finding.computed === decision.state?.granted;
      return { indicator: indicatorName, from, to, tier: finding.computed, isKept };
    }
  }
  return null;
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
  const title = columnTitle(plan, indicator.name, locale);
  const text = (value: bigint | null) => valueText(indicator, value, plan.currency, locale);
  const to = text(step.to);
  const tier = tierTitle(plan, step.tier, locale);
  const lead = step.isKept
    ? say(locale, `To keep ${tier}: ${how}.`, `保持${tier}：${how}。`)
    : say(locale, `${tier}: ${how}.`, `${tier}：${how}。`);
  if (step.from === null) {
    return say(
      locale,
      `${lead} ${title} of ${to}, where there is none today.`,
      `${lead}${title}目前无数据，需达到 ${to}。`,
    );
  }
  const isDown = step.to < step.from;
  const by = text(isDown ? step.from - step.to : step.to - step.from);
  return say(
    locale,
    `${lead} ${title} ${isDown ? 'down' : 'up'} by ${by}, from ${text(step.from)} to ${to}.`,
    `${lead}${title}由 ${text(step.from)}${isDown ? '降至' : '增至'} ${to}，${isDown ? '减少' : '增加'} ${by}。`,
  );
}

/** Every value of the indicator at which the computed tier can change. */
function breaksOf(
  plan: Plan,
  { customer, values, decision }: ExplainInput,
  { name }: PlannedIndicator,
): bigint[] {
  const valueOf = (column: string) => {
    const value = values[column];
    return value === undefined ? customerColumn(plan, customer, column) : value;
  };
  const fromRules = plan.rules.flatMap(({ when }) => conditionBreaks(when, name, valueOf));
  const fromPoints = plan.characteristics.flatMap((one, index) => {
    if (one.indicator.name !== name) return [];
    const others = scoreOf(
      plan,
      decision.points.map((points, at) => (at === index ? 0 : (points ?? 0))),
    );
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
