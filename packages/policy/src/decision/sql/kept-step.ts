import { assert, plainKey } from '@gradus/schema';
import {
  and,
  column,
  integer,
  multiply,
  named,
  not,
  type Expression,
  type NamedExpression,
} from '@gradus/sql';
import { conditionSql } from '../../condition/sql.ts';
import type { Condition } from '../../plan/condition.ts';
import type { Plan, PlannedCharacteristic, PlannedRule } from '../../plan/plan.ts';
import { weightedPointsSql } from './points-sql.ts';
import { isTrue } from './rank-sql.ts';
import type { Reach } from './reach-sql.ts';
import { boundSql, scoreSql } from './tier-sql.ts';

/** Steps of a decision that were kept, and of which plan they are. */
export interface KeptSteps {
  readonly plan: Plan;
  /** Columns in which they stand, by what the step is. */
  readonly columns: ReadonlyMap<string, string>;
  /** How many columns were ever named. */
  readonly made: number;
}

/** Gives a column that conditions and characteristics read. */
type ColumnOf = (name: string) => Expression;

/** Of `plan` nothing is kept yet. */
const noSteps = (plan: Plan): KeptSteps => ({ plan, columns: new Map(), made: 0 });

/**
 * Steps that an edit of `plan` may leave alone, as columns: points, score, rules, what rules bound, and who is rated. They
 * read those of `known` that are the same, and have other names. `reach` is that of the states before; null: there are none.
 */
export function keptColumns(
  plan: Plan,
  columnOf: ColumnOf,
  reach: Reach | null,
  known: KeptSteps = noSteps(plan),
): { steps: KeptSteps; columns: NamedExpression[] } {
  const names = new Map<string, string>();
  const columns: NamedExpression[] = [];
  const keep = (key: string, expression: Expression): void => {
    if (names.has(key)) return;
    const name = `_kept_${known.made + names.size}`;
    names.set(key, name);
    columns.push(named(name, expression));
  };
  for (const one of plan.characteristics) keep(pointsKey(one), pointsStep(one, known, columnOf));
  keep(scoreKey(plan), scoreStep(plan, known, columnOf));
  for (const { when } of plan.rules) keep(plainKey(when), isTrue(conditionStep(when, known, columnOf)));
  for (const effect of ['at_least', 'at_most'] as const) {
    if (hasBound(plan, effect)) keep(boundKey(plan, effect), boundStep(plan, effect, known, columnOf));
  }
  if (plan.population.length > 0) keep(populationKey(plan), unratedStep(plan, known, columnOf));
  if (reach !== null) {
    for (const name of reachParts) keep(reachKey(plan, name), reach[name]);
  }
  return { steps: { plan, columns: names, made: known.made + names.size }, columns };
}

/** Σ weight × points as BIGINT, from what of it was kept. */
export function scoreStep(plan: Plan, steps: KeptSteps, columnOf: ColumnOf): Expression {
  const whole = steps.columns.get(scoreKey(plan));
  if (whole !== undefined) return column(whole);
  const before = steps.columns.get(scoreKey(steps.plan));
  const changes = scoreChanges(plan, steps.plan);
  const terms = changes.map(({ one, weight }) => termStep(one, weight, steps, columnOf));
  // What changed is mostly less than what did not.
  if (before !== undefined && changes.length <= plan.characteristics.length) {
    return scoreSql([column(before), ...terms]);
  }
  return scoreSql(plan.characteristics.map((one) => termStep(one, one.weight, steps, columnOf)));
}

function termStep(
  one: PlannedCharacteristic,
  weight: number,
  steps: KeptSteps,
  columnOf: ColumnOf,
): Expression {
  if (!steps.columns.has(pointsKey(one))) return weightedPointsSql(one, columnOf(one.indicator.name), weight);
  return multiply(integer(weight), pointsStep(one, steps, columnOf));
}

function pointsStep(one: PlannedCharacteristic, { columns }: KeptSteps, columnOf: ColumnOf): Expression {
  const kept = columns.get(pointsKey(one));
  return kept === undefined ? weightedPointsSql(one, columnOf(one.indicator.name), 1) : column(kept);
}

/** Characteristics whose weight differs between two plans, by how much; those that only one of them has with all of it. */
function scoreChanges(plan: Plan, before: Plan): { one: PlannedCharacteristic; weight: number }[] {
  const changes = new Map<string, { one: PlannedCharacteristic; weight: number }>();
  const put = (one: PlannedCharacteristic, weight: number): void => {
    const key = pointsKey(one);
    changes.set(key, { one, weight: (changes.get(key)?.weight ?? 0) + weight });
  };
  for (const one of plan.characteristics) put(one, one.weight);
  for (const one of before.characteristics) put(one, -one.weight);
  return [...changes.values()].filter(({ weight }) => weight !== 0);
}

/** The rank that the rules of `effect` bound the tier by. */
export function boundStep(
  plan: Plan,
  effect: PlannedRule['effect'],
  steps: KeptSteps,
  columnOf: ColumnOf,
): Expression {
  const kept = steps.columns.get(boundKey(plan, effect));
  if (kept !== undefined) return column(kept);
  return boundSql(plan, effect, (index) => {
    const rule = plan.rules[index];
    assert(rule !== undefined, 'a rule is asked for by its place');
    return conditionStep(rule.when, steps, columnOf);
  });
}

/** A condition that is true, or not: false and unknown are one. */
function conditionStep(condition: Condition, steps: KeptSteps, columnOf: ColumnOf): Expression {
  const kept = steps.columns.get(plainKey(condition));
  return kept === undefined ? conditionSql(condition, columnOf) : column(kept);
}

/** Whether a clause of the population is not true. */
export function unratedStep(plan: Plan, steps: KeptSteps, columnOf: ColumnOf): Expression {
  const kept = steps.columns.get(populationKey(plan));
  if (kept !== undefined) return column(kept);
  return not(isTrue(and(...plan.population.map((clause) => conditionSql(clause.when, columnOf)))));
}

/** The reach of a state, if it was kept. */
export function keptReach(plan: Plan, { columns }: KeptSteps): Reach | null {
  const [best, worst, vetoed] = reachParts.map((name) => columns.get(reachKey(plan, name)));
  if (best === undefined || worst === undefined || vetoed === undefined) return null;
  return { best: column(best), worst: column(worst), vetoed: column(vetoed) };
}

const reachParts = ['best', 'worst', 'vetoed'] as const;

function reachKey({ tiers, lifecycle }: Plan, name: keyof Reach): string {
  const clocks = tiers.map(({ id, from, grace, cure }) => [id, from === null, grace, cure]);
  return plainKey(['reach', name, clocks, lifecycle]);
}

function pointsKey({ indicator, scale, missingPoints }: PlannedCharacteristic): string {
  return plainKey(['points', indicator.name, scale, missingPoints]);
}

function scoreKey({ characteristics }: Plan): string {
  return plainKey(['score', ...characteristics.map((one) => [pointsKey(one), one.weight])]);
}

function hasBound({ rules }: Plan, effect: PlannedRule['effect']): boolean {
  return rules.some((rule) => rule.effect === effect);
}

/** Ranks count from the best tier, and the mark of no floor is behind the worst. */
function boundKey({ rules, tiers }: Plan, effect: PlannedRule['effect']): string {
  const those = rules.filter((rule) => rule.effect === effect);
  return plainKey([effect, tiers.length, ...those.map(({ tier, when }) => [tier, when])]);
}

function populationKey({ population }: Plan): string {
  return plainKey(['population', ...population.map((clause) => clause.when)]);
}
