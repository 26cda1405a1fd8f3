import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe as words } from '@gradus/schema';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smallMapping } from '../trial/small-bank.ts';
import { openPostgres } from './postgres.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { postgresBinaries, TrialPostgres } from '../trial/trial-postgres.ts';

/** Queries on a real PostgreSQL, whose programs come from npm. */

let server: TrialPostgres | null = null;

beforeAll(async () => {
  const binaries = postgresBinaries();
  if (binaries === null) return;
  server = await TrialPostgres.start(binaries);
  await server.run(`
    CREATE TABLE cust (id text, name text, opened date, born int);
    INSERT INTO cust VALUES ('C1', '王"芳', '2020-01-01', 1980), ('C2', E'李\\n雷', '2024-02-01', NULL);
    CREATE TABLE acct (id text, owner text, kind text, opened date, closed date, opening numeric(18,2));
    INSERT INTO acct VALUES ('A1', 'C1', 'demand', '2020-01-01', NULL, 1000), ('A2', 'C2', 'term', '2024-02-01', '2024-04-15', NULL);
    CREATE TABLE tran (id bigint, account text, day date, amount numeric(20,2), purpose text);
    INSERT INTO tran VALUES (1, 'A1', '2024-01-10', 50.25, 'salary'), (2, 'A1', '2024-02-10', -20, 'spend'),
      (9007199254740993, 'A2', '2024-02-01', 90071992547.93, 'transfer'), (4, 'A2', '2024-04-15', -90071992547.93, 'transfer');`);
});

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
});

const reason = 'npm has no PostgreSQL for this machine';
let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
  return () => lake[Symbol.asyncDispose]();
});

const feed = (table: string, query: string, fields: string): string => `
  ${table}:
    connection: core
    query: ${query}
    fields: ${fields}`;

const mapping = (entries = 'SELECT * FROM tran ORDER BY id'): string =>
  smallMapping({
    customer: feed(
      'customer',
      'SELECT * FROM cust ORDER BY id',
      '{ customer_id: id, opened_on: opened, name: name, birth_year: born, status: { value: active } }',
    ),
    account: feed(
      'account',
      'SELECT * FROM acct ORDER BY id',
      '{ account_id: id, customer_id: owner, kind: kind, opened_on: opened, closed_on: closed, opening_balance: opening }',
    ),
    entry: feed(
      'entry',
      entries,
      '{ account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }',
    ),
  });

const take = (text = mapping(), address = server?.address ?? '') =>
  lake.import(text, {}, { connections: { core: address } });

test('numbers, days and texts come as the server has them, and the same again changes nothing', async ({
  skip,
}) => {
  skip(server === null, reason);
  expect(await take()).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
  expect(
    await lake.texts('SELECT amount_minor, entry_id FROM entry ORDER BY booked_on, amount_minor'),
  ).toEqual(['5025 1', '9007199254793 9007199254740993', '-2000 2', '-9007199254793 4']);
  expect(
    await lake.texts(`SELECT name FROM identity WHERE entity = 'customer' ORDER BY external_id`),
  ).toEqual(['王"芳', '李\n雷']);
  expect(await take()).toMatchObject({ status: 'unchanged', batch: 1 });
});

test('more rows than one piece holds come whole', async ({ skip }) => {
  skip(server === null, reason);
  const many = `SELECT i AS id, 'A1' AS account, DATE '2024-03-01' AS day, 1.01 AS amount, 'other' AS purpose FROM generate_series(1, 25000) t(i)`;
  expect(await take(mapping(many))).toMatchObject({ status: 'accepted' });
  expect(await lake.texts('SELECT count(*), sum(amount_minor) FROM entry')).toEqual(['25000 2525000']);
});

test('all queries of a delivery see one state of the database', async ({ skip }) => {
  if (server === null) return skip(true, reason);
  const { address, run } = { address: server.address, run: (sql: string) => server?.run(sql) };
  const connection = await openPostgres(address);
  const first = await connection.stream('SELECT count(*) AS n FROM tran');
  for await (const rows of first.pieces) expect(rows).toEqual([['4']]);
  await run(`INSERT INTO tran VALUES (77, 'A1', '2024-03-03', 1, 'other')`);
  const second = await connection.stream('SELECT count(*) AS n FROM tran');
  for await (const rows of second.pieces) expect(rows).toEqual([['4']]);
  await connection.close();
  await run('DELETE FROM tran WHERE id = 77');
});

