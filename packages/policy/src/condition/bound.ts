import { powerOfTen, unreachable } from '@gradus/schema';
import type { ColumnReference, Operand } from '../plan/condition.ts';
import { operandScale } from './operand-scale.ts';

/** Exclusive bounds of magnitude: what a BIGINT column holds, and what every engine's wide number holds. */
export const bigintLimit = 2n ** 63n;
export const wideLimit = 10n ** 38n;

/** Ages and years of birth, in SQL an INTEGER. */
const yearBound = 10_000n;

/**
 * A magnitude that the whole number of `operand`, brought to `scale`, never exceeds.
 * A column may hold any 64-bit number: facts come from the bank as they are.
 */
export function operandBound(operand: Operand, scale: number = operandScale(operand)): bigint {
  return ownBound(operand) * powerOfTen(Math.max(0, scale - operandScale(operand)));
}

function ownBound(operand: Operand): bigint {
  switch (operand.kind) {
    case 'column':
      return columnBound(operand.column);
    case 'number':
      return operand.value < 0n ? -operand.value : operand.value;
    case 'text':
    case 'day':
      return 0n;
    case 'arithmetic': {
      const { operator, left, right, scale } = operand;
      return operator === '*'
        ? operandBound(left) * operandBound(right)
        : operandBound(left, scale) + operandBound(right, scale);
    }
    default:
      return unreachable(operand);
  }
}

function columnBound(column: ColumnReference): bigint {
  if (column.classes !== null) return BigInt(column.classes.length);
  if (column.name === 'age' || column.name === 'birth_year') return yearBound;
  return bigintLimit;
}
