import { assert, powerOfTen, unreachable } from '@gradus/schema';
import type { ColumnReference, Condition, Operand } from '../plan/condition.ts';

/** A value that a condition reads: numbers as whole numbers of the column's scale, days as `Day`; null is missing. */
export type ConditionValue = bigint | number | string | boolean | null;

type Comparison = Extract<Condition, { kind: 'compare' }>;

/**
 * What `condition` says of one row: true, false, or null when that is unknown. SEMANTICS §5.
 *
 * `valueOf` gives a column's value by name; flags as booleans or as 0 and 1.
 */
export function evaluateCondition(
  condition: Condition,
  valueOf: (name: string) => ConditionValue,
): boolean | null {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'and':
      return evaluateJunction(condition.operands, valueOf, false);
    case 'or':
      return evaluateJunction(condition.operands, valueOf, true);
    case 'not': {
      const operand = evaluateCondition(condition.operand, valueOf);
      return operand === null ? null : !operand;
    }
    case 'flag':
      return flagOf(valueOf(condition.column.name));
    case 'compare':
      return compare(condition, valueOf);
    case 'missing':
      return (operandValue(condition.operand, valueOf) === null) !== condition.negated;
    default:
      return unreachable(condition);
  }
}

/** Kleene's `or` for a decisive value of true, his `and` for false: the decisive value wins over the unknown. */
function evaluateJunction(
  operands: readonly Condition[],
  valueOf: (name: string) => ConditionValue,
  decisive: boolean,
): boolean | null {
  let unknown = false;
  for (const operand of operands) {
    const value = evaluateCondition(operand, valueOf);
    if (value === decisive) return decisive;
    unknown ||= value === null;
  }
  return unknown ? null : !decisive;
}

function flagOf(value: ConditionValue): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  assert(typeof value !== 'string', 'a flag is no text');
  return BigInt(value) !== 0n;
}

function compare(
  { operator, left, right }: Comparison,
  valueOf: (name: string) => ConditionValue,
): boolean | null {
  const scale = Math.max(operandScale(left), operandScale(right));
  const first = scaledTo(operandValue(left, valueOf), operandScale(left), scale);
  const second = scaledTo(operandValue(right, valueOf), operandScale(right), scale);
  if (operator === '=' || operator === '!=') return (first === second) === (operator === '=');
  if (first === null || second === null) return null;
  assert(typeof first !== 'string' && typeof second !== 'string', 'texts have no order in a condition');
  switch (operator) {
    case '<':
      return first < second;
    case '<=':
      return first <= second;
    case '>':
      return first > second;
    case '>=':
      return first >= second;
    default:
      return unreachable(operator);
  }
}

/** Whole numbers are BigInt here whatever the source gave, days too, so that one comparison serves both. */
function operandValue(
  operand: Operand,
  valueOf: (name: string) => ConditionValue,
): bigint | string | boolean | null {
  switch (operand.kind) {
    case 'column':
      return columnValue(operand.column, valueOf(operand.column.name));
    case 'number':
    case 'text':
      return operand.value;
    case 'day':
      return BigInt(operand.value);
    case 'arithmetic':
      return arithmeticValue(operand, valueOf);
    default:
      return unreachable(operand);
  }
}

function columnValue(column: ColumnReference, value: ConditionValue): bigint | string | boolean | null {
  if (column.type === 'flag') return flagOf(value);
  return typeof value === 'number' ? BigInt(value) : value;
}

function arithmeticValue(
  { operator, left, right, scale }: Extract<Operand, { kind: 'arithmetic' }>,
  valueOf: (name: string) => ConditionValue,
): bigint | null {
  const product = operator === '*';
  const first = wholeValue(left, valueOf, product ? operandScale(left) : scale);
  const second = wholeValue(right, valueOf, product ? operandScale(right) : scale);
  if (first === null || second === null) return null;
  if (operator === '*') return first * second;
  return operator === '+' ? first + second : first - second;
}

function wholeValue(
  operand: Operand,
  valueOf: (name: string) => ConditionValue,
  scale: number,
): bigint | null {
  const value = scaledTo(operandValue(operand, valueOf), operandScale(operand), scale);
  assert(value === null || typeof value === 'bigint', 'arithmetic is on numbers');
  return value;
}

function scaledTo<Value extends bigint | string | boolean | null>(
  value: Value,
  scale: number,
  wanted: number,
): Value | bigint {
  return typeof value === 'bigint' && wanted > scale ? value * powerOfTen(wanted - scale) : value;
}

/** Digits after the point in an operand's whole number; 0 for what is no number. */
export function operandScale(operand: Operand): number {
  switch (operand.kind) {
    case 'column':
      return operand.column.type === 'number' ? operand.column.scale : 0;
    case 'number':
    case 'arithmetic':
      return operand.scale;
    case 'text':
    case 'day':
      return 0;
    default:
      return unreachable(operand);
  }
}
