import { powerOfTen } from '@gradus/schema';
import type { Operand } from '../plan/condition.ts';
import { operandBound, wideLimit } from './bound.ts';
import { refuseAt } from './condition-error.ts';
import { typeWord, type TypedValue } from './typed-value.ts';

type NumberValue = Extract<TypedValue, { type: 'number' }>;

type Operator = '+' | '-' | '*';

/** Digits of the largest number that a policy can state, in stored units. */
const digitsMax = 18;

/**
 * left `operator` right, exact, at the scale that holds both.
 * Errors: `policy.condition-arithmetic`, `policy.condition-unit`, `policy.condition-product`,
 * `policy.number-too-large`, `policy.condition-too-wide`.
 */
export function calculate(
  operator: Operator,
  left: TypedValue,
  right: TypedValue,
  offset: number,
): TypedValue {
  if (left.type !== 'number')
    return refuseAt('policy.condition-arithmetic', offset, { type: typeWord(left) });
  if (right.type !== 'number') {
    return refuseAt('policy.condition-arithmetic', offset, { type: typeWord(right) });
  }
  const unit = left.unit ?? right.unit;
  if (operator === '*') {
    if (left.unit !== null && right.unit !== null) return refuseAt('policy.condition-product', offset, {});
    const scale = scaleOf(left.operand) + scaleOf(right.operand);
    return { type: 'number', unit, operand: combine(operator, left.operand, right.operand, scale, offset) };
  }
  requireSameUnit(left, right, offset);
  const [first, second] = atSameScale(left.operand, right.operand, offset);
  return { type: 'number', unit, operand: combine(operator, first, second, scaleOf(first), offset) };
}

/** Plain numbers are calculated here; anything else stays to be calculated per customer, within 38 digits. */
function combine(operator: Operator, left: Operand, right: Operand, scale: number, offset: number): Operand {
  if (left.kind === 'number' && right.kind === 'number') {
    return number(apply(operator, left.value, right.value), scale, offset);
  }
  const operand: Operand = { kind: 'arithmetic', operator, left, right, scale };
  if (operandBound(operand) >= wideLimit) return refuseAt('policy.condition-too-wide', offset, {});
  return operand;
}

function apply(operator: Operator, left: bigint, right: bigint): bigint {
  if (operator === '*') return left * right;
  return operator === '+' ? left + right : left - right;
}

function number(value: bigint, scale: number, offset: number): Operand {
  if (value.toString().replace('-', '').length > digitsMax) {
    return refuseAt('policy.number-too-large', offset, {});
  }
  return { kind: 'number', value, scale };
}

/** Errors: `policy.condition-unit`. */
export function requireSameUnit(left: NumberValue, right: NumberValue, offset: number): void {
  if (left.unit === null || right.unit === null || left.unit === right.unit) return;
  refuseAt('policy.condition-unit', offset, { left: left.unit, right: right.unit });
}

/**
 * Both operands as whole numbers of the finer one's scale. A column is multiplied, so that nothing is rounded.
 * Errors: `policy.number-too-large`, `policy.condition-too-wide`.
 */
export function atSameScale(left: Operand, right: Operand, offset: number): [Operand, Operand] {
  const scale = Math.max(scaleOf(left), scaleOf(right));
  return [scaledUp(left, scale, offset), scaledUp(right, scale, offset)];
}

function scaledUp(operand: Operand, scale: number, offset: number): Operand {
  const steps = scale - scaleOf(operand);
  if (operand.kind === 'number') return number(operand.value * powerOfTen(steps), scale, offset);
  if (steps === 0) return operand;
  const one: Operand = { kind: 'number', value: powerOfTen(steps), scale: steps };
  return combine('*', operand, one, scale, offset);
}

function scaleOf(operand: Operand): number {
  if (operand.kind === 'column') return operand.column.scale;
  return operand.kind === 'number' || operand.kind === 'arithmetic' ? operand.scale : 0;
}
