import fc, { type Arbitrary } from 'fast-check';
import type { Day } from '@gradus/schema';
import type { ColumnReference, Condition, Operand } from '@gradus/policy';

/** Random conditions over given columns, typed and scaled as the planner makes them. */

const comparators = ['=', '!=', '<', '<=', '>', '>='] as const;

export interface ConditionNames {
  readonly numbers: readonly ColumnReference[];
  readonly texts: readonly ColumnReference[];
  readonly days: readonly ColumnReference[];
  readonly flags: readonly ColumnReference[];
}

/** `literal` gives whole numbers near those that the columns hold, so that edges are met. */
export function conditionArbitrary(
  names: ConditionNames,
  literal: Arbitrary<bigint>,
  day: Arbitrary<Day>,
  text: Arbitrary<string>,
): Arbitrary<Condition> {
  const leaves: Arbitrary<Condition>[] = [fc.boolean().map((value) => ({ kind: 'constant', value }))];
  if (names.numbers.length > 0) {
    const number = numberOperand(names.numbers, literal);
    leaves.push(
      fc
        .tuple(fc.constantFrom(...comparators), number, number)
        .map(([operator, left, right]) => ({ kind: 'compare', operator, left, right })),
      fc.tuple(number, fc.boolean()).map(([operand, negated]) => ({ kind: 'missing', operand, negated })),
    );
  }
  if (names.texts.length > 0) leaves.push(textComparison(names.texts, text));
  if (names.days.length > 0) leaves.push(dayComparison(names.days, day));
  if (names.flags.length > 0) {
    leaves.push(fc.constantFrom(...names.flags).map((column) => ({ kind: 'flag', column })));
  }
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      ...leaves.map((arbitrary) => ({ arbitrary, weight: 2 })),
      tie('condition').map((operand): Condition => ({ kind: 'not', operand })),
      fc
        .tuple(
          fc.constantFrom('and' as const, 'or' as const),
          fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
        )
        .map(([kind, operands]): Condition => ({ kind, operands })),
    ),
  }));
  return condition;
}

/** Columns, literals, and arithmetic over them two levels deep; products with literals only, as the language has them. */
function numberOperand(columns: readonly ColumnReference[], literal: Arbitrary<bigint>): Arbitrary<Operand> {
  const column = fc.constantFrom(...columns).map((one): Operand => ({ kind: 'column', column: one }));
  const number = fc
    .tuple(literal, fc.constantFrom(0, 2))
    .map(([value, scale]): Operand => ({ kind: 'number', value, scale }));
  const simple = fc.oneof({ arbitrary: column, weight: 3 }, { arbitrary: number, weight: 2 });
  const product = fc.tuple(column, number).map(([left, right]): Operand => ({
    kind: 'arithmetic',
    operator: '*',
    left,
    right,
    scale: scaleOf(left) + scaleOf(right),
  }));
  const sum = fc
    .tuple(fc.constantFrom('+' as const, '-' as const), fc.oneof(simple, product), simple)
    .map(([operator, left, right]): Operand => ({
      kind: 'arithmetic',
      operator,
      left,
      right,
      scale: Math.max(scaleOf(left), scaleOf(right)),
    }));
  return fc.oneof(
    { arbitrary: simple, weight: 5 },
    { arbitrary: sum, weight: 2 },
    { arbitrary: product, weight: 1 },
  );
}

function scaleOf(operand: Operand): number {
  if (operand.kind === 'column') return operand.column.scale;
  return operand.kind === 'number' || operand.kind === 'arithmetic' ? operand.scale : 0;
}

function textComparison(columns: readonly ColumnReference[], text: Arbitrary<string>): Arbitrary<Condition> {
  return fc
    .tuple(fc.constantFrom('=' as const, '!=' as const), fc.constantFrom(...columns), text)
    .map(([operator, column, value]) => ({
      kind: 'compare',
      operator,
      left: { kind: 'column', column },
      right: { kind: 'text', value },
    }));
}

function dayComparison(columns: readonly ColumnReference[], day: Arbitrary<Day>): Arbitrary<Condition> {
  return fc
    .tuple(fc.constantFrom(...comparators), fc.constantFrom(...columns), day)
    .map(([operator, column, value]) => ({
      kind: 'compare',
      operator,
      left: { kind: 'column', column },
      right: { kind: 'day', value },
    }));
}
