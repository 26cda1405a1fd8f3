import {
  and,
  choose,
  column,
  greaterThan,
  lessThan,
  named,
  not,
  nothing,
  when,
  type Expression,
  type NamedExpression,
} from '@gradus/sql';
import type { Plan } from '../../plan/plan.ts';
import { blockedSql, cureColumns, isFresh, isGraceOver, isHeld, stepDown, stepUp } from './lifecycle-sql.ts';
import { byRank, rank, rankOfIdSql } from './rank-sql.ts';

/** Better than every tier. */
const anyBetter = rank(-1);

/**
 * How far the lifecycle lets a state go today, as ranks that know nothing of points and rules: `best` and `worst` are what may
 * be granted, and a veto that is worse than `vetoed` is granted as it is. With them `advanceState` is one comparison each.
 */
export interface Reach {
  readonly best: Expression;
  readonly worst: Expression;
  readonly vetoed: Expression;
}

/** Names in {@link reachLayers} of what is in a {@link Reach}. */
export const reachNames = { best: '_best', worst: '_worst', vetoed: '_vetoed' } as const;

/** The reach of a state, from its tier `_granted_id` and its days. */
export function reachLayers(plan: Plan, columnOf: (name: string) => Expression): NamedExpression[][] {
  return [
    [named('_granted', rankOfIdSql(plan, column('_granted_id'))), ...cureColumns(plan, columnOf)],
    [named('_blocked', blockedSql(plan)), named('_fresh', isFresh(plan))],
    [
      named(reachNames.best, bestSql(plan)),
      named(reachNames.worst, worstSql(plan)),
      named(reachNames.vetoed, choose([when(column('_fresh'), rank(plan.tiers.length))], column('_granted'))),
    ],
  ];
}

/** The granted tier, from `_computed` and `_veto`; null when unrated. */
export function grantedSql(isUnrated: Expression, { best, worst, vetoed }: Reach): Expression {
  const [computed, veto] = [column('_computed'), column('_veto')];
  return choose(
    [
      when(isUnrated, nothing('integer')),
      when(greaterThan(veto, vetoed), veto),
      when(lessThan(computed, best), best),
      when(greaterThan(computed, worst), worst),
    ],
    computed,
  );
}

function bestSql(plan: Plan): Expression {
  const { upgrade, upgradeOpen } = plan.lifecycle;
  const granted = column('_granted');
  const afresh = choose([when(column('_blocked'), granted)], anyBetter);
  const whens = [when(column('_fresh'), afresh)];
  if (upgradeOpen) {
    const risen = upgrade === 'at_once' ? anyBetter : byRank(plan, granted, step(plan, stepUp), anyBetter);
    whens.push(when(not(column('_blocked')), risen));
  }
  return choose(whens, granted);
}

function worstSql(plan: Plan): Expression {
  const { downgrade, downgradeOn } = plan.lifecycle;
  const granted = column('_granted');
  const anyWorse = rank(plan.tiers.length);
  const whens = [when(column('_fresh'), anyWorse)];
  if (downgradeOn !== null) {
    const fallen =
      downgrade === 'to_computed' ? anyWorse : byRank(plan, granted, step(plan, stepDown), anyWorse);
    whens.push(when(and(not(isHeld(plan)), isGraceOver(plan, downgradeOn)), fallen));
  }
  return choose(whens, granted);
}

function step(plan: Plan, find: (plan: Plan, from: number) => number | null) {
  return (_: unknown, index: number): Expression | null => {
    const found = find(plan, index);
    return found === null ? null : rank(found);
  };
}
