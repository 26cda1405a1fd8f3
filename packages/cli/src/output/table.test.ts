import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { countText, moneyText, partText, scaledText } from './figure.ts';
import { tableText } from './table.ts';

test('columns of a table line up, Chinese or not', () => {
  const columns = [
    { title: '等级', align: 'left' },
    { title: 'customers', align: 'right' },
  ] as const;
  const text = tableText(columns, [
    ['优质客户 (premium)', '1'],
    ['good', '12,345,678,901'],
  ]);
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(4);
  expect(new Set(lines.map((line) => stringWidth(line)))).toEqual(new Set([34]));
  expect(lines[2]?.endsWith('1')).toBe(true);
});

test.each([
  [0n, 2, '0.00'],
  [-5n, 2, '-0.05'],
  [123456789n, 2, '1,234,567.89'],
  [-100000n, 0, '-100,000'],
  [2n ** 62n, 2, '46,116,860,184,273,879.04'],
])('%s with %s digits is %s', (value, digits, expected) => {
  expect(scaledText(value, digits)).toBe(expected);
});

test('figures of a report', () => {
  expect(countText(999)).toBe('999');
  expect(countText(1000)).toBe('1,000');
  expect(moneyText('46116860184273879040', 'CNY')).toBe('461,168,601,842,738,790.40');
  expect(moneyText(500, 'JPY')).toBe('500');
  expect(moneyText(null, 'CNY')).toBe('-');
  expect(partText(1, 3)).toBe('33.33 %');
  expect(partText(1, 0)).toBe('-');
});
