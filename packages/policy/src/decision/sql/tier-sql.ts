import {
  add,
  atLeast,
  atMost,
  cast,
  choose,
  column,
  integer,
  isNotNull,
  multiply,
  named,
  nothing,
  or,
  when,
  type Expression,
  type NamedExpression,
} from '@gradus/sql';
import type { Plan, PlannedRule } from '../../plan/plan.ts';
import { lesser, rank } from './rank-sql.ts';

/** Mark of `_veto` when no veto holds: better than every tier, so it caps nothing. */
export const noVeto = -1;

/** Score, and what the rules that hold say, from `_points_<i>` and `_rule_<i>`. */
export function findingLayer(plan: Plan): NamedExpression[] {
  const terms = plan.characteristics.map(({ weight }, index) =>
    multiply(integer(weight), cast(column(pointsColumn(index)), 'bigint')),
  );
  const holds = (index: number): Expression => column(ruleColumn(index));
  return [
    named('_score', scoreSql(terms)),
    named('_floor', boundSql(plan, 'at_least', holds)),
    named('_veto', boundSql(plan, 'at_most', holds)),
  ];
}

/** The sum of `terms`, weight × points each. */
export function scoreSql(terms: readonly Expression[]): Expression {
  const [first, ...rest] = terms;
  return first === undefined ? integer(0) : rest.reduce(add, first);
}

/** Tier by score, from `_score`. */
export function byScoreLayer(plan: Plan): NamedExpression[] {
  const reached = plan.tiers.flatMap(({ from }, index) => (from === null ? [] : [{ from, index }]));
  const lowest = reached.at(-1);
  const whens = reached
    .slice(0, -1)
    .map(({ from, index }) => when(atLeast(column('_score'), integer(from)), rank(index)));
  return [named('_by_score', choose(whens, rank(lowest?.index ?? 0)))];
}

/** Tier by score lifted by the best floor: ranks grow from the best, so the better tier is the lesser rank. */
export function liftedLayer(): NamedExpression[] {
  return [named('_lifted', lesser(column('_by_score'), column('_floor')))];
}

/** Computed tier: capped by the worst veto; null when unrated. */
export function computedLayer(isUnrated: Expression = isNotNull(column('_unrated'))): NamedExpression[] {
  const lifted = column('_lifted');
  const veto = column('_veto');
  const capped = [when(isUnrated, nothing('integer')), when(atMost(lifted, veto), veto)];
  return [named('_computed', choose(capped, lifted))];
}

export const ruleColumn = (index: number): string => `_rule_${index}`;
export const pointsColumn = (index: number): string => `_points_${index}`;

/** The tier that the strictest rule of `effect` that holds names, or the mark of none. For the others `holds` is false or null. */
export function boundSql(
  plan: Plan,
  effect: PlannedRule['effect'],
  holds: (index: number) => Expression,
): Expression {
  const rules = plan.rules
    .map((rule, index) => ({ ...rule, index }))
    .filter((rule) => rule.effect === effect);
  // The best floor and the worst veto are the strictest.
  const tiers = [...new Set(rules.map((rule) => rule.tier))].toSorted((a, b) =>
    effect === 'at_least' ? a - b : b - a,
  );
  const whens = tiers.map((tier) => {
    const holding = rules.filter((rule) => rule.tier === tier).map(({ index }) => holds(index));
    return when(or(...holding), rank(tier));
  });
  return choose(whens, rank(effect === 'at_least' ? plan.tiers.length : noVeto));
}
