import { powerOfTen } from '@gradus/schema';
import type { Operand } from '../plan/condition.ts';
import { refuseAt } from './condition-error.ts';
import { typeWord, type TypedValue } from './typed-value.ts';

type NumberValue = Extract<TypedValue, { type: 'number' }>;

/** Digits of the largest number that a policy can state, in stored units. */
const digitsMax = 18;

/**
 * left `operator` right, exact, at the scale that holds both.
 * Errors: `policy.condition-arithmetic`, `policy.condition-unit`, `policy.condition-product`.
 */
export function calculate(
  operator: '+' | '-' | '*',
  left: TypedValue,
  right: TypedValue,
  offset: number,
): TypedValue {
  if (left.type !== 'number')
    return refuseAt('policy.condition-arithmetic', offset, { type: typeWord(left) });
  if (right.type !== 'number') {
    return refuseAt('policy.condition-arithmetic', offset, { type: typeWord(right) });
  }
  if (operator === '*') return multiply(left, right, offset);
  requireSameUnit(left, right, offset);
  const [first, second] = atSameScale(left.operand, right.operand, offset);
  const scale = scaleOf(first);
  const unit = left.unit ?? right.unit;
  if (first.kind === 'number' && second.kind === 'number') {
    const value = operator === '+' ? first.value + second.value : first.value - second.value;
    return { type: 'number', unit, operand: { kind: 'number', value, scale } };
  }
  return {
    type: 'number',
    unit,
    operand: { kind: 'arithmetic', operator, left: first, right: second, scale },
  };
}

function multiply(left: NumberValue, right: NumberValue, offset: number): NumberValue {
  if (left.unit !== null && right.unit !== null) return refuseAt('policy.condition-product', offset, {});
  const unit = left.unit ?? right.unit;
  const [first, second] = [left.operand, right.operand];
  const scale = scaleOf(first) + scaleOf(second);
  if (first.kind === 'number' && second.kind === 'number') {
    return { type: 'number', unit, operand: { kind: 'number', value: first.value * second.value, scale } };
  }
  return {
    type: 'number',
    unit,
    operand: { kind: 'arithmetic', operator: '*', left: first, right: second, scale },
  };
}

/** Errors: `policy.condition-unit`. */
export function requireSameUnit(left: NumberValue, right: NumberValue, offset: number): void {
  if (left.unit === null || right.unit === null || left.unit === right.unit) return;
  refuseAt('policy.condition-unit', offset, { left: left.unit, right: right.unit });
}

/**
 * Both operands as whole numbers of the finer one's scale. A column is multiplied, so that nothing is rounded.
 * Errors: `policy.number-too-large`.
 */
export function atSameScale(left: Operand, right: Operand, offset: number): [Operand, Operand] {
  const scale = Math.max(scaleOf(left), scaleOf(right));
  return [scaledUp(left, scale, offset), scaledUp(right, scale, offset)];
}

function scaledUp(operand: Operand, scale: number, offset: number): Operand {
  const steps = scale - scaleOf(operand);
  if (operand.kind === 'number') {
    const value = operand.value * powerOfTen(steps);
    if (value.toString().replace('-', '').length > digitsMax) {
      return refuseAt('policy.number-too-large', offset, {});
    }
    return { kind: 'number', value, scale };
  }
  if (steps === 0) return operand;
  const one: Operand = { kind: 'number', value: powerOfTen(steps), scale: steps };
  return { kind: 'arithmetic', operator: '*', left: operand, right: one, scale };
}

function scaleOf(operand: Operand): number {
  if (operand.kind === 'column') return operand.column.scale;
  return operand.kind === 'number' || operand.kind === 'arithmetic' ? operand.scale : 0;
}
