import type { Condition, Operand } from '../plan/condition.ts';
import { complement, numbers, texts, type NumberSet, type ValueSet } from './value-set.ts';

type Comparison = Extract<Condition, { kind: 'compare' }>;

/** A comparison as the set of values of one column that make it true, missing left out. */
export interface ComparisonSet {
  readonly column: string;
  readonly set: ValueSet;
}

const mirrored = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** Null for comparisons of other forms, of which nothing is concluded. */
export function comparisonSet({ operator, left, right }: Comparison): ComparisonSet | null {
  return oneSided(operator, left, right) ?? oneSided(mirrored[operator], right, left);
}

function oneSided(operator: Comparison['operator'], left: Operand, right: Operand): ComparisonSet | null {
  if (left.kind === 'column' && right.kind === 'text') {
    const set = texts(false, [right.value]);
    return { column: left.column.name, set: operator === '=' ? set : complement(set, false) };
  }
  if (left.kind === 'column' && right.kind === 'day') {
    return { column: left.column.name, set: numberSet(operator, 1n, BigInt(right.value)) };
  }
  const scaled = scaledColumn(left);
  if (scaled === null || right.kind !== 'number') return null;
  return { column: scaled.column, set: numberSet(operator, scaled.factor, right.value) };
}

/** A column times a positive whole number, as literals finer than the column are compared. */
function scaledColumn(operand: Operand): { column: string; factor: bigint } | null {
  if (operand.kind === 'column') return { column: operand.column.name, factor: 1n };
  if (operand.kind !== 'arithmetic' || operand.operator !== '*') return null;
  const [column, number] =
    operand.left.kind === 'column' ? [operand.left, operand.right] : [operand.right, operand.left];
  if (column.kind !== 'column' || number.kind !== 'number' || number.value <= 0n) return null;
  return { column: column.column.name, factor: number.value };
}

/** Whole numbers v with v · factor `operator` bound. */
function numberSet(operator: Comparison['operator'], factor: bigint, bound: bigint): NumberSet {
  const floor = floorDivide(bound, factor);
  const isWhole = floor * factor === bound;
  const ceiling = isWhole ? floor : floor + 1n;
  switch (operator) {
    case '<':
      return numbers(false, { from: null, to: ceiling - 1n });
    case '<=':
      return numbers(false, { from: null, to: floor });
    case '>':
      return numbers(false, { from: floor + 1n, to: null });
    case '>=':
      return numbers(false, { from: ceiling, to: null });
    case '=':
      return isWhole ? numbers(false, { from: floor, to: floor }) : numbers(false);
    case '!=':
      return isWhole
        ? numbers(false, { from: null, to: floor - 1n }, { from: floor + 1n, to: null })
        : numbers(false, { from: null, to: null });
  }
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return quotient * denominator > numerator ? quotient - 1n : quotient;
}
