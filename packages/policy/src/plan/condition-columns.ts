import { unreachable } from '@gradus/schema';
import type { Condition, Operand } from './condition.ts';

/** Names of the columns that a condition reads, in the order in which they stand. */
export function columnsOf(condition: Condition): ReadonlySet<string> {
  const names = new Set<string>();
  addCondition(condition, names);
  return names;
}

function addCondition(condition: Condition, names: Set<string>): void {
  switch (condition.kind) {
    case 'constant':
      return;
    case 'and':
    case 'or':
      for (const operand of condition.operands) addCondition(operand, names);
      return;
    case 'not':
      addCondition(condition.operand, names);
      return;
    case 'flag':
      names.add(condition.column.name);
      return;
    case 'compare':
      addOperand(condition.left, names);
      addOperand(condition.right, names);
      return;
    case 'missing':
      addOperand(condition.operand, names);
      return;
    default:
      unreachable(condition);
  }
}

function addOperand(operand: Operand, names: Set<string>): void {
  if (operand.kind === 'column') names.add(operand.column.name);
  if (operand.kind !== 'arithmetic') return;
  addOperand(operand.left, names);
  addOperand(operand.right, names);
}
