import { assert, powerOfTen, unreachable } from '@gradus/schema';
import type { ColumnReference, Condition, Operand } from '../plan/condition.ts';
import { operandScale } from './operand-scale.ts';
import { difference, lean, product, sum, type Whole } from './whole.ts';

/** A value that a condition reads: numbers as whole numbers of the column's scale, days as `Day`; null is missing. */
export type ConditionValue = Whole | string | boolean | null;

/** Gives, for a name, the way to its value in a row; asked once per place in which a condition reads the column. */
export type ColumnReader<Row> = (name: string) => (row: Row) => ConditionValue;

/** What a condition says of a row: true, false, or null when that is unknown. */
export type Test<Row> = (row: Row) => boolean | null;

type Comparison = Extract<Condition, { kind: 'compare' }>;
type Read<Row> = (row: Row) => ConditionValue;

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
    for (const test of tests) {
      const value = test(row);
      if (value === decisive) return decisive;
      if (value === null) isUnknown = true;
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
  if (operator === '=') return (row) => plain(first(row)) === plain(second(row));
  if (operator === '!=') return (row) => plain(first(row)) !== plain(second(row));
  const holds = orderings[operator];
  return (row) => {
    const a = first(row);
    const b = second(row);
    return a === null || b === null ? null : holds(ordered(a), ordered(b));
  };
}

/** What most conditions are; the same as above with one side known beforehand, and nothing looked up. */
function comparisonWithLiteral<Row>(
  operator: Comparison['operator'],
  read: Read<Row>,
  literal: Whole | string,
): Test<Row> {
  if (operator === '=') return (row) => plain(read(row)) === literal;
  if (operator === '!=') return (row) => plain(read(row)) !== literal;
  const limit = ordered(literal);
  switch (operator) {
    case '<':
      return (row) => {
        const value = read(row);
        return value === null ? null : ordered(value) < limit;
      };
    case '<=':
      return (row) => {
        const value = read(row);
        return value === null ? null : ordered(value) <= limit;
      };
    case '>':
      return (row) => {
        const value = read(row);
        return value === null ? null : ordered(value) > limit;
      };
    case '>=':
      return (row) => {
        const value = read(row);
        return value === null ? null : ordered(value) >= limit;
      };
    default:
      return unreachable(operator);
  }
}

/** The one form in which equal values are identical. */
function plain(value: ConditionValue): ConditionValue {
  return typeof value === 'bigint' ? lean(value) : value;
}

function ordered(value: Whole | string | boolean): Whole {
  assert(
    typeof value === 'number' || typeof value === 'bigint',
    'only numbers and days have an order in a condition',
  );
  return value;
}

/** The known value of an operand that reads no column; null for the others. */
function literalOf(operand: Operand, scale: number): Whole | string | null {
  if (operand.kind === 'number') return lean(operand.value * powerOfTen(scale - operand.scale));
  return operand.kind === 'day' || operand.kind === 'text' ? operand.value : null;
}

const orderings: Readonly<Record<'<' | '<=' | '>' | '>=', (left: Whole, right: Whole) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function compileOperand<Row>(operand: Operand, scale: number, columnOf: ColumnReader<Row>): Read<Row> {
  const literal = literalOf(operand, scale);
  if (literal !== null) return () => literal;
  const lift = lean(powerOfTen(scale - operandScale(operand)));
  if (operand.kind === 'column') return compileColumn(operand.column, lift, columnOf);
  assert(operand.kind === 'arithmetic', 'other operands are literals');
  return lifted(compileArithmetic(operand, columnOf), lift);
}

function compileColumn<Row>(column: ColumnReference, lift: Whole, columnOf: ColumnReader<Row>): Read<Row> {
  const read = columnOf(column.name);
  return column.type === 'flag' ? (row) => flagOf(read(row)) : lifted(read, lift);
}

/** Brings what `read` gives to a finer scale. */
function lifted<Row>(read: Read<Row>, lift: Whole): Read<Row> {
  if (lift === 1) return read;
  return (row) => {
    const value = read(row);
    assert(typeof value !== 'string' && typeof value !== 'boolean', 'only numbers are aligned');
    return value === null ? null : product(value, lift);
  };
}

const operations = { '+': sum, '-': difference, '*': product } as const;

function compileArithmetic<Row>(
  { operator, left, right, scale }: Extract<Operand, { kind: 'arithmetic' }>,
  columnOf: ColumnReader<Row>,
): Read<Row> {
  const scaleOf = (operand: Operand): number => (operator === '*' ? operandScale(operand) : scale);
  const first = compileOperand(left, scaleOf(left), columnOf);
  const second = compileOperand(right, scaleOf(right), columnOf);
  const operation = operations[operator];
  return (row) => {
    const a = first(row);
    const b = second(row);
    if (a === null || b === null) return null;
    assert(typeof a !== 'string' && typeof a !== 'boolean', 'arithmetic is on numbers');
    assert(typeof b !== 'string' && typeof b !== 'boolean', 'arithmetic is on numbers');
    return operation(a, b);
  };
}

function flagOf(value: ConditionValue): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  assert(typeof value !== 'string', 'a flag is no text');
  return BigInt(value) !== 0n;
}
