import type { Expression, OrderTerm } from './expression.ts';

export type Query = Select | UnionAll;

export interface NamedExpression {
  readonly name: string;
  readonly expression: Expression;
}

export interface CommonTable {
  readonly name: string;
  readonly query: Query;
}

export type Source =
  | {
      readonly node: 'table';
      readonly name: string;
      readonly alias: string;
      /** Whether all of its rows are read where a query is worked out for some rows after the others. */
      readonly isWhole?: true;
    }
  | { readonly node: 'subquery'; readonly query: Query; readonly alias: string };

export interface Join {
  readonly kind: 'inner' | 'left';
  readonly source: Source;
  readonly on: Expression;
}

export interface Select {
  readonly node: 'select';
  readonly with: readonly CommonTable[];
  readonly columns: readonly NamedExpression[];
  readonly from: Source | null;
  readonly joins: readonly Join[];
  readonly where: Expression | null;
  readonly groupBy: readonly Expression[];
  readonly orderBy: readonly OrderTerm[];
}

export interface UnionAll {
  readonly node: 'union_all';
  readonly queries: readonly Query[];
}

/** What of a select may be left out. */
export type SelectParts = Partial<Omit<Select, 'node' | 'columns'>> & { readonly columns: Select['columns'] };

export function select(parts: SelectParts): Select {
  return Object.freeze({
    node: 'select',
    with: parts.with ?? [],
    columns: parts.columns,
    from: parts.from ?? null,
    joins: parts.joins ?? [],
    where: parts.where ?? null,
    groupBy: parts.groupBy ?? [],
    orderBy: parts.orderBy ?? [],
  });
}

export function unionAll(queries: readonly Query[]): Query {
  const [only] = queries;
  return queries.length === 1 && only !== undefined ? only : Object.freeze({ node: 'union_all', queries });
}

export function table(name: string, alias: string = name): Source {
  return Object.freeze({ node: 'table', name, alias });
}

/** A relation that is read for what the rows of others say, so that no part of it is enough. */
export function wholeTable(name: string, alias: string): Source {
  return Object.freeze({ node: 'table', name, alias, isWhole: true });
}

export function subquery(query: Query, alias: string): Source {
  return Object.freeze({ node: 'subquery', query, alias });
}

export function innerJoin(source: Source, on: Expression): Join {
  return Object.freeze({ kind: 'inner', source, on });
}

export function leftJoin(source: Source, on: Expression): Join {
  return Object.freeze({ kind: 'left', source, on });
}

export function named(name: string, expression: Expression): NamedExpression {
  return Object.freeze({ name, expression });
}
