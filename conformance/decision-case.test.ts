import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Session } from '@gradus/engine';
import { readCaseFile } from './harness/decision-case.ts';
import { caseTests } from './harness/decision-check.ts';
import { rowsInDuckdb, rowsInProcess } from './harness/decision-run.ts';

/** Every case about decisions and lifecycles holds in process and on DuckDB. */

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

const folder = new URL('decision/', import.meta.url);

describe.each(readdirSync(folder).filter((name) => name.endsWith('.case')))('%s', (name) => {
  const tests = caseTests(readCaseFile(readFileSync(new URL(name, folder), 'utf8')));

  test.each(tests)('$name, in process', async ({ run }) => {
    expect(await run(rowsInProcess)).toEqual([]);
  });

  test.each(tests)('$name, on DuckDB', async ({ run }) => {
    expect(await run((plan, customers) => rowsInDuckdb(session, plan, customers))).toEqual([]);
  });
});
