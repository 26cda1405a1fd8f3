import { assert, type Day } from '@gradus/schema';
import {
  boolean,
  cast,
  choose,
  column,
  equal,
  leftJoin,
  named,
  nothing,
  select,
  subquery,
  table,
  when,
  type NamedExpression,
  type Query,
} from '@gradus/sql';
import { conditionSql } from '../../condition/sql.ts';
import type { Plan } from '../../plan/plan.ts';
import { columnReader } from './column-reader.ts';
import { boundStep, keptColumns, scoreStep, unratedStep, type KeptSteps } from './kept-step.ts';
import { extend, type Layer } from './layer.ts';
import { cureColumn, grantedLayers } from './lifecycle-sql.ts';
import { isTrue, rankOfIdSql } from './rank-sql.ts';
import { byScoreLayer, computedLayer, liftedLayer } from './tier-sql.ts';

/** What {@link compileKept} put where: plain data beside the table that its query makes. */
export interface Kept {
  readonly asOf: Day;
  /** Columns that the steps were worked out from. */
  readonly inputs: readonly string[];
  readonly hasPrevious: boolean;
  readonly steps: KeptSteps;
}

/** Where the columns of a state before stand among the kept ones, by their names in a result. */
export const keptStates = {
  granted_tier: '_granted_id',
  held_until: '_held_until',
  falling_since: '_falling_since',
  last_veto: '_last_veto',
  rated_on: '_rated_on',
} as const;

/** Column of a kept table with the rank of the tier granted under the first plan as SMALLINT; null when unrated. */
export const keptTier = '_kept_tier';

/**
 * All that a change of points, weights, cut-offs, rules or lifecycle is judged by, one row per customer: the relation
 * `indicator`, the states of `previous` when `hasPrevious`, steps of the decision, and the tier that `plan` grants.
 */
export function compileKept(
  plan: Plan,
  hasPrevious: boolean,
): { readonly query: Query; readonly kept: Kept } {
  const input = inputLayer(plan, hasPrevious);
  const { steps, columns } = keptColumns(plan, columnReader(plan));
  const kept: Kept = {
    asOf: plan.asOf,
    inputs: input.names,
    hasPrevious,
    steps,
  };
  const decided = decidedLayer(plan, kept, extend(input, columns));
  const query = select({
    columns: [
      ...keptNames(kept).map((name) => named(name, column(name))),
      named(keptTier, cast(column('_granted_today'), 'smallint')),
    ],
    from: subquery(decided.query, 'step'),
  });
  return { query, kept };
}

/** The same table out of the relation `relation`, with the steps of `plan` in place of those in `kept`. The kept tier stays. */
export function compileKeptAnew(
  plan: Plan,
  kept: Kept,
  relation: string,
): { readonly query: Query; readonly kept: Kept } {
  assert(plan.asOf === kept.asOf, 'steps are kept of one as-of date');
  const { steps, columns } = keptColumns(plan, columnReader(plan), kept.steps);
  const same = [...kept.inputs, keptTier].map((name) => named(name, column(name)));
  return {
    query: select({ columns: [...same, ...columns], from: table(relation) }),
    kept: { ...kept, steps },
  };
}

/**
 * `granted_tier` as a rank (null when unrated) beside `carried` columns of the relation `relation`, which holds what
 * {@link compileKept} says. The tier is that of `compileDecision` and of `decide`, with nothing else worked out.
 *
 * `plan` differs from the plan that was kept in anything but its indicators and its as-of dates.
 */
export function compileGranted(plan: Plan, kept: Kept, relation: string, carried: readonly string[]): Query {
  assert(plan.asOf === kept.asOf, 'steps are kept of one as-of date');
  const names = [...keptNames(kept), keptTier];
  const input: Layer = {
    query: select({
      columns: names.map((name) => named(name, column(relation, name))),
      from: table(relation),
    }),
    names,
  };
  return select({
    columns: [
      ...carried.map((name) => named(name, column(name))),
      named('granted_tier', column('_granted_today')),
    ],
    from: subquery(decidedLayer(plan, kept, input).query, 'step'),
  });
}

function keptNames({ inputs, steps }: Kept): string[] {
  return [...inputs, ...steps.columns.values()];
}

function inputLayer(plan: Plan, hasPrevious: boolean): Layer {
  const key = column('indicator', 'customer_key');
  const columns = [
    named('customer_key', key),
    ...plan.indicators.map(({ name }) => named(name, column('indicator', name))),
    named('_opened_on', column('indicator', 'opened_on')),
    named('_birth_year', cast(column('indicator', 'birth_year'), 'bigint')),
    named('_status', column('indicator', 'status')),
  ];
  if (!hasPrevious) {
    return {
      query: select({ columns, from: table('indicator') }),
      names: columns.map(({ name }) => name),
    };
  }
  const all = [
    ...columns,
    ...Object.entries(keptStates).map(([name, kept]) => named(kept, column('previous', name))),
  ];
  const query = select({
    columns: all,
    from: table('indicator'),
    joins: [leftJoin(table('previous'), equal(column('previous', 'customer_key'), key))],
  });
  return { query, names: all.map(({ name }) => name) };
}

/** `input` with `_granted_today`, from its kept steps where they are those of `plan`. */
function decidedLayer(plan: Plan, { steps, hasPrevious }: Kept, input: Layer): Layer {
  const columnOf = columnReader(plan);
  const isUnrated = plan.population.length === 0 ? boolean(false) : column('_is_unrated');
  const found = [
    named('_score', scoreStep(plan, steps, columnOf)),
    named('_floor', boundStep(plan, 'at_least', steps, columnOf)),
    named('_veto', boundStep(plan, 'at_most', steps, columnOf)),
    ...(plan.population.length === 0 ? [] : [named('_is_unrated', unratedStep(plan, steps, columnOf))]),
    ...(hasPrevious ? stateColumns(plan) : []),
  ];
  let layer = extend(input, found);
  for (const step of [byScoreLayer(plan), liftedLayer(), computedLayer(isUnrated)])
    layer = extend(layer, step);
  // Without a state before, the lifecycle begins with the computed tier.
  if (!hasPrevious) return extend(layer, [named('_granted_today', column('_computed'))]);
  for (const step of grantedLayers(plan)) layer = extend(layer, step);
  const rated = choose([when(isUnrated, nothing('integer'))], column('_next'));
  return extend(layer, [named('_granted_today', rated)]);
}

/** The tier before as a rank, and the cures that hold. */
function stateColumns(plan: Plan): NamedExpression[] {
  const columnOf = columnReader(plan);
  const cures = plan.tiers.flatMap(({ cure }, index) => {
    const condition = cure?.when ?? null;
    return condition === null ? [] : [named(cureColumn(index), isTrue(conditionSql(condition, columnOf)))];
  });
  return [named('_granted', rankOfIdSql(plan, column('_granted_id'))), ...cures];
}
