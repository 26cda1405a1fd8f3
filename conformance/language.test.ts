import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Session } from '@gradus/engine';
import { metricMeanings } from '@gradus/policy';
import { metricTable } from '../tools/generate-language.ts';
import { readCaseFile } from './harness/decision-case.ts';
import { caseTests } from './harness/decision-check.ts';
import { rowsInDuckdb, rowsInProcess } from './harness/decision-run.ts';

/** docs/language.md says what the product does: its examples are run, its list of metrics is that of the registry. */

const page = readFileSync(new URL('../docs/language.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```case\n([\s\S]*?)^```$/gm)].map((match) => ({
  text: match[1] ?? '',
  line: page.slice(0, match.index).split('\n').length + 1,
}));

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

test('has examples', () => {
  expect(blocks.length).toBeGreaterThan(4);
});

describe.each(blocks)('docs/language.md, line $line', ({ text }) => {
  const tests = caseTests(readCaseFile(text));

  test.each(tests)('$name, in process', async ({ run }) => {
    expect(await run(rowsInProcess)).toEqual([]);
  });

  test.each(tests)('$name, on DuckDB', async ({ run }) => {
    expect(await run((plan, customers) => rowsInDuckdb(session, plan, customers))).toEqual([]);
  });
});

test('lists the metrics as the registry has them', () => {
  const between = /<!-- metrics -->\n([\s\S]*?)<!-- \/metrics -->/.exec(page)?.[1];
  expect(between, 'run: node tools/generate-language.ts').toBe(metricTable(metricMeanings));
});
