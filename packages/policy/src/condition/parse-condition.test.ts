import { parseDay, type Unit } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ColumnReference, Condition, Operand } from '../plan/condition.ts';
import { evaluateCondition, type ConditionValue } from './evaluate.ts';
import { parseCondition } from './parse-condition.ts';
import { populationScope } from './scope.ts';

function column(name: string, unit: Unit, scale: number, classes: string[] | null = null): ColumnReference {
  return { name, type: 'number', unit, scale, classes };
}

const scope = new Map([
  ...populationScope([
    column('money', 'money', 2),
    column('other', 'money', 2),
    column('days', 'days', 0),
    column('term', 'months', 2),
    column('lift', 'ratio', 4),
    column('class', 'class', 0, ['normal', 'watch', 'loss']),
  ]),
  ['flagged', { name: 'flagged', type: 'flag', unit: null, scale: 0, classes: null }] as const,
]);

/** A condition in one line: `money>=500@2` compares with the whole number 500 of two digits. */
function print(condition: Condition): string {
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'and':
    case 'or':
      return `(${condition.operands.map(print).join(` ${condition.kind} `)})`;
    case 'not':
      return `not ${print(condition.operand)}`;
    case 'flag':
      return condition.column.name;
    case 'compare':
      return `${printOperand(condition.left)}${condition.operator}${printOperand(condition.right)}`;
    case 'missing':
      return `${printOperand(condition.operand)} ${condition.negated ? 'present' : 'missing'}`;
  }
}

function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'column':
      return operand.column.name;
    case 'number':
      return `${operand.value}@${operand.scale}`;
    case 'text':
      return JSON.stringify(operand.value);
    case 'day':
      return `day ${operand.value}`;
    case 'arithmetic':
      return `[${printOperand(operand.left)}${operand.operator}${printOperand(operand.right)}]@${operand.scale}`;
  }
}

const READINGS: readonly (readonly [text: string, read: string])[] = [
  ['money >= 5000000', 'money>=500000000@2'],
  ['money > -0.5', 'money>-50@2'],
  ['term = 1.25', 'term=125@2'],
  ['lift > 1.2', 'lift>12000@4'],
  ['days > 1.5', '[days*10@1]@1>15@1'],
  ['30 < days', '30@0<days'],
  ['class >= "watch"', 'class>=1@0'],
  ['"watch" < class', '1@0<class'],
  ['status = "active"', 'status="active"'],
  ['status != "a\\u4e2d"', 'status!="a中"'],
  ['flagged', 'flagged'],
  ['flagged = true', '(flagged present and flagged)'],
  ['flagged != false', 'not (flagged present and not flagged)'],
  ['not(days > 1)', 'not days>1@0'],
  ['days > 1 or days < 0 or money > 1', '(days>1@0 or days<0@0 or money>100@2)'],
  ['days > 1 or days < 0 and money > 1', '(days>1@0 or (days<0@0 and money>100@2))'],
  ['(days > 1 or days < 0) and money > 1', '((days>1@0 or days<0@0) and money>100@2)'],
  ['days in [31..60]', '(days>=31@0 and days<=60@0)'],
  ['days in (31..60]', '(days>31@0 and days<=60@0)'],
  ['days in ]31..60[', '(days>31@0 and days<60@0)'],
  ['days in <5', 'days<5@0'],
  ['days in 5', 'days=5@0'],
  ['days in (<5, >10, 7, [20..30])', '(days<5@0 or days>10@0 or days=7@0 or (days>=20@0 and days<=30@0))'],
  ['days in [1, 2]', '(days=1@0 or days=2@0)'],
  ['days in (null, 3)', '(days missing or days=3@0)'],
  ['status in ("a", "b")', '(status="a" or status="b")'],
  ['class in ["watch".."loss"]', '(class>=1@0 and class<=2@0)'],
  ['(days in [31..60]) or money > 1', '((days>=31@0 and days<=60@0) or money>100@2)'],
  ['days between 1 and 5 and money > 1', '((days>=1@0 and days<=5@0) and money>100@2)'],
  ['days = null', 'days missing'],
  ['null != money + other', '[money+other]@2 present'],
  ['money + 1 - 2 * other > 3', '[[money+100@2]@2-[2@0*other]@2]@2>300@2'],
  ['money * 0.5 > other', '[money*5@1]@3>[other*10@1]@3'],
  ['-money < 5', '[-1@0*money]@2<500@2'],
  ['money > 2 * 3 - 1', 'money>500@2'],
  [`opened_on >= date("2026-01-01")`, `opened_on>=day ${parseDay('2026-01-01')}`],
  ['age >= 18 and birth_year < 2000', '(age>=18@0 and birth_year<2000@0)'],
  ['1 < 2', 'true'],
  ['money = money', 'money=money'],
];

