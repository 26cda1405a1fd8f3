import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, type Session } from '@gradus/engine';
import {
  column,
  dialects,
  equal,
  leftJoin,
  named,
  printQuery,
  select,
  sumOf,
  table,
  type Select,
} from '@gradus/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeInStages } from './staged-table.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-stages-'));
});
afterAll(async () => rm(folder, { recursive: true }));

/** Per key of `row`, sums from six common tables, of which the last reads something that no slice concerns. */
function wide(): Select {
  const sums = ['one', 'two', 'three', 'four', 'five'].map((name, index) => ({
    name,
    query: select({
      columns: [
        named('key', column('key')),
        ...['a', 'b', 'c', 'd'].map((of) => named(of, sumOf(column('amount')))),
      ],
      from: table(index === 0 ? 'chosen' : 'row'),
      groupBy: [column('key')],
    }),
  }));
  const few = select({
    columns: [named('key', column('key')), named('a', sumOf(column('amount')))],
    from: table('other'),
    groupBy: [column('key')],
  });
  const chosen = select({
    columns: [named('key', column('key')), named('amount', column('amount'))],
    from: table('row'),
  });
  const names = [...sums.map(({ name }) => name), 'few'];
  return select({
    with: [
      { name: 'unread', query: few },
      { name: 'chosen', query: chosen },
      ...sums,
      { name: 'few', query: few },
    ],
    columns: [named('key', column('row', 'key')), ...names.map((name) => named(name, column(name, 'a')))],
    from: table('row'),
    joins: names.map((name) => leftJoin(table(name), equal(column(name, 'key'), column('row', 'key')))),
  });
}

async function opened(memoryMib: number, rows: number): Promise<Session> {
  const session = await openDuckdb({
    threads: 2,
    memoryMib,
    temporaryDirectory: path.join(folder, String(memoryMib)),
  });
  await session.run(
    `CREATE TEMP VIEW row AS SELECT range * 7919 % ${rows} AS key, range AS amount FROM range(${rows})`,
  );
  await session.run('CREATE TEMP VIEW other AS SELECT range % 7 AS key, range AS amount FROM range(70)');
  return session;
}

const slices = (count: number) => ({
  relations: ['row'],
  conditions: Array.from({ length: count }, (_, index) => `key % ${count} = ${index}`),
});

const content = async (session: Session) =>
  session.rows('SELECT count(*) AS n, CAST(sum(hash(made) % 1000003) AS BIGINT) AS h FROM made');

const tables = async (session: Session) => session.rows('SELECT table_name AS name FROM duckdb_tables()');

test('a table made in stages and slices is what one statement makes, and nothing else is left', async () => {
  const session = await opened(1024, 20_000);
  await session.run(`CREATE TEMP TABLE made AS ${printQuery(wide(), dialects.duckdb)}`);
  const expected = await content(session);
  for (const count of [1, 3]) {
    await session.run('DROP TABLE made');
    const shares: number[] = [];
    await makeInStages(
      session,
      'made',
      { query: wide(), slicing: slices(count) },
      { onProgress: (share) => shares.push(share) },
    );
    expect(await content(session)).toEqual(expected);
    expect(await tables(session)).toEqual([{ name: 'made' }]);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  }
  await session.close();
});

test('what one statement cannot do in small memory, slices do', async () => {
  const rows = 300_000;
  const session = await opened(100, rows);
  const atOnce = session.run(`CREATE TEMP TABLE made AS ${printQuery(wide(), dialects.duckdb)}`);
  await expect(atOnce).rejects.toMatchObject({ code: 'engine.out-of-memory' });
  await makeInStages(session, 'made', { query: wide(), slicing: slices(8) });
  expect(await session.rows('SELECT count(*) AS n FROM made')).toEqual([{ n: BigInt(rows) }]);
  await session.close();
});

test('a run that fails leaves no stage behind', async () => {
  const session = await opened(512, 1000);
  await session.run('CREATE TEMP TABLE four AS SELECT 1 AS taken');
  await expect(makeInStages(session, 'made', { query: wide(), slicing: slices(1) })).rejects.toMatchObject({
    code: 'engine.statement-failed',
  });
  expect(await tables(session)).toEqual([{ name: 'four' }]);
  await session.close();
});
