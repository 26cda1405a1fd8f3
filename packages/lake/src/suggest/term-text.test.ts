import { expect, test } from 'vitest';
import { monthsIn } from './term-text.ts';

test.each([
  ['M03', 3],
  ['Y01', 12],
  ['y5', 60],
  ['3M', 3],
  ['12 months', 12],
  ['1 year', 12],
  ['24 Monate', 24],
  ['Festgeld 2 Jahre', 24],
  ['三个月', 3],
  ['十二个月', 12],
  ['二十四个月', 24],
  ['两年', 24],
  ['6个月', 6],
  ['D07', null],
  ['7 days', null],
  ['七天', null],
  ['201', undefined],
  ['A1', undefined],
  ['M00', undefined],
  ['', undefined],
  ['活期', undefined],
])('%s is a term of %s months', (text, months) => {
  expect(monthsIn(text)).toBe(months);
});
