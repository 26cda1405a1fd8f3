import { expect, test } from 'vitest';
import { guessCode, guessSign } from './code-words.ts';

test.each([
  ['D', ['C', 'D'], 'negative'],
  ['D', ['J', 'D'], 'positive'],
  ['S', ['S', 'H'], 'negative'],
  ['H', ['S', 'H'], 'positive'],
  ['D', ['D', 'H'], 'negative'],
  ['H', ['H', 'X'], null],
  ['S', ['S', 'X'], null],
  ['贷', ['借', '贷'], 'positive'],
  ['Haben', ['Soll', 'Haben'], 'positive'],
] as const)('%s among %j is %s', (code, others, sign) => {
  expect(guessSign(code, others)).toBe(sign);
});

test.each([
  ['entry', 'purpose', 'Compra tarjeta', 'spend'],
  ['entry', 'purpose', 'Nómina', 'salary'],
  ['entry', 'purpose', 'P700', null],
  ['customer', 'status', 'DORM', 'dormant'],
  ['loan_status', 'class', 'SMA', 'special_mention'],
] as const)('%s.%s: %s', (table, field, code, value) => {
  expect(guessCode(table, field, code)?.value ?? null).toBe(value);
});
