import { assert } from '@gradus/schema';
import { atMost, column, date, named, select, table, type Select } from '@gradus/sql';
import type { Plan } from '../plan/plan.ts';
import type { LakeShape } from './lake-shape.ts';
import { sqlByMetric } from '../metrics/sql-by-metric.ts';
import { Pieces } from './pieces.ts';

/**
 * Query for the indicators of a plan: one row per customer opened on or before the as-of date, with `customer_key`,
 * `opened_on`, `birth_year`, `status`, then one BIGINT per indicator, in plan order, null when missing.
 *
 * Reads the relations of docs/architecture.md; rows come in no order.
 */
export function compileIndicators(plan: Plan, shape: LakeShape): Select {
  const { pieces, indicators } = compileColumns(plan, shape);
  const { with: common, joins } = pieces.tables();
  const ofCustomer = ['customer_key', 'opened_on', 'birth_year', 'status'];
  return select({
    with: common,
    columns: [...ofCustomer.map((name) => named(name, column('customer', name))), ...indicators],
    from: table('customer'),
    joins,
    where: atMost(column('customer', 'opened_on'), date(plan.asOf)),
  });
}

/** What the indicators of a plan read, without the query. */
export function piecesOf(plan: Plan, shape: LakeShape): Pieces {
  return compileColumns(plan, shape).pieces;
}

function compileColumns(plan: Plan, shape: LakeShape) {
  const pieces = new Pieces(plan, shape);
  const indicators = plan.indicators.map((indicator) => {
    const sql = sqlByMetric.get(indicator.metric);
    assert(sql !== undefined, `the check lets only known metrics pass, not ${indicator.metric}`);
    return named(indicator.name, pieces.define(indicator.name, sql(indicator, pieces)));
  });
  return { pieces, indicators };
}
