import { createServer } from 'mysql2';
import { Server, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';

/**
 * npm has no MySQL server. What is tested here is the wire protocol, spoken by a server that gives canned answers and notes
 * what it is asked; MySQL itself was never at the other end.
 */

interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const answers: Readonly<Record<string, Answer>> = {
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

let server: ReturnType<typeof createServer>;
let address = '';
const asked: string[] = [];

/** Types of columns on the wire; all come as texts. */
const varchar = 253;

beforeAll(async () => {
  server = createServer((connection) => {
    const told = connection as unknown as {
      writeOk: () => void;
      writeError: (error: object) => void;
      writeColumns: (columns: readonly object[]) => void;
      writeTextRow: (row: readonly unknown[]) => void;
      writeEof: () => void;
      sequenceId: number;
    };
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.4.0',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: 0xff_ff_ff,
      authCallback: (_: unknown, done: (error: unknown) => void) => {
        done(null);
        told.sequenceId = 0;
      },
    });
    const answerTo = (sql: string): void => {
      told.sequenceId = 1;
      asked.push(sql);
      const answer = answers[sql];
      if (answer !== undefined) {
        told.writeColumns(
          answer.columns.map((name) => ({
            catalog: 'def',
            schema: 'bank',
            table: 't',
            orgTable: 't',
            name,
            orgName: name,
            characterSet: 45,
            columnLength: 400,
            columnType: varchar,
            flags: 0,
            decimals: 0,
          })),
        );
        for (const row of answer.rows) told.writeTextRow(row);
        told.writeEof();
      } else if (/^(SET|START)/.test(sql)) told.writeOk();
      else told.writeError({ code: 1146, message: `Table 'bank.${sql.split(' ').at(-1)}' doesn't exist` });
      // Every command counts its packets from 0.
      told.sequenceId = 0;
    };
    connection.on('query', answerTo);
    // The server of the driver hands SET over as if it were prepared.
    connection.on('stmt_prepare', answerTo);
    connection.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    (server as unknown as { listen: (port: number, done: () => void) => void }).listen(0, resolve);
  });
  // The driver's server keeps its listener to itself.
  const listener = Object.values(server).find((one) => one instanceof Server) as Server;
  const { port } = listener.address() as AddressInfo;
  address = `mysql://gradus:s3cret@127.0.0.1:${port}/bank`;
});

afterAll(async () => {
  await new Promise<void>((resolve) => {
    (server as unknown as { close: (done: () => void) => void }).close(resolve);
  });
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
  expect(asked.slice(0, 2)).toEqual([
    'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
    'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY',
  ]);
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
