import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assess } from '@gradus/assessment';
import { openDuckdb, type Session } from '@gradus/engine';
import { attachLake, attachVault, importBatch, openLake } from '@gradus/lake';
import { formatDay } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceExampleKinds } from '../tools/generate-source-examples.ts';
import { postgresBinaries, TrialPostgres } from '../packages/lake/src/trial/trial-postgres.ts';
import { TrialMysql, type TrialAnswer } from '../packages/lake/src/trial/trial-mysql.ts';
import { deliveriesOf } from '../tools/source-example/kind.ts';
import { exampleBank, exampleTo, type ExampleTable } from '../tools/source-example/bank.ts';
import { exampleQuery } from '../tools/source-example/database.ts';

/**
 * One small bank in every kind of file. A folder of examples/sources holds `mapping.yaml` and one delivery in `source/`, or
 * several in `source-1/`, `source-2/` …; each must make the same lake and the same tiers as plain CSV.
 */

const root = path.resolve(import.meta.dirname, '..');
const sources = path.join(root, 'examples/sources');
const kinds = readdirSync(sources).filter((name) => existsSync(path.join(sources, name, 'mapping.yaml')));
const plain = 'csv-utf8';
const fourTiers = readFileSync(path.join(root, 'examples/policies/four-tiers.yaml'), 'utf8');

const compared = [
  'customer',
  'account',
  'spell',
  'entry',
  'loan',
  'loan_party',
  'loan_status',
  'exchange_rate',
] as const;

/** Tables of which a kind of source cannot say the same, by its folder. */
const differing: Readonly<Record<string, readonly (typeof compared)[number][]>> = {
  'balance-intervals': ['entry'],
  'daily-balances': ['entry'],
};

let folder: string;
let expected: Found;
let digestOfAll: string;
/** Of the plain bank under a policy that asks for balances and loans alone. */
let digestOfBalances: string;

