import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '../session/open-duckdb.ts';
import type { Session } from '../session/session.ts';
import { parquetSchema, parquetSource, writeParquet } from './parquet-file.ts';

let session: Session;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-parquet-'));
  session = await openDuckdb({ threads: 2, memoryMib: 512, temporaryDirectory: null });
});

afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

const columns = [
  { name: 'key', type: 'bigint' },
  { name: "day's", type: 'date' },
] as const;

test('rows are written in order, in row groups of the agreed size, with the agreed types', async () => {
  const file = path.join(folder, "it's.parquet");
  const query = `SELECT range AS key, DATE '2026-01-01' AS "day's" FROM range(300000) ORDER BY hash(range), range`;
  await writeParquet(session, { query, path: file, columns });
  const groups = await session.rows(
    `SELECT DISTINCT row_group_id AS id, row_group_num_rows AS n, compression AS c FROM parquet_metadata('${file.replaceAll("'", "''")}') ORDER BY 1`,
  );
  expect(groups.map(({ n, c }) => `${String(n)} ${String(c)}`)).toEqual([
    '122880 ZSTD',
    '122880 ZSTD',
    '54240 ZSTD',
  ]);
  const same = await session.rows(
    `SELECT bool_and(h >= l) AS ordered FROM (SELECT hash(key) AS h, lag(hash(key)) OVER (ORDER BY file_row_number) AS l
     FROM read_parquet('${file.replaceAll("'", "''")}', file_row_number = true))`,
  );
  expect(same).toEqual([{ ordered: true }]);
});

test('a sum that was not cast is caught before anyone reads the file', async () => {
  const file = path.join(folder, 'sum.parquet');
  const query = `SELECT sum(range) AS key, DATE '2026-01-01' AS "day's" FROM range(3)`;
  await expect(writeParquet(session, { query, path: file, columns })).rejects.toThrow('key DOUBLE');
  expect(await parquetSchema(session, file)).toEqual([
    { name: 'key', type: 'DOUBLE' },
    { name: "day's", type: 'DATE' },
  ]);
});

test.each([
  ['range', true],
  ['range // 7', true],
  ['299999 - range', false],
  ['CASE WHEN range % 2 = 0 THEN range END', true],
  ['CASE WHEN range = 200000 THEN 5 ELSE range END', false],
])('row groups of %s in the order of the rows: %s', async (key, isSorted) => {
  const file = path.join(folder, 'sorted.parquet');
  const query = `SELECT CAST(${key} AS BIGINT) AS key, DATE '2026-01-01' AS "day's" FROM range(300000) ORDER BY range`;
  const written = writeParquet(session, { query, path: file, columns, sortedBy: 'key' });
  if (isSorted) await written;
  else await expect(written).rejects.toThrow('not in the order of key');
});

test('a column that files were written without is null in them, beside files that have it', async () => {
  const later = [...columns, { name: 'branch', type: 'bigint', isLater: true }] as const;
  const [early, late] = [path.join(folder, 'early.parquet'), path.join(folder, 'late.parquet')];
  const row = (key: number): string => `SELECT ${key}::BIGINT AS key, DATE '2026-01-01' AS "day's"`;
  await writeParquet(session, { query: row(1), path: early, columns });
  await writeParquet(session, { query: `${row(2)}, 7::BIGINT AS branch`, path: late, columns: later });
  const read = (...paths: string[]) =>
    session.rows(`SELECT key, branch, typeof(branch) AS t FROM ${parquetSource(paths, later)} ORDER BY key`);
  expect(await read(early)).toEqual([{ key: 1n, branch: null, t: 'BIGINT' }]);
  expect(await read(late, early)).toEqual([
    { key: 1n, branch: null, t: 'BIGINT' },
    { key: 2n, branch: 7n, t: 'BIGINT' },
  ]);
  expect(await read()).toEqual([]);
});

test('no files are an empty relation of the same columns', async () => {
  expect(await session.rows(`SELECT * FROM ${parquetSource([], columns)}`)).toEqual([]);
  expect(
    await session.rows(
      `SELECT typeof(key) AS t FROM (SELECT 1::BIGINT AS key UNION ALL SELECT key FROM ${parquetSource([], columns)})`,
    ),
  ).toEqual([{ t: 'BIGINT' }]);
});
