import type { Unit } from '@gradus/schema';
import type { ColumnReference, Operand } from '../plan/condition.ts';

/** A part of a condition that has a value, with its type. `unit` null: a bare number, which takes the other side's. */
export type TypedValue =
  | { readonly type: 'null' }
  | { readonly type: 'truth'; readonly value: boolean }
  | { readonly type: 'flag'; readonly column: ColumnReference }
  | { readonly type: 'number'; readonly unit: Exclude<Unit, 'class'> | null; readonly operand: Operand }
  | { readonly type: 'class'; readonly classes: readonly string[]; readonly operand: Operand }
  | { readonly type: 'text'; readonly operand: Operand }
  | { readonly type: 'day'; readonly operand: Operand };

/** The value of a column. */
export function columnValue(column: ColumnReference): TypedValue {
  const operand: Operand = { kind: 'column', column };
  switch (column.type) {
    case 'text':
    case 'day':
      return { type: column.type, operand };
    case 'flag':
      return { type: 'flag', column };
    case 'number':
      if (column.classes !== null) return { type: 'class', classes: column.classes, operand };
      return { type: 'number', unit: column.unit === 'class' ? null : column.unit, operand };
  }
}

/** The word of the catalogue for a value's type. */
export function typeWord(value: TypedValue): 'missing' | 'flag' | 'number' | 'class' | 'text' | 'day' {
  if (value.type === 'null') return 'missing';
  return value.type === 'truth' ? 'flag' : value.type;
}
