import { suggest } from '@gradus/schema';
import type { ColumnReference, Condition, Operand } from '../plan/condition.ts';
import { atSameScale, requireSameUnit } from './arithmetic.ts';
import { refuseAt } from './condition-error.ts';
import { typeWord, type TypedValue } from './typed-value.ts';

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * The comparison of two values, typed: numbers at one scale, classes by index, null as a test for missing.
 * Errors: the codes of policy.condition-*, `policy.unknown-class`, `policy.number-too-large`.
 */
export function compareValues(
  operator: Operator,
  left: TypedValue,
  right: TypedValue,
  offset: number,
): Condition {
  if (left.type === 'null') return testMissing(operator, right, offset);
  if (right.type === 'null') return testMissing(operator, left, offset);
  if (left.type === 'flag' || left.type === 'truth') return compareFlags(operator, left, right, offset);
  if (left.type === 'number' && right.type === 'number') {
    requireSameUnit(left, right, offset);
    return comparison(operator, ...atSameScale(left.operand, right.operand, offset));
  }
  if (left.type === 'class') return comparison(operator, left.operand, classOperand(left, right, offset));
  if (right.type === 'class') return comparison(operator, classOperand(right, left, offset), right.operand);
  if (left.type === 'day' && right.type === 'day') return comparison(operator, left.operand, right.operand);
  if (left.type === 'text' && right.type === 'text') {
    if (operator === '=' || operator === '!=') return comparison(operator, left.operand, right.operand);
    return refuseAt('policy.condition-text-order', offset, { operator });
  }
  return refuseTypes(left, right, offset);
}

function comparison(operator: Operator, left: Operand, right: Operand): Condition {
  if (left.kind === 'number' && right.kind === 'number') {
    return { kind: 'constant', value: holds(operator, left.value, right.value) };
  }
  return { kind: 'compare', operator, left, right };
}

function holds(operator: Operator, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

function testMissing(operator: Operator, value: TypedValue, offset: number): Condition {
  if (operator !== '=' && operator !== '!=')
    return refuseAt('policy.condition-null-order', offset, { operator });
  const negated = operator === '!=';
  if (value.type === 'null' || value.type === 'truth') {
    return { kind: 'constant', value: (value.type === 'null') !== negated };
  }
  const operand: Operand = value.type === 'flag' ? { kind: 'column', column: value.column } : value.operand;
  if (operand.kind !== 'column' && operand.kind !== 'arithmetic') return { kind: 'constant', value: negated };
  return { kind: 'missing', operand, negated };
}

function compareFlags(operator: Operator, left: TypedValue, right: TypedValue, offset: number): Condition {
  const literal = left.type === 'truth' ? left : right;
  const other = left.type === 'truth' ? right : left;
  if (literal.type !== 'truth' || other.type !== 'flag' || (operator !== '=' && operator !== '!=')) {
    return refuseTypes(left, right, offset);
  }
  const equal = flagEquals(other.column, literal.value);
  return operator === '=' ? equal : { kind: 'not', operand: equal };
}

/** `flag = true` is never unknown, unlike the flag itself. */
function flagEquals(column: ColumnReference, value: boolean): Condition {
  const flag: Condition = { kind: 'flag', column };
  const present: Condition = { kind: 'missing', operand: { kind: 'column', column }, negated: true };
  return { kind: 'and', operands: [present, value ? flag : { kind: 'not', operand: flag }] };
}

function classOperand(
  { classes, operand }: Extract<TypedValue, { type: 'class' }>,
  other: TypedValue,
  offset: number,
): Operand {
  if (other.type === 'text' && other.operand.kind === 'text') {
    const name = other.operand.value;
    const index = classes.indexOf(name);
    if (index >= 0) return { kind: 'number', value: BigInt(index), scale: 0 };
    const suggestions = suggest(name, classes);
    return refuseAt('policy.unknown-class', offset, { name, classes, suggestions });
  }
  if (other.type === 'class' && other.classes.join() === classes.join()) return other.operand;
  return refuseTypes({ type: 'class', classes, operand }, other, offset);
}

function refuseTypes(left: TypedValue, right: TypedValue, offset: number): never {
  return refuseAt('policy.condition-type', offset, { left: typeWord(left), right: typeWord(right) });
}
