import {
  and,
  ascending,
  atLeast,
  choose,
  column,
  date,
  equal,
  isNotNull,
  isNull,
  leftJoin,
  named,
  nothing,
  select,
  subquery,
  table,
  text,
  when,
  type Expression,
  type NamedExpression,
  type Query,
  type SqlType,
} from '@gradus/sql';
import { conditionSql } from '../../condition/sql.ts';
import type { Plan } from '../../plan/plan.ts';
import { resultColumns } from '../row.ts';
import { columnReader, indicatorColumns } from './column-reader.ts';
import { extend, type Layer } from './layer.ts';
import { cureColumns, lifecycleLayers } from './lifecycle-sql.ts';
import { pointsSql } from './points-sql.ts';
import { greater, idOfRankSql, isTrue, rankOfIdSql } from './rank-sql.ts';
import { reasonLayers } from './reasons-sql.ts';
import {
  byScoreLayer,
  computedLayer,
  findingLayer,
  liftedLayer,
  pointsColumn,
  ruleColumn,
} from './tier-sql.ts';

const stateDates = ['since', 'held_until', 'falling_since', 'last_veto', 'rated_on'] as const;

/**
 * The result table of an assessment: what `decide` says, of every row of `indicator`.
 *
 * Reads the relations `indicator` (customer_key, opened_on, birth_year, status, one BIGINT per indicator), `previous`
 * (customer_key, granted_tier, since, held_until, falling_since, last_veto, rated_on; empty for the first assessment)
 * and `override` (customer_key, tier, until; at most one row per customer), tiers by id. Columns: `resultColumns`.
 *
 * `isByCustomer`: rows come in the order of their keys, on engines that keep the order of a subquery (DuckDB does). What
 * is read is sorted, not the result: it is half as wide.
 */
export function compileDecision(plan: Plan, { isByCustomer = false } = {}): Query {
  let layer = inputLayer(plan, isByCustomer);
  const steps = [
    populationLayer(plan),
    characteristicLayer(plan),
    findingLayer(plan),
    byScoreLayer(plan),
    liftedLayer(),
    computedLayer(),
    ...lifecycleLayers(plan),
    ...effectiveLayers(),
    ...reasonLayers(plan),
  ];
  for (const step of steps) layer = extend(layer, step);
  const results = resultExpressions(plan);
  return select({
    columns: resultColumns(plan).map(({ name }, index) => named(name, results[index] ?? nothing('bigint'))),
    from: subquery(layer.query, 'step'),
  });
}

/** `customer_key` and `tier` of every earlier state in a tier that the policy neither has nor renames. */
export function compileUnknownTiers(plan: Plan): Query {
  return unknownTiers(plan, 'previous', 'granted_tier');
}

/** `customer_key` and `tier` of every override to a tier that the policy neither has nor renames. */
export function compileUnknownOverrides(plan: Plan): Query {
  return unknownTiers(plan, 'override', 'tier');
}

function unknownTiers(plan: Plan, relation: string, tierColumn: string): Query {
  const tier = column(relation, tierColumn);
  return select({
    columns: [named('customer_key', column(relation, 'customer_key')), named('tier', tier)],
    from: table(relation),
    where: and(isNotNull(tier), isNull(rankOfIdSql(plan, tier))),
  });
}

/** Indicators beside the state before and the override in force, tiers as ranks. */
function inputLayer(plan: Plan, isByCustomer: boolean): Layer {
  const key = column('indicator', 'customer_key');
  const until = column('override', 'until');
  const inForce = and(isNotNull(until), atLeast(until, date(plan.asOf)));
  const overriding = rankOfIdSql(plan, column('override', 'tier'));
  const columns = [
    ...indicatorColumns(plan),
    named('_granted', rankOfIdSql(plan, column('previous', 'granted_tier'))),
    ...stateDates.map((name) => named(`_${name}`, column('previous', name))),
    named('_override', choose([when(inForce, overriding)], nothing('integer'))),
  ];
  const query = select({
    columns,
    from: table('indicator'),
    joins: [
      leftJoin(table('previous'), equal(column('previous', 'customer_key'), key)),
      leftJoin(table('override'), equal(column('override', 'customer_key'), key)),
    ],
    orderBy: isByCustomer ? [ascending(key)] : [],
  });
  return { query, names: columns.map(({ name }) => name) };
}

/** Why the customer is not rated; null for a rated one. */
function populationLayer(plan: Plan): NamedExpression[] {
  const columnOf = columnReader(plan);
  const unrated = plan.population.reduceRight<Expression>(
    (otherwise, { when: clause, reason }) =>
      choose([when(conditionSql(clause, columnOf), otherwise)], text(reason)),
    nothing('varchar'),
  );
  return [named('_unrated', unrated)];
}

/** What the indicators say one by one: points (null when unrated), rules and cures that hold. */
function characteristicLayer(plan: Plan): NamedExpression[] {
  const columnOf = columnReader(plan);
  const isUnrated = isNotNull(column('_unrated'));
  return [
    ...plan.characteristics.map((one, index) =>
      named(pointsColumn(index), pointsSql(one, column(one.indicator.name), isUnrated)),
    ),
    ...plan.rules.map((rule, index) => named(ruleColumn(index), isTrue(conditionSql(rule.when, columnOf)))),
    ...cureColumns(plan, columnOf),
  ];
}

/**
 * Values along `resultColumns`. What comes after the points is null, and the state as it was, for an unrated customer
 * without a guard here: every step hands the missing points or the missing tier on.
 */
function resultExpressions(plan: Plan): Expression[] {
  const rated = isNull(column('_unrated'));
  const ifRated = (value: Expression, type: SqlType) => choose([when(rated, value)], nothing(type));
  return [
    column('customer_key'),
    ...plan.indicators.map(({ name }) => ifRated(column(name), 'bigint')),
    ...plan.characteristics.map((_, index) => column(pointsColumn(index))),
    plan.characteristics.length === 0 ? ifRated(column('_score'), 'bigint') : column('_score'),
    idOfRankSql(plan, column('_computed')),
    idOfRankSql(plan, column('_next')),
    idOfRankSql(plan, column('_effective')),
    column('_next_since'),
    column('_next_held_until'),
    column('_next_falling_since'),
    column('_next_last_veto'),
    choose([when(rated, date(plan.asOf))], column('_rated_on')),
    ifRated(column('_grace_until'), 'date'),
    ifRated(column('_reasons'), 'varchar'),
    ifRated(column('_internal_reasons'), 'varchar'),
    column('_unrated'),
  ];
}

/** The granted tier with an override in force laid over it, capped by today's vetoes; null when unrated. */
function effectiveLayers(): NamedExpression[][] {
  const laid = choose(
    [
      when(isNull(column('_computed')), nothing('integer')),
      when(isNotNull(column('_override')), column('_override')),
    ],
    column('_next'),
  );
  return [[named('_laid', laid)], [named('_effective', greater(column('_laid'), column('_veto')))]];
}
