import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { openDuckdb, quoteText } from '@gradus/engine';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confidentialPolicy } from '../fixture/small-bank.ts';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';
import { openResult } from '../result/result-folder.ts';
import { exportResult } from './export-result.ts';
import { assertFits } from './sheet-file.ts';

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

const write = (out: string, changes: Partial<Parameters<typeof exportResult>[0]> = {}): Promise<number> =>
  exportResult({
    lakeDirectory: lake,
    resultDirectory: result,
    out,
    byteOrderMark: false,
    isInternal: false,
    threads: 2,
    memoryMib: 512,
    temporaryDirectory: null,
    ...changes,
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
  await write(at('bom.csv'), { byteOrderMark: true });
  const bytes = await readFile(at('bom.csv'));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect((await csv(at('bom.csv')))[0]).toHaveProperty('customer_id');
});

test('Excel says what CSV says, ids as text', async () => {
  await write(at('as.csv'));
  expect(await write(at('a.xlsx'))).toBe(8);
  const sheet = await unzipped(at('a.xlsx'), 'xl/worksheets/sheet1.xml');
  const rows = [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, cells = '']) =>
    [
      ...cells.matchAll(/<c\/>|<c><v>(.*?)<\/v><\/c>|<c t="inlineStr"><is><t[^>]*>(.*?)<\/t><\/is><\/c>/gs),
    ].map(([, number, text]) => number ?? text ?? ''),
  );
  const [header = [], ...values] = rows;
  const found = values.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
  expect(found).toEqual(await csv(at('as.csv')));
  expect(sheet).toContain('<t xml:space="preserve">\'=C007</t>');
  expect(sheet).not.toContain('<f>');
  expect(() => assertFits('a.xlsx', 1_048_575)).not.toThrow();
  expect(() => assertFits('a.xlsx', 1_048_576)).toThrow(
    expect.objectContaining({ code: 'assessment.export-too-long' }) as Error,
  );
});

/** One part of an archive that this package wrote, by its local header; sizes follow the data there. */
async function unzipped(file: string, part: string): Promise<string> {
  const bytes = await readFile(file);
  const central = bytes.lastIndexOf(Buffer.from(part)) - 46;
  const from = bytes.readUInt32LE(central + 42);
  const data = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
  return inflateRawSync(bytes.subarray(data, data + bytes.readUInt32LE(central + 20))).toString('utf8');
}

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

describe('under a policy with confidential rules', () => {
  const columns = ['tenor_points', 'score', 'last_veto', 'reasons', 'internal_reasons'];
  const told = (rows: readonly Record<string, unknown>[], customer: string): Record<string, unknown> => {
    const row = rows.find((one) => one['customer_id'] === customer) ?? {};
    return Object.fromEntries(columns.map((name) => [name, row[name]]));
  };

  beforeAll(async () => {
    await assessSmall(lake, at('secret'), { asOf: '2026-05-31', policyText: confidentialPolicy });
  });

  test('nothing in CSV tells who met the confidential rule from who met the ordinary one', async () => {
    await write(at('secret.csv'), { resultDirectory: at('secret') });
    const rows = await csv(at('secret.csv'));
    const withheld = { tenor_points: '', score: '', last_veto: '' };
    const ordinary = told(rows, 'C003');
    expect(told(rows, 'C004')).toEqual({
      ...withheld,
      reasons: 'REVIEW,DEPOSITS,TENOR',
      internal_reasons: 'REVIEW,DEPOSITS,TENOR',
    });
    expect(ordinary).toMatchObject({ ...withheld, reasons: expect.stringMatching(/^REVIEW,/) as unknown });
    expect(ordinary['internal_reasons']).toBe(ordinary['reasons']);
    expect(told(rows, 'C001')['score']).toMatch(/^\d+\.\d{6}$/);
    expect(await readFile(at('secret.csv'), 'utf8')).not.toContain('WATCH_LIST');
  });

  test('nor in Parquet, whose columns keep their types', async () => {
    await write(at('secret.parquet'), { resultDirectory: at('secret') });
    const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
    const source = `read_parquet(${quoteText(at('secret.parquet'))})`;
    const rows = await session.rows(`SELECT * FROM ${source}`);
    const [types] = await session.rows(
      `SELECT any_value(typeof(score)) AS score, any_value(typeof(tenor_points)) AS points FROM ${source}`,
    );
    await session.close();
    expect(told(rows, 'C004')).toMatchObject({
      score: null,
      internal_reasons: 'REVIEW,DEPOSITS,TENOR',
    });
    expect(types).toEqual({ score: 'BIGINT', points: 'INTEGER' });
  });

  test('risk and audit see all of it', async () => {
    await write(at('internal.csv'), { resultDirectory: at('secret'), isInternal: true });
    const rows = await csv(at('internal.csv'));
    expect(told(rows, 'C004')).toMatchObject({
      score: expect.stringMatching(/^\d/) as unknown,
      last_veto: '2026-05-31',
      internal_reasons: 'WATCH_LIST,DEPOSITS,TENOR',
    });
  });
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
