import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFiles } from './folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-folder-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function found(pattern: string): Promise<string[]> {
  return (await findFiles(folder, pattern)).map(({ name }) => name);
}

test.each([
  ['data[1].csv', ['data[1].csv']],
  ['data[?].csv', ['data[1].csv', 'data[2].csv']],
  ['data*.csv', ['data1.csv', 'data[1].csv', 'data[2].csv']],
  ['{a,b}.csv', ['{a,b}.csv']],
  ['**/x (1).csv', ['in/x (1).csv', 'x (1).csv']],
  ['+(a).csv', ['+(a).csv']],
  ['none[1].csv', []],
])('%s', async (pattern, names) => {
  await mkdir(path.join(folder, 'in'));
  const all = [
    'a.csv',
    'b.csv',
    '+(a).csv',
    'data1.csv',
    'data[1].csv',
    'data[2].csv',
    '{a,b}.csv',
    'x (1).csv',
  ];
  for (const name of [...all, 'in/x (1).csv', 'x _1_.csv']) await writeFile(path.join(folder, name), '');
  expect(await found(pattern)).toEqual(names);
});

test.each([
  ['거래내역_*.csv', '거래내역_1.csv'],
  ['Umsätze?.csv', 'Umsätze1.csv'],
  ['Ums?tze.csv', 'Umsätze.csv'],
  ['**/źró*/d.csv', 'in/źródło/d.csv'],
  ['客户*', '客户.csv'],
])('%s finds a file whatever way its letters are composed, under one name', async (pattern, name) => {
  for (const form of ['NFC', 'NFD'] as const) {
    const inForm = path.join(folder, form, name.normalize(form));
    await mkdir(path.dirname(inForm), { recursive: true });
    await writeFile(inForm, '');
    await writeFile(path.join(folder, form, 'other.csv'), '');
    for (const asked of ['NFC', 'NFD'] as const) {
      const files = await findFiles(path.join(folder, form), pattern.normalize(asked));
      expect(files).toEqual([{ name, path: inForm }]);
    }
  }
});

test('files whose names differ in nothing but that are two', async () => {
  const names = ['é.csv'.normalize('NFC'), 'é.csv'.normalize('NFD')];
  for (const name of names) await writeFile(path.join(folder, name), name);
  // A disk that takes both for one name holds one file.
  expect((await found('é*')).toSorted()).toEqual((await readdir(folder)).toSorted());
});

test('a name without * and ? finds that file alone', async () => {
  const name = fc
    .stringMatching(/^[a-zA-Z0-9 ._\-[\]{}()!+@#$%&=,;'~^客户]{1,12}$/)
    .filter((text) => /[^.]/.test(text));
  await fc.assert(
    fc.asyncProperty(name, fc.array(name, { maxLength: 6 }), async (one, others) => {
      for (const file of [one, ...others]) await writeFile(path.join(folder, file), '');
      expect(await found(one)).toEqual([one]);
    }),
    { numRuns: 60 },
  );
});
