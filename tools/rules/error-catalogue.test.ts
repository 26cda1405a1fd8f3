import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, test } from 'vitest';

import { report } from '../source/finding.ts';
import { isTest, listFiles, packageSources, readText, root } from '../source/source-file.ts';
import { checkDocument, checkTested, describedCodes } from './error-catalogue.ts';

const file = path.join(root, 'packages/schema/src/failure/catalogue.ts');
const reason = 'packages/schema/src/failure/catalogue.ts does not exist yet';

async function catalogueCodes(): Promise<string[]> {
  const module = (await import(pathToFileURL(file).href)) as { catalogue: Record<string, unknown> };
  return Object.keys(module.catalogue);
}

test('every code is described in docs/errors.md, and nothing else is', async ({ skip }) => {
  skip(!existsSync(file), reason);
  expect(report(checkDocument(await catalogueCodes(), readText('docs/errors.md') ?? ''))).toEqual([]);
});

test('every code is provoked by a test, its fixtures or a conformance case', async ({ skip }) => {
  skip(!existsSync(file), reason);
  const tests = packageSources().filter((one) => isTest(one.path));
  const cases = listFiles('conformance', (name) => /\.(case|test\.ts)$/.test(name));
  const fixtures = listFiles('packages', (name) => /\.(yaml|ts)$/.test(name)).filter((one) =>
    /\/fixtures?\//.test(one),
  );
  const texts = [
    ...tests.map((one) => one.text),
    ...[...cases, ...fixtures].map((one) => readText(one) ?? ''),
  ];
  expect(report(checkTested(await catalogueCodes(), texts))).toEqual([]);
});

const document = [
  '# Errors',
  '## `lake.no-manifest`',
  'Not a row: `lake.in-prose`.',
  '| code | meaning |',
  '| --- | --- |',
  '| `policy.unknown-metric` | see `policy.yaml` |',
].join('\n');

test('headings and table rows describe codes, prose does not', () => {
  expect(describedCodes(document).map((one) => one.code)).toEqual([
    'lake.no-manifest',
    'policy.unknown-metric',
  ]);
});

test('the rule sees a code too few, too many and twice', () => {
  expect(checkDocument(['lake.no-manifest', 'policy.unknown-metric'], document)).toEqual([]);
  const found = report(
    checkDocument(['lake.no-manifest', 'lake.new'], `${document}\n# \`lake.no-manifest\``),
  );
  expect(found[0]).toContain('`lake.new` is not described');
  expect(found[1]).toContain('docs/errors.md:2: `lake.no-manifest` is described again');
  expect(found[2]).toContain('docs/errors.md:6: `policy.unknown-metric` is not in the catalogue');
  expect(found).toHaveLength(3);
});

test('a longer code does not stand in for a shorter one', () => {
  expect(checkTested(['lake.a', 'lake.b'], ["toThrow('lake.a')", "'lake.b-c', 'lake.b.d'"])).toHaveLength(1);
});
