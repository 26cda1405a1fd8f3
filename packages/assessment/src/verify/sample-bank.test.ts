import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb } from '@gradus/engine';
import { importBatch, openLake } from '@gradus/lake';
import { generateBank, type GeneratedBank } from '@gradus/sample-bank';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded, testSize } from '../../../../tools/test-size.ts';
import { assessSmall } from '../fixture/small-lake.ts';
import type { SealedDocument } from '../result/document.ts';
import { openResult } from '../result/result-folder.ts';
import { attachPinned, planOfDocument } from '../run/replay.ts';
import { digestInProcess } from '../twin/assess-in-process.ts';
import { verify } from './verify.ts';

const customers = testSize() === 'long' ? 20_000 : 600;
const months = ['2026-04-30', '2026-05-31', '2026-06-30'] as const;

let folder: string;
let bank: GeneratedBank;
const at = (name: string): string => path.join(folder, name);

async function take(mapping: string, sourceDirectory: string): Promise<void> {
  const report = await importBatch({
    lakeDirectory: at('lake'),
    mappingText: await readFile(mapping, 'utf8'),
    mappingPath: 'mapping.yaml',
    sourceDirectory,
    now: 1_782_864_000_000_000n,
    threads: 2,
    memoryMib: 1024,
  });
  expect({ status: report.status, reasons: report.reasons }).toEqual({ status: 'accepted', reasons: [] });
}

const assess = async (asOf: string, out: string, previous: string | null): Promise<SealedDocument> =>
  assessSmall(at('lake'), at(out), { asOf, previous, policyText: await readFile(bank.policy, 'utf8') });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-sample-'));
  bank = await generateBank({ customers, seed: seeded('results of a sample bank'), out: at('bank') });
  await take(bank.mapping, bank.source);
  let previous: string | null = null;
  for (const month of months) {
    await assess(month, month, previous);
    previous = at(month);
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test.each(months)(
  'as of %s the engine and the in-process form say the same of every customer',
  async (month) => {
    const result = await openResult(at(month));
    const session = await openDuckdb({ threads: 2, memoryMib: 1024, temporaryDirectory: null });
    await attachPinned(session, await openLake(at('lake')), result);
    expect(await digestInProcess(session, planOfDocument(result.document))).toBe(result.document.digest);
    await session.close();
  },
);

test('after a late delivery a new run differs, and the earlier results still replay', async () => {
  const before = (await openResult(at('2026-06-30'))).document;
  await take(bank.lateMapping, bank.late);
  const after = await assess('2026-06-30', 'june-again', at('2026-05-31'));
  expect(after.digest).not.toBe(before.digest);
  for (const result of [...months, 'june-again']) {
    const verification = await verify({
      lakeDirectory: at('lake'),
      resultDirectory: at(result),
      threads: 2,
      memoryMib: 1024,
      temporaryDirectory: null,
    });
    expect(verification).toEqual({ lake: [], result: [], isVerified: true });
  }
  const session = await openDuckdb({ threads: 2, memoryMib: 1024, temporaryDirectory: null });
  const again = await openResult(at('june-again'));
  await attachPinned(session, await openLake(at('lake')), again);
  expect(await digestInProcess(session, planOfDocument(again.document))).toBe(after.digest);
  await session.close();
});
