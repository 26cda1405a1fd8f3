import { expect, test } from 'vitest';
import { longDelimiters } from './long-delimiter.ts';

const lines = (make: (at: number) => string): string[] => Array.from({ length: 30 }, (_, at) => make(at));

test.each([
  ['a bar in every address', (at: number) => `C${at}|@|王${at}|@|白塔镇|前进村${at}|@|A`, ['|@|']],
  ['empty values beside each other', (at: number) => `C${at}|@||@||@|A`, ['|@|']],
  ['a bracket behind a delimiter', (at: number) => `C${at};(${at});x;y`, []],
  ['one bracket and one more delimiter', (at: number) => `C${at};(${at});x`, []],
])('%s', (_, make, expected) => {
  expect(longDelimiters(lines(make))).toEqual(expected);
});
