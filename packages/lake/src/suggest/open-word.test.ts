import iconv from 'iconv-lite';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { suggestMapping } from './suggest-mapping.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-open-word-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const names = ['Zoë', 'Renée', 'Siân', 'Chloé'];
const file = (header: string, row: (at: number) => string): Buffer =>
  iconv.encode([header, ...Array.from({ length: 60 }, (_, at) => row(at)), ''].join('\n'), 'windows-1252');

async function readAs(header: string, row: (at: number) => string): Promise<string> {
  await writeFile(path.join(folder, 'customers.csv'), file(header, row));
  const { text } = await suggestMapping({
    sourceDirectory: folder,
    source: 'core',
    currency: 'EUR',
    locale: 'en',
  });
  return /# \? customers\.csv is no UTF-8[^\n]*/.exec(text)?.[0] ?? '';
}

test.each(['Forename', 'Remark'])(
  'names of persons in a column %s are not shown, but letters of them',
  async (column) => {
    const doubt = await readAs(
      `Customer Id,${column},Customer Since`,
      (at) => `${4000 + at},${names[at % 4] ?? ''} ${at},2020-01-0${1 + (at % 9)}`,
    );
    expect(doubt).toMatch(/which reads "…ë…", "…é…", "…â…"/);
    for (const name of names) expect(doubt).not.toContain(name);
  },
);

test('names of columns and codes are shown in full, in place of names of persons', async () => {
  const doubt = await readAs(
    'Customer Id,Forename,Customer Since,Catégorie,Agency',
    (at) =>
      `${4000 + at},${names[at % 4] ?? ''},2020-01-0${1 + (at % 9)},${at % 2 === 0 ? 'privé' : 'société'},Orléans`,
  );
  expect(doubt).toContain('"Catégorie"');
  for (const name of names) expect(doubt).not.toContain(name);
});
