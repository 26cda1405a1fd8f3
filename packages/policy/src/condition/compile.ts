import { assert, powerOfTen, unreachable } from '@gradus/schema';
import type { ColumnReference, Condition, Operand } from '../plan/condition.ts';
import { operandScale } from './operand-scale.ts';

/** A value that a condition reads: numbers as whole numbers of the column's scale, days as `Day`; null is missing. */
export type ConditionValue = bigint | number | string | boolean | null;

/** Gives, for a name, the way to its value in a row; asked once per place in which a condition reads the column. */
export type ColumnReader<Row> = (name: string) => (row: Row) => ConditionValue;

/** What a condition says of a row: true, false, or null when that is unknown. */
export type Test<Row> = (row: Row) => boolean | null;

type Comparison = Extract<Condition, { kind: 'compare' }>;
type Known = bigint | string | boolean;
type Read<Row> = (row: Row) => Known | null;

/**
 * `condition` as a function of a row: FEEL's three-valued logic. docs/language.md, "What is measured".
 *
 * `columnOf` reads flags as booleans or as 0 and 1.
 */
export function compileCondition<Row>(condition: Condition, columnOf: ColumnReader<Row>): Test<Row> {
  switch (condition.kind) {
    case 'constant': {
      const { value } = condition;
      return () => value;
    }
    case 'and':
    case 'or': {
      const tests = condition.operands.map((operand) => compileCondition(operand, columnOf));
      return junction(tests, condition.kind === 'or');
    }
    case 'not': {
      const test = compileCondition(condition.operand, columnOf);
      return (row) => {
        const value = test(row);
        return value === null ? null : !value;
      };
    }
    case 'flag': {
      const read = columnOf(condition.column.name);
      return (row) => flagOf(read(row));
    }
    case 'compare':
      return comparison(condition, columnOf);
    case 'missing': {
      const read = compileOperand(condition.operand, operandScale(condition.operand), columnOf);
      const { negated } = condition;
      return (row) => (read(row) === null) !== negated;
    }
    default:
      return unreachable(condition);
  }
}

/** Kleene's `or` for a decisive value of true, his `and` for false: the decisive value wins over the unknown. */
function junction<Row>(tests: readonly Test<Row>[], decisive: boolean): Test<Row> {
  return (row) => {
    let isUnknown = false;
    for (let index = 0; index < tests.length; index += 1) {
      const value = tests[index]?.(row) ?? null;
      if (value === decisive) return decisive;
      isUnknown ||= value === null;
    }
    return isUnknown ? null : !decisive;
  };
}

function comparison<Row>({ operator, left, right }: Comparison, columnOf: ColumnReader<Row>): Test<Row> {
  const scale = Math.max(operandScale(left), operandScale(right));
  const first = compileOperand(left, scale, columnOf);
  const literal = literalOf(right, scale);
  if (literal !== null) return comparisonWithLiteral(operator, first, literal);
  const second = compileOperand(right, scale, columnOf);
  if (operator === '=') return (row) => first(row) === second(row);
  if (operator === '!=') return (row) => first(row) !== second(row);
  const holds = orderings[operator];
  return (row) => {
    const a = first(row);
    const b = second(row);
    if (a === null || b === null) return null;
    assert(
      typeof a === 'bigint' && typeof b === 'bigint',
      'only numbers and days have an order in a condition',
    );
    return holds(a, b);
  };
}

/** What most conditions are; the same as above with one side known beforehand. */
function comparisonWithLiteral<Row>(
  operator: Comparison['operator'],
  read: Read<Row>,
  literal: bigint | string,
): Test<Row> {
  if (operator === '=') return (row) => read(row) === literal;
  if (operator === '!=') return (row) => read(row) !== literal;
  assert(typeof literal === 'bigint', 'only numbers and days have an order in a condition');
  const holds = orderings[operator];
  return (row) => {
    const value = read(row);
    if (value === null) return null;
    assert(typeof value === 'bigint', 'only numbers and days have an order in a condition');
    return holds(value, literal);
  };
}

/** The known value of an operand that reads no column; null for the others. */
function literalOf(operand: Operand, scale: number): bigint | string | null {
  if (operand.kind === 'number') return operand.value * powerOfTen(scale - operand.scale);
  if (operand.kind === 'day') return BigInt(operand.value);
  return operand.kind === 'text' ? operand.value : null;
}

const orderings: Readonly<Record<'<' | '<=' | '>' | '>=', (left: bigint, right: bigint) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** Whole numbers are BigInt whatever the source gave, days too, so that one comparison serves both. */
function compileOperand<Row>(operand: Operand, scale: number, columnOf: ColumnReader<Row>): Read<Row> {
  const lift = powerOfTen(scale - operandScale(operand));
  switch (operand.kind) {
    case 'column':
      return compileColumn(operand.column, lift, columnOf);
    case 'number': {
      const value = operand.value * lift;
      return () => value;
    }
    case 'text': {
      const { value } = operand;
      return () => value;
    }
    case 'day': {
      const value = BigInt(operand.value);
      return () => value;
    }
    case 'arithmetic':
      return compileArithmetic(operand, lift, columnOf);
    default:
      return unreachable(operand);
  }
}

function compileColumn<Row>(column: ColumnReference, lift: bigint, columnOf: ColumnReader<Row>): Read<Row> {
  const read = columnOf(column.name);
  if (column.type === 'flag') return (row) => flagOf(read(row));
  if (lift === 1n) {
    return (row) => {
      const value = read(row);
      return typeof value === 'number' ? BigInt(value) : value;
    };
  }
  return (row) => {
    const value = read(row);
    assert(typeof value !== 'string' && typeof value !== 'boolean', 'only numbers are aligned');
    return value === null ? null : BigInt(value) * lift;
  };
}

function compileArithmetic<Row>(
  { operator, left, right, scale }: Extract<Operand, { kind: 'arithmetic' }>,
  lift: bigint,
  columnOf: ColumnReader<Row>,
): Read<Row> {
  const isProduct = operator === '*';
  const first = compileOperand(left, isProduct ? operandScale(left) : scale, columnOf);
  const second = compileOperand(right, isProduct ? operandScale(right) : scale, columnOf);
  return (row) => {
    const a = first(row);
    const b = second(row);
    if (a === null || b === null) return null;
    assert(typeof a === 'bigint' && typeof b === 'bigint', 'arithmetic is on numbers');
    if (isProduct) return a * b * lift;
    return (operator === '+' ? a + b : a - b) * lift;
  };
}

function flagOf(value: ConditionValue): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  assert(typeof value !== 'string', 'a flag is no text');
  return BigInt(value) !== 0n;
}
