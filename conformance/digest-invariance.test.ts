// The digest of a chain of results depends on what the bank said, and on nothing about the machine or the files' order.
// Kept apart from its neighbours: row-order.test.ts (lake) shuffles a hand-made bank and compares bytes, assess.test.ts
// varies threads over eight customers, sample-bank.test.ts holds the in-process form against one machine.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { assess, attachPinned, digestInProcess, openResult, planOfDocument } from '@gradus/assessment';
import { openDuckdb } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { generateBank, type GeneratedBank } from '@gradus/sample-bank';
import { parseDay } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { seeded, testSize } from '../tools/test-size.ts';
import { importInto } from './harness/product-run.ts';

const customers = testSize() === 'long' ? 50_000 : 2_000;
const chain = ['2026-05-31', '2026-06-30'] as const;
const machines = [
  { threads: 1, memoryMib: 1024 },
  { threads: 2, memoryMib: 1024 },
  { threads: 1, memoryMib: 8192 },
  { threads: 2, memoryMib: 8192 },
] as const;

let folder: string;
let bank: GeneratedBank;
let expected: string[];
const at = (...names: string[]): string => path.join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-invariance-'));
  bank = await generateBank({ customers, seed: seeded('digest invariance'), out: at('bank') });
  await take('given', bank.source);
  expected = await digests('given', 'first', { threads: 2, memoryMib: 2048 });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function take(bankFolder: string, source: string): Promise<void> {
  await mkdir(at(bankFolder));
  const report = await importInto(at(bankFolder), bank.mapping, source);
  expect({ status: report.status, rejected: report.rejects.total }).toEqual({
    status: 'accepted',
    rejected: 0,
  });
}

/** Digests of the chain of results over the lake of `bankFolder`, each going on from the one before. */
async function digests(
  bankFolder: string,
  name: string,
  machine: { readonly threads: number; readonly memoryMib: number },
): Promise<string[]> {
  const policyText = await readFile(bank.policy, 'utf8');
  const found: string[] = [];
  let previous: string | null = null;
  for (const day of chain) {
    const out = at(bankFolder, `${name}-${day}`);
    const document = await assess({
      lakeDirectory: at(bankFolder, 'lake'),
      policyText,
      asOf: parseDay(day) ?? 0,
      previous,
      overrides: null,
      out,
      now: '2026-07-15T00:00:00Z',
      processId: process.pid,
      version: 'test',
      ...machine,
    });
    found.push(document.digest);
    previous = out;
  }
  return found;
}

test('the chain says something: two results, which differ', () => {
  expect(new Set(expected).size).toBe(chain.length);
});

test.each(machines)('%j gives the same digests', async (machine) => {
  expect(await digests('given', `machine-${machine.threads}-${machine.memoryMib}`, machine)).toEqual(
    expected,
  );
});

test('so does a delivery whose files hold their rows in another order', async () => {
  await mkdir(at('shuffled-source'));
  const random = randomNumbers(seeded('order of rows'));
  for (const name of await readdir(bank.source)) {
    // One byte a sign: GB18030 has no line feed inside a character.
    const text = await readFile(path.join(bank.source, name), 'latin1');
    const [header = '', ...rows] = text.replace(/\n$/, '').split('\n');
    shuffle(rows, random);
    await writeFile(at('shuffled-source', name), `${[header, ...rows].join('\n')}\n`, 'latin1');
  }
  await take('shuffled', at('shuffled-source'));
  expect(await digests('shuffled', 'first', { threads: 2, memoryMib: 1024 })).toEqual(expected);
});

test.each(chain.map((day, index) => [day, index] as const))(
  'and so does the in-process form as of %s',
  async (day, index) => {
    const result = await openResult(at('given', `first-${day}`));
    const session = await openDuckdb({ threads: 2, memoryMib: 1024, temporaryDirectory: null });
    await attachPinned(session, await openLake(at('given', 'lake')), result);
    expect(await digestInProcess(session, planOfDocument(result.document))).toBe(expected[index]);
    await session.close();
  },
);

/** Fisher and Yates, in place. */
function shuffle(rows: string[], random: () => number): void {
  for (let last = rows.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [rows[last], rows[other]] = [rows[other] ?? '', rows[last] ?? ''];
  }
}

/** Numbers in [0, 1) from a seed (Lehmer). */
function randomNumbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
