import { parseDay, parseDecimal, suggest } from '@gradus/schema';
import type { SyntaxNode } from '@lezer/common';
import { calculate } from './arithmetic.ts';
import { refuseAt } from './condition-error.ts';
import { columnValue, type TypedValue } from './typed-value.ts';
import type { ConditionScope } from './scope.ts';
import { childrenOf, excerpt, unwrapped } from './syntax-tree.ts';

/** What a condition is read against. */
export interface Reading {
  readonly text: string;
  readonly scope: ConditionScope;
}

/** The value of an expression. Errors: `policy.condition-unsupported` and the codes of its parts. */
export function parseValue(node: SyntaxNode, reading: Reading): TypedValue {
  const written = reading.text.slice(node.from, node.to);
  switch (node.name) {
    case 'ParenthesizedExpression':
      return parseValue(unwrapped(node), reading);
    case 'VariableName':
      return parseName(node, reading);
    case 'NumericLiteral':
      return parseNumber(written, node.from);
    case 'StringLiteral':
      return { type: 'text', operand: { kind: 'text', value: parseText(written, node.from) } };
    case 'BooleanLiteral':
      return { type: 'truth', value: written === 'true' };
    case 'null':
      return { type: 'null' };
    case 'DateTimeLiteral':
      return parseDateLiteral(node, reading);
    case 'ArithmeticExpression':
      return parseArithmetic(node, reading);
    default:
      return refuseAt('policy.condition-unsupported', node.from, { part: excerpt(written) });
  }
}

function parseName(node: SyntaxNode, { text, scope }: Reading): TypedValue {
  const name = text.slice(node.from, node.to);
  const column = scope.get(name);
  if (column !== undefined) return columnValue(column);
  const negated = /^not\s+(.*)$/s.exec(name);
  if (negated !== null) {
    return refuseAt('policy.condition-parentheses', node.from, { write: `not(${negated[1] ?? ''} …)` });
  }
  return refuseAt('policy.unknown-name', node.from, { name, suggestions: suggest(name, scope.keys()) });
}

function parseNumber(written: string, offset: number): TypedValue {
  const number = parseDecimal(written.replaceAll(/\s/g, ''));
  if (number === null) return refuseAt('policy.bad-number', offset, { text: written });
  return {
    type: 'number',
    unit: null,
    operand: { kind: 'number', value: number.digits, scale: number.scale },
  };
}

/** FEEL's escapes are those of JSON, as far as a policy needs any. */
function parseText(written: string, offset: number): string {
  try {
    return String(JSON.parse(written));
  } catch {
    return refuseAt('policy.condition-unsupported', offset, { part: excerpt(written) });
  }
}

function parseDateLiteral(node: SyntaxNode, { text }: Reading): TypedValue {
  const written = text.slice(node.from, node.to);
  const inside = /^date\s*\(\s*"([^"]*)"\s*\)$/.exec(written)?.[1];
  if (inside === undefined) {
    return refuseAt('policy.condition-unsupported', node.from, { part: excerpt(written) });
  }
  const day = parseDay(inside);
  if (day === null) return refuseAt('policy.bad-date', node.from, { text: inside });
  return { type: 'day', operand: { kind: 'day', value: day } };
}

function parseArithmetic(node: SyntaxNode, reading: Reading): TypedValue {
  const parts = childrenOf(node);
  const sign = parts.find((part) => part.name === 'ArithOp');
  const operator = sign === undefined ? '' : reading.text.slice(sign.from, sign.to);
  if (sign === undefined || (operator !== '+' && operator !== '-' && operator !== '*')) {
    const part = excerpt(reading.text.slice(node.from, node.to));
    return refuseAt('policy.condition-unsupported', sign?.from ?? node.from, { part });
  }
  const [first, , second] = parts;
  if (parts.length === 2 && operator === '-' && parts[1] !== undefined) {
    const minusOne: TypedValue = {
      type: 'number',
      unit: null,
      operand: { kind: 'number', value: -1n, scale: 0 },
    };
    return calculate('*', minusOne, parseValue(parts[1], reading), sign.from);
  }
  if (first === undefined || second === undefined || parts.length !== 3) {
    const part = excerpt(reading.text.slice(node.from, node.to));
    return refuseAt('policy.condition-unsupported', node.from, { part });
  }
  return calculate(operator, parseValue(first, reading), parseValue(second, reading), sign.from);
}
