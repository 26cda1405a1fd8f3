import type { Day, Unit } from '@gradus/schema';

/**
 * A condition as the plan holds it: typed, names resolved, numbers exact. Three-valued, as FEEL:
 * `< <= > >=` with a missing side are unknown, `=` and `!=` never are. docs/language.md, "What is measured".
 */
export type Condition =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'flag'; readonly column: ColumnReference }
  | {
      readonly kind: 'compare';
      readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'missing'; readonly operand: Operand; readonly negated: boolean };

/** A name that a condition may use, with what it holds. */
export interface ColumnReference {
  readonly name: string;
  readonly type: 'number' | 'text' | 'flag' | 'day';
  /** Unit of a number; null for the rest. */
  readonly unit: Unit | null;
  /** Digits after the point in the stored whole number. */
  readonly scale: number;
  /** Names of classes, best first, when the stored number is an index into them. */
  readonly classes: readonly string[] | null;
}

/**
 * A value in a condition. Numbers are whole numbers of 10^-scale; both sides of a comparison have the same scale
 * (the planner multiplies the coarser one by a power of ten). `wide` says that 64 bits may not suffice.
 */
export type Operand =
  | { readonly kind: 'column'; readonly column: ColumnReference }
  | { readonly kind: 'number'; readonly value: bigint; readonly scale: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'day'; readonly value: Day }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*';
      readonly left: Operand;
      readonly right: Operand;
      readonly scale: number;
    };
