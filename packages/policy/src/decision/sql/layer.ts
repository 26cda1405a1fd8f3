import { column, named, select, subquery, type NamedExpression, type Query } from '@gradus/sql';

/**
 * A query with the names of its columns. Each step of a decision is one layer over the one before, so that no
 * expression is written out more than once however often later steps read it.
 */
export interface Layer {
  readonly query: Query;
  readonly names: readonly string[];
}

/** All columns of `layer` and `added`, which may read them. Columns of steps begin with `_`, as no indicator can. */
export function extend(layer: Layer, added: readonly NamedExpression[]): Layer {
  if (added.length === 0) return layer;
  const kept = layer.names.map((name) => named(name, column(name)));
  return {
    query: select({ columns: [...kept, ...added], from: subquery(layer.query, 'step') }),
    names: [...layer.names, ...added.map(({ name }) => name)],
  };
}
