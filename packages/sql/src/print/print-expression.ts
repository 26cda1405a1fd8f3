import { formatDay, unreachable } from '@gradus/schema';
import type { Dialect } from '../dialect/dialect.ts';
import type { AggregateFunction, Expression, OrderTerm } from '../syntax/expression.ts';

/** SQL text of an expression. Every binary expression is bracketed, so precedence never matters. */
export function printExpression(expression: Expression, dialect: Dialect): string {
  const print = (operand: Expression) => printExpression(operand, dialect);
  switch (expression.node) {
    case 'column': {
      const name = dialect.quoteName(expression.name);
      return expression.table === null ? name : `${dialect.quoteName(expression.table)}.${name}`;
    }
    case 'integer':
      return dialect.integerLiteral(expression.value, expression.type);
    case 'text':
      return dialect.quoteText(expression.value);
    case 'date':
      return dialect.dateLiteral(formatDay(expression.day));
    case 'boolean':
      return expression.value ? 'TRUE' : 'FALSE';
    case 'null':
      return `CAST(NULL AS ${dialect.typeNames[expression.type]})`;
    case 'binary':
      return `(${print(expression.left)} ${expression.operator.toUpperCase()} ${print(expression.right)})`;
    case 'not':
      return `(NOT ${print(expression.operand)})`;
    case 'is_null':
      return `(${print(expression.operand)} IS ${expression.negated ? 'NOT ' : ''}NULL)`;
    case 'same': {
      const same = dialect.same(print(expression.left), print(expression.right));
      return expression.negated ? `(NOT (${same}))` : `(${same})`;
    }
    case 'case': {
      const whens = expression.whens.map(({ when, then }) => `WHEN ${print(when)} THEN ${print(then)}`);
      return `CASE ${whens.join(' ')} ELSE ${print(expression.otherwise)} END`;
    }
    case 'call':
      return dialect.functions[expression.function](expression.arguments.map(print));
    case 'cast':
      return `CAST(${print(expression.operand)} AS ${dialect.typeNames[expression.type]})`;
    case 'aggregate':
      return printAggregate(
        expression.function,
        expression.operand === null ? null : print(expression.operand),
      );
    case 'fold':
      return dialect.fold({
        values: print(expression.values),
        initial: print(expression.initial),
        state: dialect.quoteName(expression.state),
        value: dialect.quoteName(expression.value),
        next: print(expression.next),
      });
    case 'window':
      return printWindow(expression, dialect);
    default:
      return unreachable(expression);
  }
}

export function printOrder(terms: readonly OrderTerm[], dialect: Dialect): string {
  return terms
    .map(
      ({ expression, direction }) =>
        `${printExpression(expression, dialect)} ${direction === 'ascending' ? 'ASC' : 'DESC'} NULLS LAST`,
    )
    .join(', ');
}

function printAggregate(name: AggregateFunction, operand: string | null): string {
  if (name === 'count_distinct') return `count(DISTINCT ${operand ?? '*'})`;
  return `${name}(${operand ?? '*'})`;
}

function printWindow(expression: Extract<Expression, { node: 'window' }>, dialect: Dialect): string {
  const operand = expression.operand === null ? '' : printExpression(expression.operand, dialect);
  const parts = [];
  if (expression.partitionBy.length > 0) {
    parts.push(`PARTITION BY ${expression.partitionBy.map((by) => printExpression(by, dialect)).join(', ')}`);
  }
  if (expression.orderBy.length > 0) parts.push(`ORDER BY ${printOrder(expression.orderBy, dialect)}`);
  return `${expression.function}(${operand}) OVER (${parts.join(' ')})`;
}
