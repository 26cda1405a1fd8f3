import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openDuckdb } from '@gradus/engine';
import { describe as words } from '@gradus/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { fileKinds } from './fixture/file-kinds.ts';
import { readEntriesWith, type HostileKind } from './fixture/kind.ts';
import { referenceKinds } from './fixture/reference-kinds.ts';
import { textKinds } from './fixture/text-kinds.ts';
import { valueKinds } from './fixture/value-kinds.ts';

/**
 * Whatever a file holds, it is taken as it is meant, or it is refused with a code and a place, and the lake stays as it was.
 */

let lake: TrialLake;

beforeAll(async () => {
  lake = await TrialLake.open();
  await lake.import(smallMapping(), smallFiles);
});

afterAll(async () => {
  await lake[Symbol.asyncDispose]();
});

/** Every file of the lake's state; lists of rejects lie beside it. */
async function state(): Promise<string[]> {
  const names = await readdir(lake.directory, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(lake.directory, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith('refused'))
    .toSorted();
}

const kinds: readonly HostileKind[] = [...valueKinds, ...referenceKinds, ...textKinds, ...fileKinds];
const harmful = kinds.filter(({ outcome }) => outcome.kind !== 'harmless');

test('the first delivery is taken', async () => {
  expect(await state()).not.toEqual([]);
  expect(await lake.import(smallMapping(), smallFiles)).toMatchObject({ status: 'unchanged', batch: 1 });
});

test('there are at least a hundred kinds, each with a name of its own', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(100);
  expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
});

describe('what is wrong is refused with its place, and the lake is untouched', () => {
  test.each(harmful)('$name', async ({ files, mapping, outcome }) => {
    const before = await state();
    const report = await lake.import(smallMapping(mapping), { ...smallFiles, ...files });
    expect(report.status).toBe('refused');
    expect(await state()).toEqual(before);
    if (outcome.kind === 'rejected') {
      const { code, line, field } = outcome;
      const found = report.rejects.first.map((one) => ({ code: one.code, line: one.line, field: one.field }));
      expect(found).toContainEqual({ code, line, field });
      expect(report.reasons.map((reason) => reason.code)).toContain('intake.over-tolerance');
    } else if (outcome.kind === 'refused') {
      expect(report.reasons).toMatchObject([{ code: outcome.code }]);
    }
    for (const { code, data } of report.reasons) {
      for (const locale of ['en', 'zh-CN'] as const) {
        const text = words(code, data as never, locale);
        expect(text.length).toBeLessThan(2000);
        // A message is for people: no path of the machine, no stack, no advice on damaged lakes.
        expect(text).not.toMatch(new RegExp(`${path.sep}tmp${path.sep}|    at |gradus verify`));
      }
    }
  });
});

test('a Parquet file damaged in its middle', async () => {
  const session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
  const file = path.join(lake.folder, 'whole.parquet');
  const rows = `SELECT i AS id, 'A1' AS account, '2024-03-01' AS day, (random() * 1e6)::BIGINT::VARCHAR AS amount, 'other' AS purpose FROM range(5000) t(i)`;
  await session.run(`COPY (${rows}) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
  await session.close();
  const bytes = await readFile(file);
  bytes.fill(0x5a, 30, bytes.length - 2000);
  const mapping = smallMapping(readEntriesWith('read: { format: parquet }'));
  const before = await state();
  const report = await lake.import(mapping, { ...smallFiles, 'entries.csv': bytes });
  expect(report).toMatchObject({
    status: 'refused',
    reasons: [{ code: 'intake.not-parquet', data: { file: 'entries.csv', problem: 'damaged' } }],
  });
  expect(await state()).toEqual(before);
});

describe('what only looks wrong is taken as it is meant', () => {
  test.each(kinds.filter(({ outcome }) => outcome.kind === 'harmless'))(
    '$name',
    async ({ files, mapping }) => {
      await using fresh = await TrialLake.open();
      const report = await fresh.import(smallMapping(mapping), { ...smallFiles, ...files });
      expect(report.reasons).toEqual([]);
      expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
      // The bank of every kind moves the same money.
      const balances = `SELECT account_key, CAST(sum(amount_minor) AS BIGINT) AS balance FROM movement JOIN spell USING (spell_key) GROUP BY 1 ORDER BY 2`;
      expect((await fresh.rows(balances)).map(({ balance }) => balance)).toEqual([0n, 103_025n]);
    },
  );
});