test('a query cannot write', async ({ skip }) => {
  skip(server === null, reason);
  const report = await take(mapping('DELETE FROM tran RETURNING *'));
  expect(report).toMatchObject({ status: 'refused', reasons: [{ code: 'intake.query-failed' }] });
});

test('what is wrong is told with the feed, and no secret in it', async ({ skip }) => {
  if (server === null) return skip(true, reason);
  const wrongPassword = server.address.replace('s3cret', 'guess123');
  const cases = [
    { report: await take(mapping('SELECT nothing FROM tran')), code: 'intake.query-failed', word: 'nothing' },
    { report: await take(mapping(), wrongPassword), code: 'intake.connection-failed', word: 'password' },
    {
      report: await take(mapping(), 'postgres://gradus:s3cret@127.0.0.1:1/x'),
      code: 'intake.connection-failed',
      word: '127.0.0.1',
    },
    {
      report: await take(mapping(), 'oracle://a:s3cret@b/c'),
      code: 'intake.bad-connection',
      word: 'postgres://',
    },
    {
      report: await lake.import(mapping(), {}),
      code: 'intake.no-connection',
      word: 'GRADUS_CONNECTION_CORE',
    },
  ];
  for (const { report, code, word } of cases) {
    expect(report).toMatchObject({ status: 'refused', reasons: [{ code }] });
    for (const locale of ['en', 'zh-CN'] as const) {
      const [first] = report.reasons;
      const text = first === undefined ? '' : words(first.code, first.data as never, locale);
      expect(text).toContain(word);
      expect(text).not.toMatch(/s3cret|guess123/);
    }
  }
});

test('a column that the query does not give is missing as it would be in a file', async ({ skip }) => {
  skip(server === null, reason);
  const report = await take(mapping('SELECT id, account, day, amount FROM tran'));
  expect(report.reasons).toMatchObject([{ code: 'intake.missing-column', data: { column: 'purpose' } }]);
});

test('a cancelled query leaves nothing behind, and no secret is kept in the lake', async ({ skip }) => {
  skip(server === null, reason);
  const stop = new AbortController();
  const slow = mapping(
    `SELECT i AS id, 'A1' AS account, DATE '2024-03-01' AS day, 1 AS amount, 'other' AS purpose FROM generate_series(1, 3000000) t(i)`,
  );
  const cancelled = lake.import(
    slow,
    {},
    {
      connections: { core: server?.address ?? '' },
      signal: stop.signal,
      onProgress: ({ subject, done }) => {
        if (subject.startsWith('query') && done > 10_000) stop.abort();
      },
    },
  );
  await expect(cancelled).rejects.toMatchObject({ code: 'engine.interrupted' });
  expect(await take()).toMatchObject({ status: 'accepted', batch: 1 });
  const manifests = path.join(lake.directory, 'manifests');
  const { readdir } = await import('node:fs/promises');
  for (const name of await readdir(manifests).catch(() => [])) {
    expect(await readFile(path.join(manifests, name), 'utf8')).not.toContain('s3cret');
  }
});

test('a query that thinks long before its first row is given up at once, by the server too', async ({
  skip,
}) => {
  if (server === null) return skip(true, reason);
  const stop = new AbortController();
  const slow = `SELECT pg_sleep(86400)::text AS id, 'A1' AS account, DATE '2024-03-01' AS day, 1 AS amount, 'other' AS purpose`;
  const connections = { core: server.address };
  const cancelled = lake.import(mapping(slow), {}, { connections, signal: stop.signal });
  const running = `SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'`;
  while ((await count(running)) === '0') await new Promise((resolve) => setTimeout(resolve, 50));
  stop.abort();
  await expect(cancelled).rejects.toMatchObject({ code: 'engine.interrupted' });
  while ((await count(running)) !== '0') await new Promise((resolve) => setTimeout(resolve, 50));
});

async function count(sql: string): Promise<string> {
  const connection = await openPostgres(server?.address ?? '');
  try {
    const { pieces } = await connection.stream(sql);
    for await (const [row] of pieces) return row?.[0] ?? '';
    return '';
  } finally {
    await connection.close();
  }
}

test('a feed reads files or a query, not both and not neither', async () => {
  const both = mapping().replace('connection: core', 'file: x.csv\n    connection: core');
  expect((await lake.import(both, {})).reasons).toMatchObject([{ code: 'intake.feed-source' }]);
  const neither = mapping()
    .replace('connection: core', '')
    .replace('query: SELECT * FROM cust ORDER BY id', '');
  expect((await lake.import(neither, {})).reasons).toMatchObject([{ code: 'intake.feed-source' }]);
});
