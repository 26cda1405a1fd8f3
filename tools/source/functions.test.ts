import { expect, test } from 'vitest';

import { functionsIn } from './functions.ts';

const lengths = (code: string): number[] => functionsIn(code).map((one) => one.lines);

test.each([
  ['function f() {\n}', [2]],
  ['async function f(\n  a: A,\n): Promise<Map<string, B[]>> {\n}', [4]],
  ['function f(): { a: number; b: string } {\n}', [2]],
  ['const f = (a: A): B => {\n};', [2]],
  ['const f = a => {\n};', [2]],
  ['list.map((one) => {\n  return one;\n});', [3]],
  ['class A {\n  get b(): string {\n  }\n  #c(d: D): asserts d is E {\n  }\n}', [2, 2]],
  ['function f() {\n  const g = () => {\n  };\n}', [4, 2]],
])('%j has functions of %j lines', (code, expected) => {
  expect(lengths(code)).toEqual(expected);
});

test.each([
  'if (a) {\n}',
  'for (const a of b()) {\n}',
  'for await (const a of b) {\n}',
  'switch (a) {\n  case 1: {\n  }\n}',
  'try {\n} catch (error) {\n} finally {\n}',
  'class A extends B {\n}',
  'export const a = {\n  b: { c: 1 },\n};',
  'const a = b(c) ? (d) : {\n};',
  'interface A {\n  b(c: C): D;\n}',
  "export {\n  a,\n} from './a.ts';",
])('%j has none', (code) => {
  expect(lengths(code)).toEqual([]);
});
