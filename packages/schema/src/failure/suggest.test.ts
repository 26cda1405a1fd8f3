import { expect, it } from 'vitest';
import { suggest } from './suggest.ts';

const known = ['average_daily_balance', 'balance', 'lowest_balance', 'fact'];

it.each([
  ['balanse', ['balance']],
  ['averge_daily_balance', ['average_daily_balance']],
  ['Fact', ['fact']],
  ['tenor', []],
])('for %s suggests %j', (wrong, expected) => {
  expect(suggest(wrong, known).slice(0, Math.max(1, expected.length))).toEqual(expected);
});
