import { expect, test } from 'vitest';

import { report } from '../source/finding.ts';
import { packageNames, packageSources, readText, sourceFile } from '../source/source-file.ts';
import { checkCycles, checkLayering, checkManifest, LAYERS } from './layering.ts';

const problems = (path: string, text: string): string[] => report(checkLayering([sourceFile(path, text)]));

test('packages import one another as the table says', () => {
  expect(report(checkLayering(packageSources()))).toEqual([]);
});

test('packages depend on one another as the table says', () => {
  const findings = packageNames().flatMap((name) => {
    const text = readText(`packages/${name}/package.json`);
    if (text === undefined) return [];
    return checkManifest(name, JSON.parse(text) as { dependencies?: Record<string, string> });
  });
  expect(report(findings)).toEqual([]);
});

test('files do not import in circles', () => {
  expect(report(checkCycles(packageSources()))).toEqual([]);
});

test('the table itself has no circle', () => {
  const reaches = (from: string, to: string): boolean =>
    (LAYERS[from] ?? []).some((next) => next === to || reaches(next, to));
  expect(Object.keys(LAYERS).filter((name) => reaches(name, name))).toEqual([]);
});

test('the rule sees an upward import, a detour and a way inside', () => {
  const path = 'packages/sql/src/digest.ts';
  expect(problems(path, "import { x } from '@gradus/schema';")).toEqual([]);
  expect(problems(path, "\nimport { x } from '@gradus/policy';")[0]).toContain(
    "packages/sql/src/digest.ts:2: imports '@gradus/policy' -> sql may import schema",
  );
  expect(problems(path, "import x from '../../schema/src/unit.ts';")[0]).toContain('by name');
  expect(problems(path, "import x from '@gradus/schema/src/unit.ts';")[0]).toContain('index.ts');
  expect(problems(path, "import x from '@gradus/sql';")[0]).toContain('relative path');
  expect(problems('packages/unheard-of/src/a.ts', "import x from '@gradus/sql';")[0]).toContain(
    'no package of ours',
  );
});

test('tests may reach for engines and rows; the contract takes types only', () => {
  const engine = "import { open } from '@gradus/engine';";
  expect(problems('packages/policy/src/plan.test.ts', engine)).toEqual([]);
  expect(problems('packages/policy/src/plan.ts', engine)).toHaveLength(1);
  expect(problems('packages/contract/src/a.ts', "import type { A } from '@gradus/policy';")).toEqual([]);
  expect(problems('packages/contract/src/a.ts', "import { a } from '@gradus/policy';")[0]).toContain(
    'import type',
  );
});

test('the rule sees a circle and an undue dependency', () => {
  const a = sourceFile('packages/sql/src/a.ts', "import { b } from './b.ts';");
  const b = sourceFile('packages/sql/src/b.ts', "import { a } from './a.ts';");
  expect(report(checkCycles([a, b]))[0]).toContain('a.ts -> packages/sql/src/b.ts -> packages/sql/src/a.ts');
  expect(checkManifest('sql', { dependencies: { '@gradus/lake': '*' } })).toHaveLength(1);
});
