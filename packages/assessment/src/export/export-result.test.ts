import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, quoteText } from '@gradus/engine';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';
import { openResult } from '../result/result-folder.ts';
import { exportResult } from './export-result.ts';

let folder: string;
let lake: string;
let result: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-export-'));
  lake = await makeSmallLake(folder);
  result = at('may');
  await assessSmall(lake, result, { asOf: '2026-05-31' });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const write = (out: string, byteOrderMark = false): Promise<number> =>
  exportResult({
    lakeDirectory: lake,
    resultDirectory: result,
    out,
    byteOrderMark,
    threads: 2,
    memoryMib: 512,
    temporaryDirectory: null,
  });

const csv = async (file: string): Promise<Record<string, string>[]> =>
  parse(await readFile(file, 'utf8'), { columns: true, bom: true });

test("CSV has the bank's ids in order and natural units with all digits", async () => {
  expect(await write(at('a.csv'))).toBe(8);
  const rows = await csv(at('a.csv'));
  const { document } = await openResult(result);
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'customer_id',
    ...document.columns.slice(1).map(({ name }) => name),
  ]);
  expect(rows.map((row) => row['customer_id'])).toEqual([
    "'=C007",
    'C001',
    'C002',
    'C003',
    'C004',
    'C005',
    'C006',
    'C008',
  ]);
  const [, first, , , overdue, , unrated] = rows;
  expect(first).toMatchObject({
    tenor: expect.stringMatching(/^\d+\.\d\d$/) as unknown,
    loan_class: '',
    score: expect.stringMatching(/^\d+\.\d{6}$/) as unknown,
  });
  expect(overdue).toMatchObject({ loan_class: 'special_mention', overdue_now: '45', effective_tier: 'risk' });
  expect(unrated).toMatchObject({ deposits: '', unrated_reason: 'INACTIVE' });
});

test('a mark at the beginning is there when asked for', async () => {
  await write(at('bom.csv'), true);
  const bytes = await readFile(at('bom.csv'));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect((await csv(at('bom.csv')))[0]).toHaveProperty('customer_id');
});

test('Parquet has the ids as they are and stored units', async () => {
  await write(at('a.parquet'));
  const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  const rows = await session.rows(`SELECT * FROM read_parquet(${quoteText(at('a.parquet'))})`);
  const stored = await session.rows(
    `SELECT deposits FROM read_parquet(${quoteText(path.join(result, 'tiers', '000000.parquet'))})`,
  );
  await session.close();
  expect(rows.map((row) => row['customer_id'])).toContain('=C007');
  const sorted = (values: readonly unknown[]): string[] => values.map(String).sort();
  expect(sorted(rows.map((row) => row['deposits']))).toEqual(sorted(stored.map((row) => row['deposits'])));
});

test.each([
  ['a.txt', 'assessment.export-format-unknown'],
  ['nowhere/a.csv', 'assessment.export-unwritable'],
  ['taken.csv', 'assessment.export-exists'],
])('%s is refused', async (name, code) => {
  await writeFile(at('taken.csv'), 'mine');
  await expect(write(at(name))).rejects.toMatchObject({ code });
  expect(await readFile(at('taken.csv'), 'utf8')).toBe('mine');
  expect((await readdir(folder)).filter((file) => file.endsWith('.partial'))).toEqual([]);
});
