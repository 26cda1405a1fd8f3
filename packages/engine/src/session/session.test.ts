import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure, parseDay } from '@gradus/schema';
import { integer, named, select } from '@gradus/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from './open-duckdb.ts';
import type { Session } from './session.ts';

let session: Session;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-engine-'));
  session = await openDuckdb({ threads: 2, memoryMib: 512, temporaryDirectory: null });
});

afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

const codeOf = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  return error instanceof Failure ? error.code : String(error);
};

test.each([
  ['9007199254740993::BIGINT', 9007199254740993n],
  ['(-7)::INTEGER', -7],
  ['7::SMALLINT', 7],
  ["DATE '2026-06-30'", parseDay('2026-06-30')],
  ["'存款 ''x'''", "存款 'x'"],
  ['true', true],
  ['170141183460469231731687303715884105727::HUGEINT', 2n ** 127n - 1n],
  ['NULL::BIGINT', null],
  ['NULL', null],
  ["['a', NULL]", ['a', null]],
])('%s is read exactly', async (sql, expected) => {
  expect(await session.rows(`SELECT ${sql} AS v`)).toEqual([{ v: expected }]);
});

test('a type without a form here is our own mistake', async () => {
  expect(await codeOf(session.rows('SELECT 1.5 AS v'))).toContain('DECIMAL');
});

test('a query of the sql package runs in the duckdb dialect', async () => {
  expect(await session.runQuery(select({ columns: [named('n', integer(3))] }))).toEqual([{ n: 3n }]);
});

test('appended rows come back as they went in', async () => {
  await session.run('CREATE TEMP TABLE t (k BIGINT, d DATE, s VARCHAR, b BOOLEAN, n INTEGER)');
  const rows = Array.from({ length: 5000 }, (_, index) => [
    BigInt(index),
    index,
    `id ${index}`,
    index % 2 === 0,
    index,
  ]);
  rows.push([5000n, null as never, null as never, null as never, null as never]);
  await session.append('t', rows);
  const read: unknown[] = [];
  for await (const batch of session.stream('SELECT * FROM t ORDER BY k')) read.push(...batch);
  expect(read).toEqual(rows);
});

test('a stream that is left early gives the session back', async () => {
  for await (const batch of session.stream('SELECT * FROM range(1000000)')) {
    expect(batch.length).toBeGreaterThan(0);
    break;
  }
  expect(await session.rows('SELECT 1 AS v')).toEqual([{ v: 1 }]);
});

test('statements that are started together run in order', async () => {
  await session.run('CREATE TEMP TABLE steps (n INTEGER)');
  await Promise.all([session.run('INSERT INTO steps VALUES (1)'), session.run('UPDATE steps SET n = n + 1')]);
  expect(await session.rows('SELECT n FROM steps')).toEqual([{ n: 2 }]);
});

const long = 'SELECT sum(hash(a.range) % 7) AS v FROM range(3000000) a, range(100000000) b';

test('a signal stops a statement, before it starts and while it runs', async () => {
  expect(await codeOf(session.run(long, { signal: AbortSignal.abort() }))).toBe('engine.interrupted');
  expect(await codeOf(session.run(long, { signal: AbortSignal.timeout(300) }))).toBe('engine.interrupted');
  expect(await session.rows('SELECT 1 AS v')).toEqual([{ v: 1 }]);
});

test('progress is reported while a statement runs', async () => {
  const shares: number[] = [];
  const enough = new AbortController();
  const run = session.run(long, {
    signal: enough.signal,
    onProgress: (share) => {
      if (shares.push(share) > 2) enough.abort();
    },
  });
  expect(await codeOf(run)).toBe('engine.interrupted');
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
});

test.each([
  ['SELECT * FROM nowhere', 'engine.statement-failed'],
  ['SELECT 9223372036854775807::BIGINT + 1', 'engine.number-too-large'],
  ["SELECT * FROM read_parquet('/nonexistent/a.parquet')", 'engine.file-unreadable'],
  ["COPY (SELECT 1) TO '/nonexistent/a.parquet' (FORMAT parquet)", 'engine.file-unreadable'],
  ["SELECT * FROM read_parquet('https://example.invalid/a.parquet')", 'engine.statement-failed'],
])('%s fails with %s', async (sql, code) => {
  expect(await codeOf(session.rows(sql))).toBe(code);
});

test('a damaged file is named', async () => {
  const file = path.join(folder, "it's damaged.parquet");
  await writeFile(file, 'no parquet at all, but long enough to be read');
  const read = session.rows(`SELECT * FROM read_parquet('${file.replaceAll("'", "''")}')`);
  expect(await codeOf(read)).toBe('engine.file-unreadable');
});

test('too little memory is said so, with the memory that was given', async () => {
  const small = await openDuckdb({ threads: 1, memoryMib: 80, temporaryDirectory: null });
  const error = await small
    .run('CREATE TEMP TABLE big AS SELECT range AS a, hash(range)::VARCHAR AS b FROM range(9000000)')
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(error).toMatchObject({ code: 'engine.out-of-memory', data: { memoryMib: 80 } });
  await small.close();
});

test('with a temporary folder the same statement spills and succeeds', async () => {
  const small = await openDuckdb({
    threads: 1,
    memoryMib: 80,
    temporaryDirectory: path.join(folder, 'spill'),
  });
  await small.run(
    'CREATE TEMP TABLE big AS SELECT range AS a, hash(range)::VARCHAR AS b FROM range(9000000)',
  );
  expect(await small.rows('SELECT count(*) AS n FROM big')).toEqual([{ n: 9000000n }]);
  await small.close();
});

test('a temporary folder that is full is said so', async () => {
  const small = await openDuckdb({
    threads: 1,
    memoryMib: 80,
    temporaryDirectory: path.join(folder, 'full'),
  });
  await small.run("SET max_temp_directory_size = '2MB'");
  const run = small.run(
    'CREATE TEMP TABLE big AS SELECT range AS a, hash(range)::VARCHAR AS b FROM range(9000000)',
  );
  expect(await codeOf(run)).toBe('engine.disk-full');
  await small.close();
});
