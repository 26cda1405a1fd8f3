import type { Day } from '@gradus/schema';
import type {
  AggregateFunction,
  BinaryOperator,
  Expression,
  OrderTerm,
  SqlFunction,
  SqlType,
  When,
  WindowFunction,
} from './expression.ts';

/** A column; of `table` (an alias) when two names, of the only source when one. */
export function column(name: string): Expression;
export function column(table: string, name: string): Expression;
export function column(first: string, second?: string): Expression {
  return Object.freeze(
    second === undefined
      ? { node: 'column', table: null, name: first }
      : { node: 'column', table: first, name: second },
  );
}

/** A whole number; typed so that engines do not choose for us. */
export function integer(value: bigint | number, type: SqlType = 'bigint'): Expression {
  return Object.freeze({ node: 'integer', value: BigInt(value), type });
}

export function text(value: string): Expression {
  return Object.freeze({ node: 'text', value });
}

export function date(day: Day): Expression {
  return Object.freeze({ node: 'date', day });
}

export function boolean(value: boolean): Expression {
  return Object.freeze({ node: 'boolean', value });
}

export function nothing(type: SqlType): Expression {
  return Object.freeze({ node: 'null', type });
}

export function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return Object.freeze({ node: 'binary', operator, left, right });
}

export const add = (left: Expression, right: Expression) => binary('+', left, right);
export const subtract = (left: Expression, right: Expression) => binary('-', left, right);
export const multiply = (left: Expression, right: Expression) => binary('*', left, right);
export const equal = (left: Expression, right: Expression) => binary('=', left, right);
export const lessThan = (left: Expression, right: Expression) => binary('<', left, right);
export const atMost = (left: Expression, right: Expression) => binary('<=', left, right);
export const greaterThan = (left: Expression, right: Expression) => binary('>', left, right);
export const atLeast = (left: Expression, right: Expression) => binary('>=', left, right);

/** All of `operands`; true when there are none. */
export function and(...operands: readonly Expression[]): Expression {
  return join('and', operands, true);
}

/** Any of `operands`; false when there are none. */
export function or(...operands: readonly Expression[]): Expression {
  return join('or', operands, false);
}

function join(operator: 'and' | 'or', operands: readonly Expression[], empty: boolean): Expression {
  const [first, ...rest] = operands;
  if (first === undefined) return boolean(empty);
  return rest.reduce((left, right) => binary(operator, left, right), first);
}

export function not(operand: Expression): Expression {
  return Object.freeze({ node: 'not', operand });
}

export function isNull(operand: Expression): Expression {
  return Object.freeze({ node: 'is_null', operand, negated: false });
}

export function isNotNull(operand: Expression): Expression {
  return Object.freeze({ node: 'is_null', operand, negated: true });
}

/** Equality in which null equals null and nothing else. */
export function same(left: Expression, right: Expression, negated = false): Expression {
  return Object.freeze({ node: 'same', left, right, negated });
}

export function when(condition: Expression, then: Expression): When {
  return Object.freeze({ when: condition, then });
}

/** The first `then` whose condition is true, else `otherwise`. */
export function choose(whens: readonly When[], otherwise: Expression): Expression {
  return whens.length === 0 ? otherwise : Object.freeze({ node: 'case', whens, otherwise });
}

export function call(name: SqlFunction, ...operands: readonly Expression[]): Expression {
  return Object.freeze({ node: 'call', function: name, arguments: operands });
}

export function cast(operand: Expression, type: SqlType): Expression {
  return Object.freeze({ node: 'cast', operand, type });
}

export function aggregate(name: AggregateFunction, operand: Expression | null = null): Expression {
  return Object.freeze({ node: 'aggregate', function: name, operand });
}

/** Σ of whole numbers as BIGINT: engines widen sums to types that Parquet cannot hold exactly. */
export function sumOf(operand: Expression): Expression {
  return cast(aggregate('sum', operand), 'bigint');
}

/**
 * numerator / denominator, rounded half away from zero, as BIGINT; null when either is null.
 * The caller guarantees denominator > 0. Truncation toward zero makes one form serve both signs.
 * docs/language.md, "Numbers"; the in-process twin is divideRounded of the schema package.
 */
export function divideRoundedSql(numerator: Expression, denominator: Expression): Expression {
  // Division of 128-bit numbers costs some ten times that of 64-bit ones, and hardly a row needs it.
  const isNarrow = and(
    atLeast(numerator, integer(-narrowMax, 'wide')),
    atMost(numerator, integer(narrowMax, 'wide')),
    atMost(denominator, integer(narrowMax, 'wide')),
  );
  return choose(
    [when(isNarrow, roundedQuotient(numerator, denominator, 'bigint'))],
    roundedQuotient(numerator, denominator, 'wide'),
  );
}

/** Up to this magnitude of both operands no step of a rounded division leaves 63 bits. */
const narrowMax = 2n ** 61n - 1n;

function roundedQuotient(
  numerator: Expression,
  denominator: Expression,
  type: 'bigint' | 'wide',
): Expression {
  const above = cast(numerator, type);
  const below = cast(denominator, type);
  const half = choose([when(lessThan(above, integer(0, type)), subtract(integer(0, type), below))], below);
  const doubled = add(multiply(integer(2, type), above), half);
  return cast(call('divide', doubled, multiply(integer(2, type), below)), 'bigint');
}

/**
 * Aggregate by a step of its own: from `initial`, the BIGINT values of a group are taken in one after the other, the
 * smallest first. `next` gets the state so far and the value.
 */
export function fold(
  values: Expression,
  initial: bigint,
  next: (state: Expression, value: Expression) => Expression,
): Expression {
  const [state, value] = ['fold_state', 'fold_value'];
  const step = cast(next(column(state), column(value)), 'bigint');
  return Object.freeze({ node: 'fold', values, initial: integer(initial), state, value, next: step });
}

/** A window function over the rows of `partitionBy`; ordered, a sum runs from the first row up to the current one. */
export function over(
  name: WindowFunction,
  operand: Expression | null,
  parts: { readonly partitionBy: readonly Expression[]; readonly orderBy?: readonly OrderTerm[] },
): Expression {
  const { partitionBy, orderBy = [] } = parts;
  return Object.freeze({ node: 'window', function: name, operand, partitionBy, orderBy });
}

export const ascending = (expression: Expression): OrderTerm => ({ expression, direction: 'ascending' });
export const descending = (expression: Expression): OrderTerm => ({ expression, direction: 'descending' });
