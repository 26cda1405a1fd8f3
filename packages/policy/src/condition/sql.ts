import { assert, powerOfTen, unreachable } from '@gradus/schema';
import {
  and,
  binary,
  boolean,
  cast,
  date,
  equal,
  integer,
  isNotNull,
  isNull,
  multiply,
  not,
  or,
  same,
  text,
  type Expression,
} from '@gradus/sql';
import type { Condition, Operand } from '../plan/condition.ts';
import { bigintLimit, operandBound, wideLimit } from './bound.ts';
import { operandScale } from './operand-scale.ts';

type Columns = (name: string) => Expression;

/**
 * `condition` as an SQL boolean with the meaning of `evaluateCondition`: SQL's NULL is the unknown of FEEL, save that
 * `=` and `!=` compare null-safely.
 *
 * `columnOf` gives a column by name: numbers as whole numbers, days as DATE, flags as BOOLEAN, or as BIGINT where the
 * reference states a unit.
 */
export function conditionSql(condition: Condition, columnOf: Columns): Expression {
  switch (condition.kind) {
    case 'constant':
      return boolean(condition.value);
    case 'and':
      return and(...condition.operands.map((operand) => conditionSql(operand, columnOf)));
    case 'or':
      return or(...condition.operands.map((operand) => conditionSql(operand, columnOf)));
    case 'not':
      return not(conditionSql(condition.operand, columnOf));
    case 'flag': {
      const flag = columnOf(condition.column.name);
      return condition.column.unit === null ? flag : binary('<>', flag, integer(0));
    }
    case 'compare':
      return comparisonSql(condition, columnOf);
    case 'missing': {
      const operand = operandSql(condition.operand, columnOf);
      return condition.negated ? isNotNull(operand) : isNull(operand);
    }
    default:
      return unreachable(condition);
  }
}

function comparisonSql(
  { operator, left, right }: Extract<Condition, { kind: 'compare' }>,
  columnOf: Columns,
): Expression {
  const scale = Math.max(operandScale(left), operandScale(right));
  const wide = isWide(left, scale) || isWide(right, scale);
  const first = scaledSql(left, columnOf, scale, wide);
  const second = scaledSql(right, columnOf, scale, wide);
  if (operator !== '=' && operator !== '!=') return binary(operator, first, second);
  // Against a literal the result is never both null, and a plain comparison that null makes false is what engines plan best.
  if (operator === '=' && isLiteral(left) !== isLiteral(right)) {
    const tested = isLiteral(left) ? second : first;
    return and(isNotNull(tested), equal(first, second));
  }
  return same(first, second, operator === '!=');
}

function isLiteral(operand: Operand): boolean {
  return operand.kind === 'number' || operand.kind === 'text' || operand.kind === 'day';
}

/** A bare column always fits; what is computed from columns is wide unless no step of it can reach 2^63. */
function isWide(operand: Operand, scale: number): boolean {
  if (operand.kind === 'column' && operandScale(operand) === scale) return false;
  return operandBound(operand, scale) >= bigintLimit || hasWideStep(operand);
}

/** A product with 0 is small whatever its other side: the bound of the whole does not speak for its parts. */
function hasWideStep(operand: Operand): boolean {
  if (operand.kind !== 'arithmetic') return false;
  const scale = operand.operator === '*' ? null : operand.scale;
  return [operand.left, operand.right].some((side) => isWide(side, scale ?? operandScale(side)));
}

function operandSql(operand: Operand, columnOf: Columns): Expression {
  const scale = operandScale(operand);
  return scaledSql(operand, columnOf, scale, isWide(operand, scale));
}

/** `operand` as a whole number of `scale`; as a wide one when `wide`, and then all that it is made of as well. */
function scaledSql(operand: Operand, columnOf: Columns, scale: number, wide: boolean): Expression {
  assert(
    operandBound(operand, scale) < wideLimit,
    'the planner keeps arithmetic of conditions within 38 digits',
  );
  const type = wide ? 'wide' : 'bigint';
  const lift = scale - operandScale(operand);
  switch (operand.kind) {
    case 'column': {
      const value = columnOf(operand.column.name);
      const widened = wide ? cast(value, 'wide') : value;
      return lift > 0 ? multiply(widened, integer(powerOfTen(lift), type)) : widened;
    }
    case 'number':
      return integer(operand.value * powerOfTen(lift), type);
    case 'text':
      return text(operand.value);
    case 'day':
      return date(operand.value);
    case 'arithmetic': {
      const value = arithmeticSql(operand, columnOf, wide);
      return lift > 0 ? multiply(value, integer(powerOfTen(lift), type)) : value;
    }
    default:
      return unreachable(operand);
  }
}

function arithmeticSql(
  { operator, left, right, scale }: Extract<Operand, { kind: 'arithmetic' }>,
  columnOf: Columns,
  wide: boolean,
): Expression {
  const product = operator === '*';
  return binary(
    operator,
    scaledSql(left, columnOf, product ? operandScale(left) : scale, wide),
    scaledSql(right, columnOf, product ? operandScale(right) : scale, wide),
  );
}
