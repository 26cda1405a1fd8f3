import { select, type CommonTable, type Query, type Select, type Source } from './query.ts';

/** A table that is made on the way to the rows of a query. */
export interface Stage {
  readonly name: string;
  readonly query: Query;
  /** Names of all relations that it reads. */
  readonly reads: ReadonlySet<string>;
}

/**
 * The steps of a query, as tables to be made one after the other; the last one, `name`, holds the rows of the query. A common
 * table that joins, groups or orders needs much memory at once, so it becomes a step, and no two of them run at the same
 * time. One that only picks rows and columns stays a part of its readers, and one that nobody reads is left out.
 */
export function stagesOf(name: string, query: Select): readonly Stage[] {
  const last = { name, query: { ...query, with: [] } };
  const needed = neededBy(last.query, query.with);
  const passing = needed.filter((one) => isPassing(one.query));
  const staged = needed.filter((one) => !passing.includes(one));
  const steps = [...staged, last].map((one) => ({
    name: one.name,
    query: withCommon(one.query, neededBy(one.query, passing)),
  }));
  return steps.map((step) => ({ ...step, reads: tablesIn(step.query) }));
}

/** A query that reads other relations than those in `names`, under the same aliases. */
export function renameTables<Q extends Query>(query: Q, names: ReadonlyMap<string, string>): Q {
  return mapped(query, ({ name }) => names.get(name)) as Q;
}

/** The same for parts of those relations: what the query reads whole stays. */
export function renameParts<Q extends Query>(query: Q, names: ReadonlyMap<string, string>): Q {
  return mapped(query, ({ name, isWhole }) => (isWhole === true ? undefined : names.get(name))) as Q;
}

type Table = Extract<Source, { node: 'table' }>;

function mapped(value: unknown, nameOf: (table: Table) => string | undefined): unknown {
  if (Array.isArray(value)) return value.map((part) => mapped(part, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapped(part, nameOf)]));
  return copy['node'] === 'table' ? { ...copy, name: nameOf(value as Table) ?? copy['name'] } : copy;
}

/** Those of `common` that `query` reads, itself or through others of them, in their order. */
function neededBy(query: Query, common: readonly CommonTable[]): readonly CommonTable[] {
  const read = tablesIn(query);
  const needed: CommonTable[] = [];
  for (const one of common.toReversed()) {
    if (!read.has(one.name)) continue;
    needed.unshift(one);
    for (const name of tablesIn(one.query)) read.add(name);
  }
  return needed;
}

function withCommon(query: Query, common: readonly CommonTable[]): Query {
  if (common.length === 0) return query;
  if (query.node === 'select') return select({ ...query, with: [...common, ...query.with] });
  return { ...query, queries: query.queries.map((part) => withCommon(part, neededBy(part, common))) };
}

function tablesIn(query: Query): Set<string> {
  const names = new Set<string>();
  for (const node of nodesIn(query)) if (node.node === 'table') names.add(String(node['name']));
  return names;
}

const gathering: ReadonlySet<unknown> = new Set(['aggregate', 'fold', 'window']);

/** Whether rows go through a query one by one. */
function isPassing(query: Query): boolean {
  return nodesIn(query).every(
    (node) =>
      !gathering.has(node.node) &&
      (node.node !== 'select' ||
        ['joins', 'groupBy', 'orderBy'].every((part) => (node[part] as readonly unknown[]).length === 0)),
  );
}

type Node = Readonly<Record<string, unknown>> & { readonly node: unknown };

/** Every node of a syntax tree, from the top down. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(nodesIn);
  return 'node' in value ? [value, ...inside] : inside;
}
