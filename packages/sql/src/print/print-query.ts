import type { Dialect } from '../dialect/dialect.ts';
import type { Join, Query, Select, Source } from '../syntax/query.ts';
import { printExpression, printOrder } from './print-expression.ts';

/** SQL text of a query in one dialect. */
export function printQuery(query: Query, dialect: Dialect): string {
  if (query.node === 'union_all') {
    return query.queries.map((part) => bracketed(part, dialect)).join('\nUNION ALL\n');
  }
  return printSelect(query, dialect);
}

function bracketed(query: Query, dialect: Dialect): string {
  return query.node === 'select' && query.with.length === 0 && query.orderBy.length === 0
    ? printQuery(query, dialect)
    : `(${printQuery(query, dialect)})`;
}

function printSelect(query: Select, dialect: Dialect): string {
  const lines: string[] = [];
  if (query.with.length > 0) {
    const common = query.with.map(
      ({ name, query: inner }) => `${dialect.quoteName(name)} AS (\n${printQuery(inner, dialect)}\n)`,
    );
    lines.push(`WITH ${common.join(',\n')}`);
  }
  const columns = query.columns.map(
    ({ name, expression }) => `${printExpression(expression, dialect)} AS ${dialect.quoteName(name)}`,
  );
  lines.push(`SELECT\n  ${columns.join(',\n  ')}`);
  if (query.from !== null) lines.push(`FROM ${printSource(query.from, dialect)}`);
  lines.push(...query.joins.map((join) => printJoin(join, dialect)));
  if (query.where !== null) lines.push(`WHERE ${printExpression(query.where, dialect)}`);
  if (query.groupBy.length > 0) {
    lines.push(`GROUP BY ${query.groupBy.map((by) => printExpression(by, dialect)).join(', ')}`);
  }
  if (query.orderBy.length > 0) lines.push(`ORDER BY ${printOrder(query.orderBy, dialect)}`);
  return lines.join('\n');
}

function printSource(source: Source, dialect: Dialect): string {
  const alias = dialect.quoteName(source.alias);
  if (source.node === 'table') {
    return source.name === source.alias ? alias : `${dialect.quoteName(source.name)} AS ${alias}`;
  }
  return `(\n${printQuery(source.query, dialect)}\n) AS ${alias}`;
}

function printJoin(join: Join, dialect: Dialect): string {
  return `${join.kind === 'inner' ? 'JOIN' : 'LEFT JOIN'} ${printSource(join.source, dialect)} ON ${printExpression(join.on, dialect)}`;
}
