import { expect, test } from 'vitest';

import { findCycles, importsOf } from './import-graph.ts';
import { sourceFile } from './source-file.ts';

test('every form of import is read, and nothing else', () => {
  const text = [
    "import './side-effect.ts';",
    "import type { A } from './a.ts';",
    'import {',
    '  b,',
    "} from './b.ts';",
    "export * from './c.ts';",
    "export { type D } from './d.ts';",
    "// import { e } from './e.ts';",
    'const text = \'import x from "./f.ts"\';',
    "const g = await import('./g.ts');",
    "export const h = 'h';",
    "import i, * as j from '@gradus/sql';",
  ].join('\n');
  const imports = importsOf(sourceFile('packages/a/src/x.ts', text));
  expect(
    imports.map(({ target, line, isTypeOnly }) => `${line} ${target}${isTypeOnly ? ' type' : ''}`),
  ).toEqual([
    '1 ./side-effect.ts',
    '2 ./a.ts type',
    '5 ./b.ts',
    '6 ./c.ts',
    '7 ./d.ts',
    '10 ./g.ts',
    '12 @gradus/sql',
  ]);
});

test('a cycle is found however long it is, and a cycle of types is none', () => {
  const a = sourceFile('p/a.ts', "import { b } from './b.ts';");
  const b = sourceFile('p/b.ts', "import { c } from './deep/c.ts';");
  const c = sourceFile('p/deep/c.ts', "import { a } from '../a.ts';");
  const harmless = sourceFile('p/deep/c.ts', "import type { a } from '../a.ts';");
  expect(findCycles([a, b, c])).toEqual([['p/a.ts', 'p/b.ts', 'p/deep/c.ts']]);
  expect(findCycles([a, b, harmless])).toEqual([]);
});
