import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assess } from '@gradus/assessment';
import { openDuckdb, type Session } from '@gradus/engine';
import { attachLake, attachVault, importBatch, openLake } from '@gradus/lake';
import { formatDay } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceExampleKinds } from '../tools/generate-source-examples.ts';
import { exampleBank, exampleTo } from '../tools/source-example/bank.ts';

/**
 * One small bank in every kind of file. A folder of examples/sources holds `mapping.yaml` and one delivery in `source/`, or
 * several in `source-1/`, `source-2/` …; each must make the same lake and the same tiers as plain CSV.
 */

const root = path.resolve(import.meta.dirname, '..');
const sources = path.join(root, 'examples/sources');
const kinds = readdirSync(sources).filter((name) => existsSync(path.join(sources, name, 'mapping.yaml')));
const plain = 'csv-utf8';

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
const differing: Readonly<Record<string, readonly (typeof compared)[number][]>> = {};

let folder: string;
let expected: Found;

interface Found {
  /** Rows of each table as texts, under the bank's ids. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly digest: string;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-sources-'));
  expected = await take(plain);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('plain CSV brings the whole bank', () => {
  const bank = exampleBank();
  for (const [name, { rows }] of Object.entries(bank)) {
    expect([name, expected.tables.get(name)?.length]).toEqual([name, rows.length]);
  }
});

test.each(kinds)('%s makes the same lake and the same tiers', async (kind) => {
  const found = await take(kind);
  for (const name of compared) {
    if (differing[kind]?.includes(name) === true) continue;
    expect({ name, rows: found.tables.get(name) }).toEqual({ name, rows: expected.tables.get(name) });
  }
  expect(found.digest).toBe(expected.digest);
});

test('the folders are as the generator writes them', async () => {
  for (const write of sourceExampleKinds) {
    const { folder: name, mapping, files } = await write(exampleBank());
    const at = path.join(sources, name);
    expect(await readFile(path.join(at, 'mapping.yaml'), 'utf8')).toBe(mapping);
    expect(readdirSync(path.join(at, 'source'))).toEqual(Object.keys(files).toSorted());
    for (const [file, contents] of Object.entries(files)) {
      const written = await readFile(path.join(at, 'source', file));
      expect([file, written.equals(Buffer.from(contents))]).toEqual([file, true]);
    }
  }
});

/** Imports the deliveries of a folder in turn, and assesses what came of them. */
async function take(kind: string): Promise<Found> {
  const lakeDirectory = path.join(folder, `${kind}-${readdirSync(folder).length}`);
  const at = path.join(sources, kind);
  const deliveries = readdirSync(at).filter((name) => /^source(-\d+)?$/.test(name));
  for (const delivery of deliveries.toSorted()) {
    const report = await importBatch({
      lakeDirectory,
      mappingText: await readFile(path.join(at, 'mapping.yaml'), 'utf8'),
      mappingPath: 'mapping.yaml',
      sourceDirectory: path.join(at, delivery),
      now: 1_751_328_000_000_000n,
      threads: 1,
      memoryMib: 512,
    });
    expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
  }
  const { digest } = await assess({
    lakeDirectory,
    policyText: await readFile(path.join(root, 'examples/policies/four-tiers.yaml'), 'utf8'),
    asOf: exampleTo,
    previous: null,
    overrides: null,
    out: `${lakeDirectory}-result`,
    threads: 1,
    memoryMib: 512,
    now: '2025-07-01T00:00:00.000Z',
    processId: process.pid,
    version: '0.0.0',
  });
  return { tables: await tablesOf(lakeDirectory), digest: JSON.stringify(digest) };
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