interface Found {
  readonly lakeDirectory: string;
  /** Rows of each table as texts, under the bank's ids. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-sources-'));
  expected = await take(plain);
  digestOfAll = await digestOf(expected.lakeDirectory, fourTiers, 'result');
  digestOfBalances = await digestOf(expected.lakeDirectory, balancesPolicy, 'balances');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('plain CSV brings the whole bank', () => {
  const bank = exampleBank();
  for (const { name, rows } of Object.values(bank) as ExampleTable[]) {
    expect([name, expected.tables.get(name)?.length]).toEqual([name, rows.length]);
  }
});

test.for(kinds)('%s makes the same lake and the same tiers', async (kind, { skip }) => {
  skip(kind === 'postgresql' && postgresBinaries() === null, 'npm has no PostgreSQL for this machine');
  const found = await take(kind);
  for (const name of compared) {
    if (differing[kind]?.includes(name) === true) continue;
    expect({ name, rows: found.tables.get(name) }).toEqual({ name, rows: expected.tables.get(name) });
  }
  if (kind in differing) {
    expect(await digestOf(found.lakeDirectory, balancesPolicy, 'result')).toBe(digestOfBalances);
  } else {
    expect(await digestOf(found.lakeDirectory, fourTiers, 'result')).toBe(digestOfAll);
  }
});

test('the folders are as the generator writes them', async () => {
  for (const write of sourceExampleKinds) {
    const kind = await write(exampleBank());
    const at = path.join(sources, kind.folder);
    expect(await readFile(path.join(at, 'mapping.yaml'), 'utf8')).toBe(kind.mapping);
    expect(deliveriesIn(at)).toEqual(Object.keys(deliveriesOf(kind)));
    for (const [delivery, files] of Object.entries(deliveriesOf(kind))) {
      expect(readdirSync(path.join(at, delivery))).toEqual(Object.keys(files).toSorted());
      for (const [file, contents] of Object.entries(files)) {
        const written = await readFile(path.join(at, delivery, file));
        expect([file, written.equals(Buffer.from(contents))]).toEqual([file, true]);
      }
    }
  }
});

/** Imports the deliveries of a folder in turn, and assesses what came of them. */
async function take(kind: string): Promise<Found> {
  const lakeDirectory = path.join(folder, `${kind}-${readdirSync(folder).length}`);
  const at = path.join(sources, kind);
  await using connections = await connectionsOf(kind);
  for (const delivery of deliveriesIn(at)) {
    const report = await importBatch({
      lakeDirectory,
      mappingText: await readFile(path.join(at, 'mapping.yaml'), 'utf8'),
      mappingPath: 'mapping.yaml',
      sourceDirectory: path.join(at, delivery),
      connections: connections.addresses,
      now: 1_751_328_000_000_000n,
      threads: 1,
      memoryMib: 512,
    });
    expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
  }
  return { lakeDirectory, tables: await tablesOf(lakeDirectory) };
}

function deliveriesIn(folderOfKind: string): string[] {
  return readdirSync(folderOfKind)
    .filter((name) => /^source(-\d+)?$/.test(name))
    .toSorted();
}

const balancesPolicy = `gradus: 1
id: balances
title: { en: Balances }
currency: CNY
indicators:
  deposits: { metric: average_daily_balance, window: 6 months }
  now: { metric: balance }
  low: { metric: lowest_balance, window: 3 months }
  tenor: { metric: balance_weighted_term }
  owed: { metric: outstanding }
scorecard:
  deposits: { weight: 60, curve: [[0, 0], [500_000, 100]], missing: 0, reason: DEPOSITS }
  tenor: { weight: 40, curve: [[0, 0], [36, 100]], missing: 0, reason: TENOR }
tiers:
  - { id: upper, from: 40 }
  - { id: lower, from: 0 }
`;

async function digestOf(lakeDirectory: string, policyText: string, name: string): Promise<string> {
  const { digest } = await assess({
    lakeDirectory,
    policyText,
    asOf: exampleTo,
    previous: null,
    overrides: null,
    out: `${lakeDirectory}-${name}`,
    threads: 1,
    memoryMib: 512,
    now: '2025-07-01T00:00:00.000Z',
    processId: process.pid,
    version: '0.0.0',
  });
  return JSON.stringify(digest);
}

interface OpenConnections extends AsyncDisposable {
  readonly addresses: Readonly<Record<string, string>>;
}

/** A database with the bank in it, for the kinds that query one. */
async function connectionsOf(kind: string): Promise<OpenConnections> {
  const none = { addresses: {}, [Symbol.asyncDispose]: () => Promise.resolve() };
  if (kind === 'mysql') {
    const answers = (Object.values(exampleBank()) as ExampleTable[]).map((table): [string, TrialAnswer] => [
      exampleQuery(table),
      {
        columns: table.columns,
        rows: table.rows.map((row) => row.map((value) => (value === '' ? null : value))),
      },
    ]);
    return databaseAt(await TrialMysql.start(Object.fromEntries(answers)));
  }
  const binaries = postgresBinaries();
  if (kind !== 'postgresql' || binaries === null) return none;
  const server = await TrialPostgres.start(binaries);
  await server.run(await readFile(path.join(sources, kind, 'source/bank.sql'), 'utf8'));
  return databaseAt(server);
}

function databaseAt(server: AsyncDisposable & { readonly address: string }): OpenConnections {
  return { addresses: { core: server.address }, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function tablesOf(lakeDirectory: string): Promise<Map<string, string[]>> {
  const lake = await openLake(lakeDirectory);
  const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  try {
    await attachLake(session, lake, await lake.head());
    await attachVault(session, lake, await lake.head());
    const found = new Map<string, string[]>();
    for (const name of compared) found.set(name, await rowsOf(session, name));
    const names = await session.rows('SELECT external_id, name FROM identity ORDER BY entity, external_id');
    return found.set('identity', names.map(texts));
  } finally {
    await session.close();
  }
}

/** Rows of a table in order, with the bank's ids in place of keys. */
async function rowsOf(session: Session, table: string): Promise<string[]> {
  const columns = await session.rows(`SELECT column_name AS name FROM (DESCRIBE ${table})`);
  const list = columns.map(({ name }) => {
    const entity = /^(customer|account|loan|branch)_key$/.exec(String(name))?.[1];
    if (name === 'spell_key') return `${idSql('account', 'spell_key // 1024')}, spell_key % 1024`;
    return entity === undefined ? String(name) : idSql(entity, String(name));
  });
  const rows = await session.rows(`SELECT ${list.join(', ')} FROM ${table} ORDER BY ALL`);
  return rows.map(texts);
}

function idSql(entity: string, key: string): string {
  return `(SELECT external_id FROM identity WHERE entity = '${entity}' AND entity_key = ${key})`;
}

function texts(row: Readonly<Record<string, unknown>>): string {
  return Object.values(row)
    .map((value) => (value instanceof Date ? formatDay(value.getTime() / 86_400_000) : String(value)))
    .join('|');
}
