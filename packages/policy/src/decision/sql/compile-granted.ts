import { assert, type Day } from '@gradus/schema';
import {
  boolean,
  cast,
  column,
  equal,
  leftJoin,
  named,
  select,
  subquery,
  table,
  type Query,
} from '@gradus/sql';
import type { Plan } from '../../plan/plan.ts';
import { columnReader, indicatorColumns } from './column-reader.ts';
import { boundStep, keptColumns, keptReach, scoreStep, unratedStep, type KeptSteps } from './kept-step.ts';
import { extend, type Layer } from './layer.ts';
import { grantedSql, reachLayers, reachNames, type Reach } from './reach-sql.ts';
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
  const { layer, reach } = reached(plan, input, hasPrevious);
  const { steps, columns } = keptColumns(plan, columnReader(plan), reach);
  const kept: Kept = {
    asOf: plan.asOf,
    inputs: input.names,
    hasPrevious,
    steps,
  };
  const decided = decidedLayer(plan, kept, extend(layer, columns));
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
  const { layer, reach } = reached(plan, keptLayer(kept, relation), kept.hasPrevious);
  const { steps, columns } = keptColumns(plan, columnReader(plan), reach, kept.steps);
  const same = [...kept.inputs, keptTier].map((name) => named(name, column(name)));
  return {
    query: select({ columns: [...same, ...columns], from: subquery(layer.query, 'step') }),
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
  const input = keptLayer(kept, relation);
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

function keptLayer(kept: Kept, relation: string): Layer {
  const names = [...keptNames(kept), keptTier];
  const columns = names.map((name) => named(name, column(relation, name)));
  return { query: select({ columns, from: table(relation) }), names };
}

/** `input` with the reach of the states in it. */
function reached(plan: Plan, input: Layer, hasPrevious: boolean): { layer: Layer; reach: Reach | null } {
  if (!hasPrevious) return { layer: input, reach: null };
  const { best, worst, vetoed } = reachNames;
  return {
    layer: reachLayers(plan, columnReader(plan)).reduce(extend, input),
    reach: { best: column(best), worst: column(worst), vetoed: column(vetoed) },
  };
}

function inputLayer(plan: Plan, hasPrevious: boolean): Layer {
  const key = column('indicator', 'customer_key');
  const columns = indicatorColumns(plan);
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
  ];
  // Without a state before, the lifecycle begins with the computed tier.
  const isLast = hasPrevious ? boolean(false) : isUnrated;
  const layers = [found, byScoreLayer(plan), liftedLayer(), computedLayer(isLast)];
  const kept = keptReach(plan, steps);
  const { layer, reach } = kept === null ? reached(plan, input, hasPrevious) : { layer: input, reach: kept };
  const granted = reach === null ? column('_computed') : grantedSql(isUnrated, reach);
  return [...layers, [named('_granted_today', granted)]].reduce(extend, layer);
}
