import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLake } from '../store/lake.ts';
import { verifyLake } from '../store/verify-lake.ts';
import { runAndKill } from '../trial/killed-process.ts';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { eraseCustomers } from './erase-customers.ts';

const erase = (lake: TrialLake, ...customerIds: string[]) =>
  eraseCustomers({
    lakeDirectory: lake.directory,
    customerIds,
    reason: 'asked for',
    now: 1_719_820_800_000_000n,
    memoryMib: 512,
  });

/** Texts of all files of a lake that hold one of `words`. */
async function filesWith(lake: TrialLake, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(lake.directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    if (words.some((word) => bytes.includes(word))) found.push(entry.name);
  }
  return found;
}

const ids = 'SELECT entity, external_id FROM identity ORDER BY ALL';
const renamed = smallFiles['customers.csv']?.toString().replace('王芳', '王芬') ?? '';

test('an erased customer is in no file of the vault, of today or of then; tables and keys stay', async () => {
  await using lake = await TrialLake.open();
  await lake.import(smallMapping(), smallFiles);
  await lake.import(smallMapping({ account: null, entry: null }), { 'customers.csv': renamed });
  const figures =
    'SELECT (SELECT count(*) FROM customer), (SELECT sum(amount_minor) FROM entry), (SELECT count(*) FROM account)';
  const before = await lake.texts(figures);
  expect(await erase(lake, 'C1')).toEqual({ batch: 3, customers: 1, rows: 2, unknown: 0, removedFiles: 3 });
  expect(await lake.texts(ids)).toEqual(['account A2', 'customer C2']);
  expect(await lake.texts(figures)).toEqual(before);
  expect(await filesWith(lake, ['王芳', '王芬'])).toEqual([]);
  const findings = await verifyLake(lake.directory);
  expect(findings.map(({ code }) => code)).toEqual(Array(3).fill('lake.file-erased'));
  const head = await (await openLake(lake.directory)).head();
  expect(head.batch.erasure).toEqual({ customers: 1, rows: 2, reason: 'asked for' });
  expect(head.imported).toHaveLength(3);
});

test('lists of rejects, of deliveries taken and refused, hold neither ids nor names of the erased', async () => {
  await using lake = await TrialLake.open();
  const files = Object.fromEntries(
    Object.entries(smallFiles).map(([name, text]) => [
      name,
      String(text).replaceAll('C1', 'CUSTOMER-10000001'),
    ]),
  );
  const wrong = 'CUSTOMER-10000001,王芳,2020-01-01,1985\nCUSTOMER-10000001,王芳,2020-02-30,1980\n';
  const dirty = { ...files, 'customers.csv': `${files['customers.csv'] ?? ''}${wrong}` };
  expect((await lake.import(smallMapping(), dirty)).status).toBe('refused');
  const taken = await lake.import(smallMapping({ head: 'tolerance: 90%' }), dirty);
  expect([taken.status, taken.rejects.total > 0]).toEqual(['accepted', true]);
  await erase(lake, 'CUSTOMER-10000001');
  expect(await filesWith(lake, ['CUSTOMER-10000001', '王芳'])).toEqual([]);
  expect(await filesWith(lake, ['…0001'])).toHaveLength(2);
});

test('erasing again changes nothing; who is delivered again gets a new key', async () => {
  await using lake = await TrialLake.open();
  await lake.import(smallMapping(), smallFiles);
  const [key] = await lake.texts("SELECT entity_key FROM identity WHERE external_id = 'C1'");
  await erase(lake, 'C1');
  expect(await erase(lake, 'C1')).toEqual({
    batch: null,
    customers: 0,
    rows: 0,
    unknown: 1,
    removedFiles: 0,
  });
  expect((await (await openLake(lake.directory)).numbers()).at(-1)).toBe(2);
  const again = await lake.import(smallMapping({ account: null, entry: null }), { 'customers.csv': renamed });
  expect(again.status).toBe('accepted');
  const [fresh] = await lake.texts("SELECT entity_key FROM identity WHERE external_id = 'C1'");
  expect(fresh).not.toBe(key);
  expect(await lake.texts('SELECT count(*) FROM customer')).toEqual(['3']);
  expect((await verifyLake(lake.directory)).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a file that an erasure left on the disk is told, and the next writer removes it', async () => {
  await using lake = await TrialLake.open();
  await lake.import(smallMapping(), smallFiles);
  const [file = ''] = (await filesWith(lake, ['王芳'])).filter((name) => name.includes('customer'));
  const at = path.join(lake.directory, 'vault', file);
  const bytes = await readFile(at);
  await erase(lake, 'C1');
  await writeFile(at, bytes);
  const codes = (await verifyLake(lake.directory)).map(({ code }) => code);
  expect(codes).toContain('lake.erasure-unfinished');
  await erase(lake, 'nobody');
  expect(await filesWith(lake, ['王芳'])).toEqual([]);
});

test('an erasure that is killed at any moment is done wholly or not at all, and the next one clears up', async () => {
  // The first is not killed: it leaves what it compiled for the others.
  const cache = await mkdtemp(path.join(tmpdir(), 'gradus-erase-'));
  for (const milliseconds of [null, 0, 40, 80, 110, 140, 170, 200, 250, 320]) {
    await using lake = await TrialLake.open();
    await lake.import(smallMapping(), smallFiles);
    const printed = await runAndKill({
      script: 'erase-once.ts',
      args: [lake.directory, 'C1'],
      begin: 'begin',
      milliseconds,
      cache,
    });
    expect(printed).toContain('begin');
    expect((await verifyLake(lake.directory)).filter(({ severity }) => severity === 'error')).toEqual([]);
    const number = (await (await openLake(lake.directory)).head()).number;
    if (printed.includes('erased')) expect(number).toBe(2);
    await erase(lake, 'C1');
    expect(await lake.texts(ids)).toEqual(['account A2', 'customer C2']);
    expect(await filesWith(lake, ['王芳'])).toEqual([]);
    const codes = new Set((await verifyLake(lake.directory)).map(({ code }) => code));
    expect([...codes]).toEqual(['lake.file-erased']);
  }
  await rm(cache, { recursive: true });
});
