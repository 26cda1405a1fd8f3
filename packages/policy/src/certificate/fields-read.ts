import { monthEndAfter, tables, type TableName } from '@gradus/schema';
import type { Expression, Query, Select, Source } from '@gradus/sql';
import { compileIndicators } from '../indicators/compile-indicators.ts';
import type { Plan } from '../plan/plan.ts';

/** Columns of lake tables, by table. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** Columns that every query gives of a customer, before the indicators. */
const columnsOfCustomer = 4;

/**
 * The columns of the lake that the statement for some indicators of a plan reads, found in the statement itself, with snapshots and
 * without. What selects the customers is left out: it is the same for all.
 */
export function fieldsRead(plan: Plan, names: ReadonlySet<string>): Fields {
  const indicators = plan.indicators.filter(({ name }) => names.has(name));
  const monthEnds = [0, 1, 2, 3, 6, 12, 24].map((months) => monthEndAfter(plan.asOf, -months - 1));
  const reader = new FieldReader();
  for (const shape of [
    { dataFrom: null, monthEnds },
    { dataFrom: null, monthEnds: [] },
  ]) {
    const query = compileIndicators({ ...plan, indicators }, shape);
    if (query.node === 'select') reader.readIndicators(query);
  }
  return reader.fields();
}

type Scope = ReadonlyMap<string, TableName | null>;

class FieldReader {
  readonly #found = new Map<TableName, Set<string>>();

  readIndicators(query: Select): void {
    for (const { query: inner } of query.with) this.#query(inner);
    const scope = this.#scopeOf(query);
    for (const { expression } of query.columns.slice(columnsOfCustomer)) this.#expression(expression, scope);
    for (const { on } of query.joins) this.#expression(on, scope);
  }

  fields(): Fields {
    const entries = [...this.#found].map(([table, columns]) => [table, [...columns].sort()] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #query(query: Query): void {
    if (query.node === 'union_all') {
      for (const one of query.queries) this.#query(one);
      return;
    }
    for (const { query: inner } of query.with) this.#query(inner);
    const scope = this.#scopeOf(query);
    for (const { expression } of query.columns) this.#expression(expression, scope);
    for (const { on } of query.joins) this.#expression(on, scope);
    if (query.where !== null) this.#expression(query.where, scope);
    for (const one of query.groupBy) this.#expression(one, scope);
    for (const { expression } of query.orderBy) this.#expression(expression, scope);
  }

  /** What each alias stands for: a table of the lake, or something made on the way, whose own parts are read where it is made. */
  #scopeOf({ from, joins }: Select): Scope {
    const scope = new Map<string, TableName | null>();
    const add = (source: Source): void => {
      if (source.node === 'subquery') this.#query(source.query);
      scope.set(source.alias, source.node === 'table' && isTable(source.name) ? source.name : null);
    };
    if (from !== null) add(from);
    for (const { source } of joins) add(source);
    return scope;
  }

  #expression(expression: Expression, scope: Scope): void {
    if (expression.node !== 'column') {
      for (const part of partsOf(expression)) this.#expression(part, scope);
      return;
    }
    const { table, name } = expression;
    for (const [alias, of] of scope) {
      if (of === null || (table !== null && table !== alias)) continue;
      if (tables[of].columns.some((column) => column.name === name)) {
        this.#found.set(of, (this.#found.get(of) ?? new Set()).add(name));
      }
    }
  }
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}

/** Every expression inside another, whatever its kind. */
function partsOf(expression: Expression): Expression[] {
  const found: Expression[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) {
      if ('node' in value) found.push(value as Expression);
      else Object.values(value).forEach(collect);
    }
  };
  Object.values(expression).forEach(collect);
  return found;
}
