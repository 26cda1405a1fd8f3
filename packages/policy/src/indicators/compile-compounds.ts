import { assert } from '@gradus/schema';
import { column, named, select, subquery, table, type Query } from '@gradus/sql';
import { metricMeanings } from '../metrics/meanings.ts';
import type { SqlContext } from '../metrics/metric-sql.ts';
import { sqlByMetric } from '../metrics/sql-by-metric.ts';
import type { Plan, PlannedIndicator } from '../plan/plan.ts';

/** Whether an indicator is made of two others. */
export function isCompound({ metric }: Pick<PlannedIndicator, 'metric'>): boolean {
  return metricMeanings.get(metric)?.parameters.operands === true;
}

/**
 * Query for the indicators of a plan where those that are not made of others stand in `relation`, with the columns of
 * `compileIndicators`: what is made of others is worked out from them.
 */
export function compileCompounds(plan: Plan, relation: string): Query {
  const kept = ['customer_key', 'opened_on', 'birth_year', 'status'];
  const names = [...kept, ...plan.indicators.filter((one) => !isCompound(one)).map(({ name }) => name)];
  let query = select({ columns: names.map((name) => named(name, column(name))), from: table(relation) });
  for (const one of plan.indicators.filter(isCompound)) {
    const sql = sqlByMetric.get(one.metric);
    assert(sql !== undefined, `${one.metric} is a metric`);
    // Such a metric asks for its two operands and for nothing else.
    const context = { plan, indicator: (name: string) => column('simple', name) } as unknown as SqlContext;
    query = select({
      columns: [
        ...names.map((name) => named(name, column('simple', name))),
        named(one.name, sql(one, context)),
      ],
      from: subquery(query, 'simple'),
    });
    names.push(one.name);
  }
  const columns = [...kept, ...plan.indicators.map(({ name }) => name)];
  return select({
    columns: columns.map((name) => named(name, column('made', name))),
    from: subquery(query, 'made'),
  });
}
