import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';
import { openResult } from '../result/result-folder.ts';
import { attributeGroups } from './attribute-groups.ts';

let folder: string;
let lake: string;
let result: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-fairness-'));
  lake = await makeSmallLake(folder);
  result = path.join(folder, 'may');
  await assessSmall(lake, result, { asOf: '2026-05-31' });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function groupsOf(text: string) {
  const attributesFile = path.join(folder, 'attributes.csv');
  await writeFile(attributesFile, text);
  return attributeGroups({
    lakeDirectory: lake,
    resultDirectory: result,
    attributesFile,
    threads: 1,
    memoryMib: 512,
  });
}

test('every customer of the result is counted once per attribute, the unknown apart, and the lake stays as it is', async () => {
  const before = (await readdir(lake, { recursive: true })).sort();
  const { attributes, tiers, unknownCustomers } = await groupsOf(
    'customer_id,sex,region\nC001,f,north\nC002,m,\nC004,f,south\nC999,f,north\n',
  );
  const { document } = await openResult(result);
  for (const { groups } of attributes) {
    const all = groups.reduce(
      (sum, { counts, unrated }) => sum + unrated + counts.reduce((a, b) => a + b, 0),
      0,
    );
    expect(all).toBe(document.counts.customers);
    expect(groups.at(-1)?.name).toBeNull();
  }
  const women = attributes[0]?.groups.find(({ name }) => name === 'f');
  // C004 is past due.
  expect(women?.counts[tiers.findIndex(({ id }) => id === 'risk')]).toBe(1);
  expect(attributes[1]?.groups.map(({ name }) => name)).toEqual(['north', 'south', null]);
  expect(unknownCustomers).toBe(1);
  expect((await readdir(lake, { recursive: true })).sort()).toEqual(before);
});

test.each([
  ['id,sex\nC001,f\n', 'fairness.attributes-unreadable'],
  ['customer_id\nC001\n', 'fairness.attributes-unreadable'],
  ['customer_id,sex,sex\nC001,f,m\n', 'fairness.attributes-unreadable'],
  ['customer_id,sex\nC001,f,m\n', 'fairness.attributes-unreadable'],
  ['customer_id,sex\n,f\n', 'fairness.attributes-unreadable'],
  ['customer_id,sex\nC001,f\nC002,m\nC001,m\n', 'fairness.customer-twice'],
])('%j is refused with %s', async (text, code) => {
  await expect(groupsOf(text)).rejects.toMatchObject({ code });
});
