import { expect, test } from 'vitest';

import { report } from '../source/finding.ts';
import { packageSources, rootSources, sourceFile } from '../source/source-file.ts';
import { checkSize } from './size.ts';

const lines = (count: number): string => 'a();\n'.repeat(count);

test('files, functions and folders keep their limits', () => {
  expect(report([...packageSources(), ...rootSources()].flatMap(checkSize))).toEqual([]);
});

test('the rule sees a long file, unless it is a test', () => {
  expect(checkSize(sourceFile('packages/sql/src/a.ts', lines(400)))).toEqual([]);
  expect(report(checkSize(sourceFile('packages/sql/src/a.ts', lines(401))))[0]).toContain('has 401 lines');
  expect(checkSize(sourceFile('packages/sql/src/a.test.ts', lines(401)))).toEqual([]);
});

test('the rule sees a long function and names its line', () => {
  const text = (count: number): string => `\nfunction f(): void {\n${lines(count)}}\n`;
  expect(checkSize(sourceFile('packages/sql/src/a.ts', text(68)))).toEqual([]);
  expect(report(checkSize(sourceFile('packages/sql/src/a.ts', text(69))))[0]).toContain(
    'a.ts:2: a function of 71',
  );
});

test('the rule sees a deep folder', () => {
  expect(checkSize(sourceFile('packages/sql/src/a/b/c/d/e.ts', ''))).toEqual([]);
  expect(checkSize(sourceFile('packages/sql/src/a/b/c/d/e/f.ts', ''))).toHaveLength(1);
});
