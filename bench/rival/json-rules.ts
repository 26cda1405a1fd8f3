import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { Plan } from '@gradus/policy';
import { cutsOf, scalesOf, type Facts } from './policy-as-numbers.ts';

type Test = TopLevelCondition | { fact: string; operator: string; value: unknown };
const atLeast = (fact: string, value: number): Test => ({ fact, operator: 'greaterThanInclusive', value });
const below = (fact: string, value: number): Test => ({ fact, operator: 'lessThan', value });
const above = (fact: string, value: number): Test => ({ fact, operator: 'greaterThan', value });
const is = (fact: string, value: unknown): Test => ({ fact, operator: 'equal', value });

/**
 * The ready-made policy for json-rules-engine: a rule per bin, a computed fact for the curve, rules for caps and lifts. The
 * score, which it cannot add up, is a computed fact. Says the tier; gives no reasons.
 */
export function jsonRulesDecider(plan: Plan): (facts: Facts) => Promise<string> {
  const scales = scalesOf(plan);
  const points = new Engine([], { allowUndefinedFacts: true });
  for (const { name, indicator, steps, missing, isCurve } of scales) {
    points.addRule({
      conditions: { all: [is(indicator, null)] },
      event: { type: 'points', params: { name, points: missing } },
    });
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      const tests = [
        { fact: indicator, operator: 'notEqual', value: null },
        ...(index === 0 ? [] : [atLeast(indicator, step.from)]),
        ...(next === undefined ? [] : [below(indicator, next.from)]),
      ];
      const slope = isCurve && next !== undefined ? (next.points - step.points) / (next.from - step.from) : 0;
      points.addRule({
        conditions: { all: tests },
        event: { type: 'points', params: { name, indicator, points: step.points, from: step.from, slope } },
      });
    }
  }
  const tier = new Engine([], { allowUndefinedFacts: true });
  const addTier = (id: string, ...tests: Test[]): void => {
    tier.addRule({
      conditions: { all: tests },
      event: { type: 'tier', params: { id } },
    });
  };
  for (const { id, from } of cutsOf(plan)) addTier(`from:${id}`, atLeast('score', from));
  addTier('lift', atLeast('deposits', 500_000_000));
  addTier('risk', atLeast('loan_class', 2));
  addTier('risk', above('overdue_now', 90));
  addTier('risk', above('overdue_now', 30), below('deposits', 1_000_000), below('spending', 300_000));
  addTier('cap', above('overdue_now', 30));
  const weights = new Map(scales.map(({ name, weight }) => [name, weight]));
  const cuts = cutsOf(plan);
  return async (facts) => {
    let score = 0;
    for (const { params } of (await points.run(facts)).events) {
      const {
        name,
        indicator,
        points: base,
        from,
        slope,
      } = params as { name: string; indicator?: string; points: number; from: number; slope: number };
      const beyond =
        indicator === undefined || !slope ? 0 : Math.floor((Number(facts[indicator]) - from) * slope + 0.5);
      score += (weights.get(name) ?? 0) * (base + Math.max(0, beyond));
    }
    const found = new Set(
      (await tier.run({ ...facts, score })).events.map(({ params }) => (params as { id: string }).id),
    );
    if (found.has('risk')) return 'risk';
    const byScore = found.has('lift')
      ? 'premium'
      : (cuts.find(({ id }) => found.has(`from:${id}`))?.id ?? 'ordinary');
    return found.has('cap') && byScore !== 'ordinary' ? 'ordinary' : byScore;
  };
}
