import { assert, type Locale } from '@gradus/schema';
import { pointBreaks } from '../explain/breakpoint.ts';
import {
  breaksOf,
  computedTier,
  directionOf,
  isAllowed,
  outcome,
  smallestMove,
  stepText,
  waitText,
  type NextStep,
} from '../explain/next-step.ts';
import { isScoreWithheld, type ExplainInput } from '../explain/explain-decision.ts';
import { tierTitle } from '../explain/lifecycle-text.ts';
import { say } from '../explain/value-text.ts';
import { scalePoints } from '../decision/points.ts';
import type { Plan, PlannedIndicator } from '../plan/plan.ts';

/** Changes of two indicators that only together lead to a better tier than today. */
export interface PairedStep extends Pick<NextStep, 'tier' | 'isKept' | 'wait'> {
  readonly first: SidedMove;
  readonly second: SidedMove;
}

/** One side of a paired step, in stored units; `from` null when there is no value today. */
export interface SidedMove {
  readonly indicator: string;
  readonly from: bigint | null;
  readonly to: bigint;
}

/** Curves have a break at every hundredth of a point; more values than these are thinned out. */
const breaksMax = 400;

/**
 * Steps by two indicators of which neither side can be smaller while the other stays as it is, verified by deciding: one stored unit
 * less on either side does not reach. Both sides are smaller than the step by that indicator alone, where there is one. By growing
 * change of the first. Where both indicators stand in one comparison, or both are scored by curves, there are more such pairs than are listed.
 */
export function pairedSteps(plan: Plan, input: ExplainInput, first: string, second: string): PairedStep[] {
  const { customer, values, decision } = input;
  if (decision.computed === null || decision.computed === 0 || isScoreWithheld(plan, decision)) return [];
  const [a, b] = [indicatorOf(plan, first), indicatorOf(plan, second)];
  const alone = {
    first: smallestMove(plan, input, first, decision),
    second: smallestMove(plan, input, second, decision),
  };
  const found = new Map<string, PairedStep>();
  for (const to of outerValues(plan, input, a, b)) {
    const distance = changeOf(values[first] ?? null, to);
    if (alone.first !== null && distance >= changeOf(alone.first.from, alone.first.to)) break;
    const inner = smallestMove(plan, { customer, values: { ...values, [first]: to } }, second, decision);
    if (inner === null) continue;
    if (alone.second !== null && changeOf(inner.from, inner.to) >= changeOf(inner.from, alone.second.to))
      continue;
    // The other way round: how little of the first suffices once the second is there.
    const outer = smallestMove(
      plan,
      { customer, values: { ...values, [second]: inner.to } },
      first,
      decision,
    );
    if (outer === null) continue;
    const tier = computedTier(plan, customer, { ...values, [first]: outer.to, [second]: inner.to });
    const isMinimal =
      smallestMove(plan, { customer, values: { ...values, [first]: outer.to } }, second, decision)?.to ===
      inner.to;
    if (tier === null || tier >= decision.computed || !isMinimal) continue;
    const side = (indicator: string, from: bigint | null, value: bigint): SidedMove => ({
      indicator,
      from,
      to: value,
    });
    const step: PairedStep = {
      first: side(first, outer.from, outer.to),
      second: side(second, inner.from, inner.to),
      tier,
      ...outcome(plan, decision, tier),
    };
    found.set(`${outer.to} ${inner.to}`, step);
  }
  return [...found.values()];
}

/**
 * The paired step of every two indicators that no single change makes needless, the most even one: the pair whose larger share of
 * what the largest listed change of each side is, is smallest.
 */
export function evenPairedSteps(plan: Plan, input: ExplainInput): PairedStep[] {
  const names = plan.indicators
    .filter((one) => directionOf(one, input.values[one.name] ?? null) !== null)
    .map(({ name }) => name);
  return names.flatMap((first, at) =>
    names.slice(at + 1).flatMap((second) => mostEven(pairedSteps(plan, input, first, second)) ?? []),
  );
}

function mostEven(steps: readonly PairedStep[]): PairedStep | null {
  const change = ({ from, to }: SidedMove): bigint => changeOf(from, to);
  const largest = (side: 'first' | 'second') =>
    steps.reduce((most, step) => (change(step[side]) > most ? change(step[side]) : most), 1n);
  const [mostFirst, mostSecond] = [largest('first'), largest('second')];
  // Shares as whole numbers of 1 ÷ (mostFirst · mostSecond).
  const unevenness = (step: PairedStep): bigint => {
    const [one, other] = [change(step.first) * mostSecond, change(step.second) * mostFirst];
    return one > other ? one : other;
  };
  return steps.reduce<PairedStep | null>(
    (best, step) => (best === null || unevenness(step) < unevenness(best) ? step : best),
    null,
  );
}

/** Values of the first indicator at which what is needed of the second can change, nearest first. */
function outerValues(
  plan: Plan,
  { customer, values }: ExplainInput,
  a: PlannedIndicator,
  b: PlannedIndicator,
): bigint[] {
  const from = values[a.name] ?? null;
  const direction = directionOf(a, from);
  if (direction === null) return [];
  const start = from ?? 0n;
  // Comparisons of both indicators turn where the second stands at one of its own edges.
  const innerBreaks = [...new Set(breaksOf(plan, { customer, values }, b))].slice(0, 40);
  const mixed = innerBreaks.flatMap((value) =>
    breaksOf(plan, { customer, values: { ...values, [b.name]: value } }, a),
  );
  const all = [start, ...breaksOf(plan, { customer, values }, a), ...mixed, ...levelBreaks(plan, a)];
  const allowed = [...new Set(all)].filter((to) => to !== from && isAllowed(a, direction, start, to));
  return allowed.sort((x, y) => (changeOf(from, x) < changeOf(from, y) ? -1 : 1));
}

/** Every value at which the points of an indicator change: all edges of bins, and those of a curve at its levels. */
function levelBreaks(plan: Plan, { name }: PlannedIndicator): bigint[] {
  return plan.characteristics.flatMap((one) => {
    if (one.indicator.name !== name) return [];
    if (one.scale.kind !== 'curve') return pointBreaks(one, 0);
    const { scale } = one;
    const levels = scale.knots.map(({ at }) => scalePoints(scale, at));
    const [least, most] = [Math.min(...levels), Math.max(...levels)];
    const step = Math.max(1, Math.ceil((most - least) / breaksMax));
    const breaks: bigint[] = [];
    for (let level = least; level <= most; level += step) breaks.push(...pointBreaks(one, level));
    return breaks;
  });
}

function changeOf(from: bigint | null, to: bigint): bigint {
  const start = from ?? 0n;
  return to > start ? to - start : start - to;
}

function indicatorOf(plan: Plan, name: string): PlannedIndicator {
  const found = plan.indicators.find((one) => one.name === name);
  assert(found !== undefined, `the plan has an indicator "${name}"`);
  return found;
}

/** A paired step in words. */
export function pairedStepText(
  plan: Plan,
  { first, second, tier, isKept, wait }: PairedStep,
  locale: Locale,
): string {
  const title = tierTitle(plan, tier, locale);
  const [one, other] = [stepText(plan, first, locale), stepText(plan, second, locale)];
  const lead = isKept ? say(locale, `To keep ${title}`, `保持${title}`) : title;
  return `${lead}${say(locale, `: ${one}, together with ${other}.`, `：${one}，同时${other}。`)}${waitText(plan, wait, locale)}`;
}
