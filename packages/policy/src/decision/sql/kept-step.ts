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
import type { Plan, PlannedCharacteristic } from '../../plan/plan.ts';
import { weightedPointsSql } from './points-sql.ts';
import { isTrue } from './rank-sql.ts';
import { scoreSql } from './tier-sql.ts';

/** Columns in which steps of a decision were kept, by what the step is. */
export type KeptSteps = ReadonlyMap<string, string>;

/** Gives a column that conditions and characteristics read. */
type ColumnOf = (name: string) => Expression;

/** Steps that an edit of `plan` may leave alone, as columns: points, score, rules, and who is rated. */
export function keptColumns(
  plan: Plan,
  columnOf: ColumnOf,
): { steps: KeptSteps; columns: NamedExpression[] } {
  const steps = new Map<string, string>();
  const columns: NamedExpression[] = [];
  const keep = (key: string, expression: Expression): void => {
    if (steps.has(key)) return;
    const name = `_kept_${steps.size}`;
    steps.set(key, name);
    columns.push(named(name, expression));
  };
  for (const one of plan.characteristics) {
    keep(pointsKey(one), weightedPointsSql(one, columnOf(one.indicator.name), 1));
  }
  keep(scoreKey(plan), scoreStep(plan, new Map(), columnOf));
  const conditions = plan.rules.map((rule) => rule.when);
  for (const condition of conditions) keep(keyOf(condition), isTrue(conditionSql(condition, columnOf)));
  if (plan.population.length > 0) keep(populationKey(plan), unratedStep(plan, new Map(), columnOf));
  return { steps, columns };
}

/** Σ weight × points as BIGINT, from what of it was kept. */
export function scoreStep(plan: Plan, steps: KeptSteps, columnOf: ColumnOf): Expression {
  const whole = steps.get(scoreKey(plan));
  if (whole !== undefined) return column(whole);
  const terms = plan.characteristics.map((one) => {
    const points = steps.get(pointsKey(one));
    return points === undefined
      ? weightedPointsSql(one, columnOf(one.indicator.name), one.weight)
      : multiply(integer(one.weight), column(points));
  });
  return scoreSql(terms);
}

/** A condition that is true, or not: false and unknown are one. */
export function conditionStep(condition: Condition, steps: KeptSteps, columnOf: ColumnOf): Expression {
  const kept = steps.get(keyOf(condition));
  return kept === undefined ? conditionSql(condition, columnOf) : column(kept);
}

/** Whether a clause of the population is not true. */
export function unratedStep(plan: Plan, steps: KeptSteps, columnOf: ColumnOf): Expression {
  const kept = steps.get(populationKey(plan));
  if (kept !== undefined) return column(kept);
  return not(isTrue(and(...plan.population.map((clause) => conditionSql(clause.when, columnOf)))));
}

function pointsKey({ indicator, scale, missingPoints }: PlannedCharacteristic): string {
  return keyOf(['points', indicator.name, scale, missingPoints]);
}

function scoreKey({ characteristics }: Plan): string {
  return keyOf(['score', ...characteristics.map((one) => [pointsKey(one), one.weight])]);
}

function populationKey({ population }: Plan): string {
  return keyOf(['population', ...population.map((clause) => clause.when)]);
}

function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
