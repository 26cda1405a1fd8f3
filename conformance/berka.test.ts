import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb } from '@gradus/engine';
import { attachLake, attachVault, importBatch, openLake, verifyLake, type ImportReport } from '@gradus/lake';
import { compileIndicators } from '@gradus/policy';
import { parseDay, type Day } from '@gradus/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planWith } from './harness/plan-with.ts';

/**
 * The bookings of a real bank, complete from 1993-01-01 to 1994-03-30. The set states no licence, so it lies beside the
 * checkout and is not part of it; without it there is nothing to run.
 */
const source = path.resolve(import.meta.dirname, '../../shared/data/berka');
const isThere = existsSync(source);

const asOf = parseDay('1994-03-30') ?? 0;
const windowStart = parseDay('1993-10-01') ?? 0;

/** Rows of one of the bank's files, by the names in its header. */
async function rowsOf(file: string): Promise<Record<string, string>[]> {
  const lines = (await readFile(path.join(source, file), 'latin1')).trim().split(/\r?\n/);
  const [header = [], ...rows] = lines.map((line) =>
    line.split(';').map((value) => value.replaceAll('"', '')),
  );
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

function dayOf(yymmdd: string): Day {
  const day = parseDay(`19${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`);
  if (day === null) throw new Error(`no day: ${yymmdd}`);
  return day;
}

function minorOf(amount: string): number {
  const [whole = '', fraction = ''] = amount.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2));
}

/** Average daily balance per owner in hundredths, computed without any of Gradus: a loop over days and bookings. */
async function expectedAverages(): Promise<Map<string, number>> {
  const byAccount = Map.groupBy(await rowsOf('trans.asc'), (row) => row['account_id'] ?? '');
  const owners = new Map(
    (await rowsOf('disp.asc'))
      .filter((row) => row['type'] === 'OWNER')
      .map((row) => [row['account_id'] ?? '', row['client_id'] ?? '']),
  );
  const averages = new Map<string, number>();
  for (const account of await rowsOf('account.asc')) {
    const openedOn = dayOf(account['date'] ?? '');
    if (openedOn > asOf) continue;
    const changes = new Map<Day, number>();
    for (const row of byAccount.get(account['account_id'] ?? '') ?? []) {
      const day = dayOf(row['date'] ?? '');
      const amount = minorOf(row['amount'] ?? '');
      changes.set(day, (changes.get(day) ?? 0) + (row['type'] === 'PRIJEM' ? amount : -amount));
    }
    let balance = 0;
    let sum = 0;
    for (let day = openedOn; day <= asOf; day += 1) {
      balance += changes.get(day) ?? 0;
      if (day >= windowStart) sum += balance;
    }
    const days = asOf - windowStart + 1;
    const rounded = Math.sign(sum) * Math.floor((2 * Math.abs(sum) + days) / (2 * days));
    averages.set(owners.get(account['account_id'] ?? '') ?? '', rounded + 0);
  }
  return averages;
}

describe('the Berka set', () => {
  let folder: string;
  let report: ImportReport;

  beforeEach(({ skip }) => skip(!isThere, 'the set is not in ../shared/data/berka'));

  beforeAll(async () => {
    if (!isThere) return;
    folder = await mkdtemp(path.join(tmpdir(), 'gradus-berka-'));
    const mappingPath = path.resolve(import.meta.dirname, '../examples/mappings/berka.yaml');
    report = await importBatch({
      lakeDirectory: path.join(folder, 'lake'),
      mappingText: await readFile(mappingPath, 'utf8'),
      mappingPath,
      sourceDirectory: source,
      now: 1_719_820_800_000_000n,
      threads: 2,
      memoryMib: 1024,
    });
  });

  afterAll(async () => {
    if (isThere) await rm(folder, { recursive: true });
  });

  test('is taken in whole', () => {
    expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
    const counts = report.tables.map(({ table, read, rejected, duplicates }) => [
      table,
      read,
      rejected,
      duplicates,
    ]);
    expect(counts).toEqual([
      ['customer', 5369, 0, 0],
      ['account', 4500, 0, 0],
      ['entry', 46_997, 0, 0],
      ['loan', 682, 0, 0],
      ['loan_party', 682, 0, 0],
      ['loan_status', 682, 0, 0],
    ]);
  });

  test('has bookings of 1,229 accounts, and no changed byte', async () => {
    expect(await verifyLake(path.join(folder, 'lake'))).toEqual([]);
    const lake = await openLake(path.join(folder, 'lake'));
    const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
    await attachLake(session, lake, await lake.head());
    expect(await session.rows('SELECT count(DISTINCT account_key) AS n FROM entry')).toEqual([{ n: 1229n }]);
    await session.close();
  });

  test('has the average daily balances that a loop over days gives, for every customer', async () => {
    const lake = await openLake(path.join(folder, 'lake'));
    const manifest = await lake.head();
    const session = await openDuckdb({ threads: 2, memoryMib: 1024, temporaryDirectory: null });
    const shape = await attachLake(session, lake, manifest);
    await attachVault(session, lake, manifest);
    const window = { count: 6, unit: 'months' } as const;
    const wanted = [{ name: 'average', metric: 'average_daily_balance', parameters: { window } }];
    const rows = await session.runQuery(
      compileIndicators(planWith(wanted, { asOf, currency: 'CZK' }), shape),
    );
    const ids = await session.rows(`SELECT entity_key, external_id FROM identity WHERE entity = 'customer'`);
    const idOf = new Map(ids.map((row) => [row['entity_key'], String(row['external_id'])]));
    const found = new Map(
      rows
        .filter((row) => row['average'] !== null)
        .map((row) => [idOf.get(row['customer_key'] ?? null) ?? '?', Number(row['average'])]),
    );
    const expected = await expectedAverages();
    expect(expected.size).toBe(1229);
    expect([...expected.values()].filter((average) => average !== 0).length).toBeGreaterThan(1000);
    const byId = ([a]: [string, number], [b]: [string, number]): number => Number(a) - Number(b);
    expect([...found].toSorted(byId)).toEqual([...expected].toSorted(byId));
    await session.close();
  });
});
