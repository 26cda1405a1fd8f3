import { expect, test } from 'vitest';

import { blank, lineAt } from './blank.ts';

test.each([
  ['a // Date.now()\nb', 'a              \nb'],
  ['a /* x\ny */ b', 'a     \n     b'],
  ["f('it\\'s', x)", "f('     ', x)"],
  ['f(`a${g({ k: 1 })}b`)', 'f(` ${g({ k: 1 })} `)'],
  ['x = /a[/"]b/.test(y)', 'x = /      /.test(y)'],
  ['x = a / b / c', 'x = a / b / c'],
  ['return /"/', 'return / /'],
])('%j keeps its code and its shape', (text, expected) => {
  expect(blank(text)).toBe(expected);
  expect(blank(text)).toHaveLength(text.length);
});

test('a line is counted from the start of the text', () => {
  expect(lineAt('a\nb\nc', 0)).toBe(1);
  expect(lineAt('a\nb\nc', 4)).toBe(3);
});
