import { AssertionFailure, type Unit } from '@gradus/schema';
import { expect, test } from 'vitest';
import type { ColumnReference, Condition, Operand } from '../plan/condition.ts';
import { evaluateCondition, type ConditionValue } from './evaluate.ts';
import { operandScale } from './operand-scale.ts';

const reference = (name: string, type: ColumnReference['type'], scale = 0, unit: Unit | null = null) => ({
  name,
  type,
  unit,
  scale,
  classes: null,
});
const column = (name: string, type: ColumnReference['type'], scale = 0): Operand => ({
  kind: 'column',
  column: reference(name, type, scale),
});
const number = (value: bigint, scale = 0): Operand => ({ kind: 'number', value, scale });

const row: Readonly<Record<string, ConditionValue>> = {
  money: 1000n,
  plain: 10,
  none: null,
  day: 20_000,
  status: 'active',
  yes: true,
  one: 1n,
  zero: 0n,
};
const valueOf = (name: string) => row[name] ?? null;

const money = column('money', 'number', 2);
const none = column('none', 'number', 2);
const compare = (
  operator: Extract<Condition, { kind: 'compare' }>['operator'],
  left: Operand,
  right: Operand,
): Condition => ({ kind: 'compare', operator, left, right });
const yes: Condition = { kind: 'constant', value: true };
const no: Condition = { kind: 'constant', value: false };
const unknown = compare('<', none, number(1n));

test.each<[string, Condition, boolean | null]>([
  ['sides of unequal scale are aligned', compare('=', money, number(10n)), true],
  ['one unit of the finer scale counts', compare('>', money, number(9_999n, 3)), true],
  [
    'a number as Number is the same as one as BigInt',
    compare('=', column('plain', 'number'), number(10n)),
    true,
  ],
  ['a missing side of an ordering is unknown', compare('>=', none, number(0n)), null],
  ['equality with a missing side is false', compare('=', none, number(0n)), false],
  ['inequality with a missing side is true', compare('!=', none, number(0n)), true],
  ['missing equals missing', compare('=', none, column('none', 'number')), true],
  ['text', compare('=', column('status', 'text'), { kind: 'text', value: 'active' }), true],
  ['a missing text', compare('!=', column('none', 'text'), { kind: 'text', value: 'active' }), true],
  ['days', compare('<', column('day', 'day'), { kind: 'day', value: 20_001 }), true],
  ['a flag', { kind: 'flag', column: reference('yes', 'flag') }, true],
  ['a flag stored as 1', { kind: 'flag', column: reference('one', 'flag', 0, 'count') }, true],
  ['a flag stored as 0', { kind: 'flag', column: reference('zero', 'flag', 0, 'count') }, false],
  ['a missing flag', { kind: 'flag', column: reference('none', 'flag') }, null],
  ['is missing', { kind: 'missing', operand: none, negated: false }, true],
  ['is known', { kind: 'missing', operand: money, negated: true }, true],
  ['not unknown is unknown', { kind: 'not', operand: unknown }, null],
  ['and: false decides', { kind: 'and', operands: [unknown, no] }, false],
  ['and: unknown remains', { kind: 'and', operands: [yes, unknown, yes] }, null],
  ['and of none', { kind: 'and', operands: [] }, true],
  ['or: true decides', { kind: 'or', operands: [unknown, yes] }, true],
  ['or: unknown remains', { kind: 'or', operands: [no, unknown] }, null],
  ['or of none', { kind: 'or', operands: [] }, false],
])('%s', (_, condition, expected) => {
  expect(evaluateCondition(condition, valueOf)).toBe(expected);
});

test('arithmetic aligns sums, multiplies scales, and spreads the missing', () => {
  const sum: Operand = { kind: 'arithmetic', operator: '+', left: money, right: number(5n), scale: 2 };
  const product: Operand = {
    kind: 'arithmetic',
    operator: '*',
    left: money,
    right: number(15n, 1),
    scale: 3,
  };
  const difference: Operand = { kind: 'arithmetic', operator: '-', left: sum, right: none, scale: 2 };
  expect(evaluateCondition(compare('=', sum, number(15n)), valueOf)).toBe(true);
  expect(evaluateCondition(compare('=', product, number(15n)), valueOf)).toBe(true);
  expect(operandScale(product)).toBe(3);
  expect(evaluateCondition(compare('<', difference, number(0n)), valueOf)).toBe(null);
});

test('an order of texts is our own mistake', () => {
  const ordered = compare('<', column('status', 'text'), { kind: 'text', value: 'b' });
  expect(() => evaluateCondition(ordered, valueOf)).toThrow(AssertionFailure);
});
