import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAttributes } from './attribute-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-attributes-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('a mark of byte order, spaces and empty cells', async () => {
  const file = path.join(folder, 'a.csv');
  await writeFile(file, '\uFEFFsex, customer_id\n女 ,C1\n,C2\n');
  expect(await readAttributes(file)).toEqual({
    names: ['sex'],
    lines: [
      { customerId: 'C1', values: ['女'] },
      { customerId: 'C2', values: [null] },
    ],
  });
});

test('what is no UTF-8, or not there', async () => {
  const file = path.join(folder, 'gbk.csv');
  await writeFile(file, Buffer.from([0x63, 0xd0, 0xd4, 0xb1, 0xf0]));
  await expect(readAttributes(file)).rejects.toMatchObject({ code: 'fairness.attributes-unreadable' });
  await expect(readAttributes(path.join(folder, 'none.csv'))).rejects.toMatchObject({
    data: { detail: 'ENOENT' },
  });
});