test.each(READINGS)('%s', (text, read) => {
  const { condition, findings } = parseCondition(text, scope);
  expect(findings).toEqual([]);
  expect(condition === null ? null : print(condition)).toBe(read);
});

test.each([
  ['days >', 'policy.condition-syntax', 6],
  ['', 'policy.condition-syntax', 0],
  ['days > 1e3', 'policy.bad-number', 7],
  ['days > .5', 'policy.bad-number', 7],
  ['days > 1 > 0', 'policy.condition-unsupported', 0],
  ['if flagged then true else false', 'policy.condition-unsupported', 0],
  ['max(days, 3) > 1', 'policy.condition-unsupported', 0],
  ['days ** 2 > 4', 'policy.condition-unsupported', 5],
  ['days in < 5 or money > 1', 'policy.condition-parentheses', 0],
  ['days in [1..5] and money > 1', 'policy.condition-parentheses', 0],
  ['money.amount > 1', 'policy.condition-unsupported', 0],
  ['@"2026-01-01" < opened_on', 'policy.condition-unsupported', 0],
  ['term > days', 'policy.condition-unit', 7],
  ['money * 1000000000000000 * 1000000 > 1', 'policy.condition-too-wide', 25],
  ['1000000000000 * 1000000000000 < money', 'policy.number-too-large', 14],
  ['class > 1', 'policy.condition-type', 8],
  ['class = status', 'policy.condition-type', 8],
  ['days = "5"', 'policy.condition-type', 7],
  ['flagged > true', 'policy.condition-type', 10],
  ['days in not(1)', 'policy.condition-unsupported', 8],
  [`days > 1${' '.repeat(2000)}`, 'policy.condition-too-long', 2000],
] as const)('%s is refused where the mistake stands', (text, code, offset) => {
  const { condition, findings } = parseCondition(text, scope);
  expect(condition).toBeNull();
  expect(findings.map((one) => ({ code: one.code, offset: one.offset }))).toEqual([{ code, offset }]);
});

test('the parts of a condition are read apart, so that each mistake is told', () => {
  const { findings } = parseCondition('mony > 1 and days > 1 and (foo = 1 or bar = 2)', scope);
  expect(findings.map(({ offset }) => offset)).toEqual([0, 27, 38]);
});

test('no text makes the parser throw', () => {
  const word = fc.constantFrom(
    'money',
    'days',
    'class',
    'flagged',
    'and',
    'or',
    'not(',
    ')',
    '(',
    '[',
    ']',
    '..',
    'in',
    'between',

    '>',
    '<=',
    '=',
    '+',
    '*',
    '-',
    '1',
    '0.5',
    '"watch"',
    'null',
    'true',
    ',',
    'date("2026-01-01")',
    '"',
    '_1',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(word, { maxLength: 14 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(text, (one) => {
      const { condition, findings } = parseCondition(one, scope);
      expect(condition === null).toBe(findings.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test('a literal compares exactly, however fine', () => {
  const operator = fc.constantFrom('<', '<=', '>', '>=', '=', '!=');
  const literal = fc.tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.integer({ min: 0, max: 6 }));
  const value = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
  const name = fc.constantFrom('money', 'days', 'lift');
  fc.assert(
    fc.property(name, operator, literal, value, (one, sign, [digits, scale], stored) => {
      const { condition } = parseCondition(`${one} ${sign} ${decimalText(digits, scale)}`, scope);
      const own = scope.get(one)?.scale ?? 0;
      // stored / 10^own against digits / 10^scale, by cross multiplication.
      const left = stored * 10n ** BigInt(scale);
      const right = digits * 10n ** BigInt(own);
      const expected = { '<': left < right, '<=': left <= right, '>': left > right, '>=': left >= right };
      const outcome = sign === '=' ? left === right : sign === '!=' ? left !== right : expected[sign as '<'];
      const valueOf = (): ConditionValue => stored;
      expect(condition === null ? null : evaluateCondition(condition, valueOf)).toBe(outcome);
    }),
    { numRuns: 1000 },
  );
});

function decimalText(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${text.slice(text.length - scale)}`}`;
}
