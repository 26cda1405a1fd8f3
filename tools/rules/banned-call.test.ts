import { expect, test } from 'vitest';

import { report } from '../source/finding.ts';
import { packageSources, rootSources, sourceFile } from '../source/source-file.ts';
import { BANS, checkBannedCalls } from './banned-call.ts';

const check = (path: string, text: string): string[] => report(checkBannedCalls(sourceFile(path, text)));

test('banned calls stay in their places', () => {
  const tests = rootSources().filter((file) => file.path.endsWith('.test.ts'));
  expect(report([...packageSources(), ...tests].flatMap(checkBannedCalls))).toEqual([]);
});

const EXAMPLES: readonly (readonly [name: string, text: string])[] = [
  ['Date.now', 'const a = Date.now();'],
  ['new Date(', 'const a = new Date();'],
  ['Math.random', 'const a = Math.random();'],
  ['process.env', "const a = process.env['HOME'];"],
  ['DuckDBInstance', "import { DuckDBInstance } from '@duckdb/node-api';"],
  ['parseFloat', 'const a = Number.parseFloat(b);'],
  ['.toFixed(', 'const a = b.toFixed(2);'],
  ['a decimal literal', 'const a = 0.5;'],
  ['console output', "console.log('a');"],
  ['fetch(', 'const a = await fetch(b);'],
];

test.each(EXAMPLES)('%s is seen where it is banned', (name, text) => {
  expect(check('packages/policy/src/a.ts', `\n${text}`)[0]).toContain(`packages/policy/src/a.ts:2: ${name}`);
  expect(check('packages/policy/src/a.ts', `// ${text}\n/* ${text} */`)).toEqual([]);
  expect(check('packages/policy/src/a.test.ts', text)).toEqual([]);
});

test('every ban has its example above', () => {
  expect(BANS.map((ban) => ban.name)).toEqual(EXAMPLES.map(([name]) => name));
});

test('a call is free in its place, and only there', () => {
  expect(check('packages/cli/src/main.ts', "console.log(process.env['A'], new Date());")).toEqual([]);
  expect(check('packages/engine/src/clock.ts', 'Date.now();')).toEqual([]);
  expect(check('packages/engine/src/duckdb/open.ts', 'DuckDBInstance.create();')).toEqual([]);
  expect(check('packages/lake/src/vault.ts', 'DuckDBInstance.create();')).toHaveLength(1);
});

test('exactness holds where money is, and a literal inside a string is no literal', () => {
  expect(check('packages/engine/src/a.ts', 'const a = 0.5; b.toFixed(1); parseFloat(c);')).toEqual([]);
  expect(check('packages/schema/src/a.ts', "const a = '0.5'; const b = /0.5/; const c = d[0].e;")).toEqual(
    [],
  );
  expect(check('packages/schema/src/a.ts', 'const a = `${0.5}`;')).toHaveLength(1);
  expect(check('packages/lake/src/a.ts', 'store.fetch(a);')).toEqual([]);
});

test('a test cannot be skipped without a reason', () => {
  expect(check('packages/sql/src/a.test.ts', "test.skip('a', f);")[0]).toContain('without a reason');
  expect(check('packages/sql/src/a.test.ts', "test.concurrent.only('a', f);")).toHaveLength(1);
  expect(check('packages/sql/src/a.test.ts', "test('a', ({ skip }) => skip(true, 'why'));")).toEqual([]);
});
