import { unreachable } from '@gradus/schema';
import type { Operand } from '../plan/condition.ts';

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
