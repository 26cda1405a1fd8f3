import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess } from '@gradus/assessment';
import { importBatch, readMapping, suggestMapping, type SuggestedMapping } from '@gradus/lake';
import { generateBank } from '@gradus/sample-bank';
import { parseDay } from '@gradus/schema';

/** A suggested mapping is good if a bank's files come to the same tiers by it as by one that people wrote. */

let folder: string;
const at = (...parts: string[]): string => path.join(folder, ...parts);
const now = 1_782_864_000_000_000n;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-suggest-'));
  await generateBank({ customers: 400, months: 6, seed: 3, out: at('bank') });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const suggest = (sourceDirectory: string, currency: string | null = null): Promise<SuggestedMapping> =>
  suggestMapping({ sourceDirectory, source: 'core', currency, locale: 'en' });

async function take(name: string, mappingText: string, sourceDirectory: string) {
  return importBatch({
    lakeDirectory: at(name),
    mappingText,
    mappingPath: 'mapping.yaml',
    sourceDirectory,
    now,
    threads: 2,
    memoryMib: 1024,
  });
}

async function digestOf(lake: string): Promise<string> {
  const document = await assess({
    lakeDirectory: at(lake),
    policyText: await readFile(at('bank', 'policy.yaml'), 'utf8'),
    asOf: parseDay('2026-06-30') ?? 0,
    previous: null,
    overrides: null,
    out: at(`${lake}-result`),
    threads: 2,
    memoryMib: 1024,
    now: '2026-07-01T00:00:00.000Z',
    processId: process.pid,
    version: '0.0.0',
  });
  return document.digest;
}

test('the sample bank is read as its own mapping reads it', async () => {
  const suggestion = await suggest(at('bank', 'source'));
  expect(suggestion.unfilled).toEqual([]);
  expect(suggestion.diagnostics).toEqual([]);
  const own = await readFile(at('bank', 'mapping.yaml'), 'utf8');
  expect(await take('suggested', suggestion.text, at('bank', 'source'))).toMatchObject({
    status: 'accepted',
  });
  expect(await take('written', own, at('bank', 'source'))).toMatchObject({ status: 'accepted' });
  expect(await digestOf('suggested')).toBe(await digestOf('written'));
});

const berka = new URL('../../shared/data/berka', import.meta.url).pathname;

test('Berka: accounts find their owners through a third file, and every booking is taken', async ({
  skip,
}) => {
  skip(!existsSync(berka), 'the Berka set is not beside this checkout');
  const suggestion = await suggest(berka, 'CZK');
  expect(suggestion).toMatchObject({ unfilled: [], diagnostics: [] });
  const report = await take('berka', suggestion.text, berka);
  expect(report.status).toBe('accepted');
  const entries = report.tables.find(({ table }) => table === 'entry');
  expect(entries).toMatchObject({ read: 46_997, rejected: 0 });
});

test('a wide file of figures is figures of the day in its name', async () => {
  const shipped = new URL('../examples/data/flat-file', import.meta.url).pathname;
  const suggestion = await suggest(shipped);
  expect(suggestion).toMatchObject({ unfilled: [], diagnostics: [] });
  expect(
    readMapping(suggestion.text).mapping?.feeds.find(({ table }) => table === 'fact')?.figures,
  ).toHaveProperty('日均存款');
  expect(await take('flat', suggestion.text, shipped)).toMatchObject({ status: 'accepted' });
});
