import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallBank } from '../fixture/small-bank.ts';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';
import { sealDocument, type AssessmentDocument } from '../result/document.ts';
import { listFiles } from '../result/file-hash.ts';
import { openResult } from '../result/result-folder.ts';
import { verify, type Verification } from './verify.ts';

let folder: string;
let lake: string;
let result: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-verify-'));
  lake = await makeSmallLake(folder);
  const april = path.join(folder, 'april');
  result = path.join(folder, 'may');
  const overrides = path.join(folder, 'overrides.csv');
  await writeFile(overrides, 'customer_id,tier,until,reason,approver\nC004,good,2026-12-31,why,head\n');
  await assessSmall(lake, april);
  await assessSmall(lake, result, { asOf: '2026-05-31', previous: april, overrides });
  // The result before is not needed to verify: what was read of it is pinned.
  await rm(april, { recursive: true });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const check = (lakeDirectory: string, resultDirectory: string): Promise<Verification> =>
  verify({ lakeDirectory, resultDirectory, threads: 2, memoryMib: 512, temporaryDirectory: null });

const found = ({ lake: inLake, result: inResult }: Verification): string[] =>
  [...inLake, ...inResult].map(({ code, path: file }) => `${code} ${file}`);

/** A copy of a folder, changed by `change`, for one check. */
async function changed(original: string, change: (copy: string) => Promise<void>): Promise<string> {
  const copy = await mkdtemp(path.join(folder, 'copy-'));
  await cp(original, copy, { recursive: true });
  await change(copy);
  return copy;
}

async function reseal(
  copy: string,
  change: (document: AssessmentDocument) => Partial<AssessmentDocument>,
): Promise<void> {
  const { sha256: _, ...document } = (await openResult(copy)).document;
  const { text } = sealDocument({ ...document, ...change(document) });
  await writeFile(path.join(copy, 'assessment.json'), text);
}

test('a result that nobody touched is verified, from its folder and the lake alone', async () => {
  const verification = await check(lake, result);
  expect(found(verification)).toEqual([]);
  expect(verification.isVerified).toBe(true);
});

test('a changed byte in any file of the result is found, and the file named', async () => {
  for (const file of await listFiles(result)) {
    const bytes = await readFile(path.join(result, file));
    for (const position of [0, Math.floor(bytes.length / 3), bytes.length - 1]) {
      const copy = await changed(result, async (target) => {
        const altered = Buffer.from(bytes);
        altered[position] = (altered[position] ?? 0) ^ 4;
        await writeFile(path.join(target, file), altered);
      });
      const verification = await check(lake, copy);
      expect(verification.isVerified).toBe(false);
      expect(found(verification)).toEqual([`assessment.file-changed ${file}`]);
    }
  }
});

test('a changed byte in any file of the lake is found, and the file named', async () => {
  const files = (await listFiles(lake)).filter((file) => !file.endsWith('.lease'));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const copy = await changed(lake, async (target) => {
      const bytes = await readFile(path.join(target, file));
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      await writeFile(path.join(target, file), bytes);
    });
    const verification = await check(copy, result);
    expect(verification.isVerified).toBe(false);
    expect(verification.lake.map((finding) => finding.path)).toContain(file);
  }
});

test.each(['assessment.json', 'tiers/000000.parquet', 'inputs/previous.parquet', 'inputs/overrides.parquet'])(
  'without %s it is not verified',
  async (file) => {
    const copy = await changed(result, (target) => rm(path.join(target, file)));
    expect(found(await check(lake, copy))).toEqual([`assessment.file-missing ${file}`]);
  },
);

test('a file too many is found', async () => {
  const copy = await changed(result, (target) => writeFile(path.join(target, 'tiers', '000001.parquet'), ''));
  expect(found(await check(lake, copy))).toEqual(['assessment.file-unexpected tiers/000001.parquet']);
});

test('a document that was sealed anew cannot claim what does not follow from its inputs', async () => {
  const digest = '0'.repeat(64);
  const forged = await changed(result, (copy) => reseal(copy, () => ({ digest })));
  expect(found(await check(lake, forged))).toEqual([
    'assessment.digest-differs assessment.json',
    'assessment.replay-differs assessment.json',
  ]);
  const flattered = await changed(result, (copy) =>
    reseal(copy, ({ counts }) => ({ counts: { ...counts, rated: counts.rated + 1 } })),
  );
  expect(found(await check(lake, flattered))).toEqual(['assessment.counts-differ assessment.json']);
  const milder = await changed(result, (copy) =>
    reseal(copy, ({ policy }) => ({
      policy: { ...policy, text: policy.text.replace('from: 40', 'from: 10') },
    })),
  );
  expect(found(await check(lake, milder))).toContain('assessment.replay-differs assessment.json');
  const broken = await changed(result, (copy) =>
    reseal(copy, ({ policy }) => ({ policy: { ...policy, text: 'gradus: 1' } })),
  );
  expect(found(await check(lake, broken))).toEqual(['assessment.replay-failed assessment.json']);
});

test('a result of another lake, or of another version, is said to be so', async () => {
  const other = await makeSmallLake(path.join(folder, 'other'), {
    'customer.csv': `${smallBank['customer.csv']}C010,陈十,2020-01-01,1980,active\n`,
  });
  expect(found(await check(other, result))).toEqual(['assessment.result-of-other-lake assessment.json']);
  const later = await changed(result, (copy) =>
    reseal(copy, () => ({ format: 'gradus-assessment-9' as never })),
  );
  expect(found(await check(lake, later))).toEqual(['assessment.result-unknown-format assessment.json']);
  await expect(openResult(later)).rejects.toMatchObject({ code: 'assessment.result-unknown-format' });
});
