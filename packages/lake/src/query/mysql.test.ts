import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { TrialMysql, type TrialAnswer } from '../trial/trial-mysql.ts';

/**
 * npm has no MySQL server. What is tested here is the wire protocol, spoken by a server that gives canned answers and notes
 * what it is asked; MySQL itself was never at the other end.
 */

const answers: Readonly<Record<string, TrialAnswer>> = {
  'SELECT * FROM cust': {
    columns: ['id', 'name', 'opened', 'born'],
    rows: [
      ['C1', '王"芳', '2020-01-01', '1980'],
      ['C2', '李\n雷', '2024-02-01', null],
    ],
  },
  'SELECT * FROM acct': {
    columns: ['id', 'owner', 'kind', 'opened'],
    rows: [
      ['A1', 'C1', 'demand', '2024-02-01'],
      ['A2', 'C2', 'term', '2024-02-01'],
    ],
  },
  'SELECT * FROM tran': {
    columns: ['id', 'account', 'day', 'amount', 'purpose'],
    rows: [
      ['9007199254740993', 'A1', '2024-02-10', '90071992547.93', 'salary'],
      ['2', 'A2', '2024-02-10', '-20.00', 'spend'],
    ],
  },
};

let server: TrialMysql;
let address = '';

beforeAll(async () => {
  server = await TrialMysql.start(answers);
  address = server.address;
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const feed = (table: string, query: string, fields: string): string => `
  ${table}:
    connection: core
    query: ${query}
    fields: ${fields}`;

const mapping = (entries = 'SELECT * FROM tran'): string =>
  smallMapping({
    customer: feed(
      'customer',
      'SELECT * FROM cust',
      '{ customer_id: id, opened_on: opened, name: name, birth_year: born, status: { value: active } }',
    ),
    account: feed(
      'account',
      'SELECT * FROM acct',
      '{ account_id: id, customer_id: owner, kind: kind, opened_on: opened }',
    ),
    entry: feed(
      'entry',
      entries,
      '{ account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }',
    ),
  });

test('values come as the texts on the wire, in one read-only transaction', async () => {
  await using lake = await TrialLake.open();
  const report = await lake.import(mapping(), {}, { connections: { core: address } });
  expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
  expect(await lake.texts('SELECT amount_minor, entry_id FROM entry ORDER BY 1 DESC')).toEqual([
    '9007199254793 9007199254740993',
    '-2000 2',
  ]);
  expect(
    await lake.texts(`SELECT name FROM identity WHERE entity = 'customer' ORDER BY external_id`),
  ).toEqual(['王"芳', '李\n雷']);
  expect(server.asked.slice(0, 3)).toEqual([
    "SET time_zone = '+00:00'",
    'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
    'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY',
  ]);
});

test('a query without an answer is given up when the import is cancelled, and the server told', async () => {
  await using lake = await TrialLake.open();
  const stop = new AbortController();
  const options = { connections: { core: address }, signal: stop.signal };
  const cancelled = lake.import(mapping('SELECT sleep(86400)'), {}, options);
  while (!server.asked.includes('SELECT sleep(86400)'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  stop.abort();
  await expect(cancelled).rejects.toMatchObject({ code: 'engine.interrupted' });
  expect(server.asked).toContain('KILL QUERY 1');
});

test('the server’s words on a wrong query, and no password', async () => {
  await using lake = await TrialLake.open();
  const report = await lake.import(mapping('SELECT * FROM nowhere'), {}, { connections: { core: address } });
  expect(report).toMatchObject({
    status: 'refused',
    reasons: [{ code: 'intake.query-failed', data: { table: 'entry' } }],
  });
  expect(JSON.stringify(report.reasons)).toContain('nowhere');
  expect(JSON.stringify(report.reasons)).not.toContain('s3cret');
});
