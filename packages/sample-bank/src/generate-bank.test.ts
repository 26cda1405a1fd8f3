import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { generateBank, type GeneratedBank } from './index.ts';

let folder = '';
let bank: GeneratedBank;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-bank-'));
  bank = await generateBank({ customers: 3000, seed: 7, out: folder });
});

afterAll(async () => rm(folder, { recursive: true }));

async function hashOf(out: string, made: GeneratedBank): Promise<string> {
  const hash = createHash('sha256');
  for (const { name } of made.files) hash.update(name).update(await readFile(join(out, name)));
  return hash.digest('hex').slice(0, 16);
}

async function rowsOf(name: string): Promise<string[][]> {
  const text = new TextDecoder('gb18030', { fatal: true }).decode(await readFile(join(folder, name)));
  const delimiter = text.slice(0, text.indexOf('\n')).includes('|') ? '|' : ',';
  const lines = text.split(/\r?\n/);
  return lines.slice(1, -1).map((line) => line.split(delimiter));
}

describe('the same arguments give the same bytes', () => {
  test('again, and never another bank', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sample-bank-'));
    const again = await generateBank({ customers: 3000, seed: 7, out: other });
    expect(await hashOf(other, again)).toBe(await hashOf(folder, bank));
    expect(again.entries).toBe(bank.entries);
    const third = await generateBank({ customers: 3000, seed: 8, out: other });
    expect(await hashOf(other, third)).not.toBe(await hashOf(folder, bank));
    await rm(other, { recursive: true });
  });

  test('and nothing is left of a longer bank in the same folder', async () => {
    const other = await mkdtemp(join(tmpdir(), 'sample-bank-'));
    await generateBank({ customers: 3, months: 14, out: other });
    expect(existsSync(join(other, 'source/entry-202505.csv'))).toBe(true);
    await generateBank({ customers: 3, out: other });
    expect(existsSync(join(other, 'source/entry-202505.csv'))).toBe(false);
    await rm(other, { recursive: true });
  });
});

test('every row has the columns of its header, in valid GB18030', async () => {
  for (const { name, rows } of bank.files) {
    const read = await rowsOf(name);
    expect(read.length, name).toBe(rows);
    expect(new Set(read.map((row) => row.length)).size, name).toBe(1);
  }
});
