import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importBatch, type ImportReport } from '@gradus/lake';
import { generateBank } from '@gradus/sample-bank';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The sample bank sums up its accounts with code of its own; the lake must find the same figures in the bookings. */

let folder: string;
let mapping: string;
let source: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-bank-sums-'));
  const bank = await generateBank({ customers: 800, months: 7, seed: 11, out: path.join(folder, 'bank') });
  source = bank.source;
  const text = await readFile(bank.mapping, 'utf8');
  mapping = `${text}
  account_sum:
    file: account_sum.csv
    read: { delimiter: ',' }
    fields: { account_id: 账号, day: 月末, balance: 余额, balance_days: 当月积数 }
`;
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function take(name: string): Promise<ImportReport> {
  return importBatch({
    lakeDirectory: path.join(folder, name),
    mappingText: mapping,
    mappingPath: 'mapping.yaml',
    sourceDirectory: source,
    now: 1_798_761_600_000_000n,
    threads: 1,
    memoryMib: 512,
  });
}

test('every balance, balance-day and figure of the ledger agrees with the bookings', async () => {
  const report = await take('right');
  expect(report).toMatchObject({ status: 'accepted', reasons: [], differences: { total: 0 } });
  const compared = report.differences.byTable.map(({ compared: count }) => count);
  expect(Math.min(...compared)).toBeGreaterThan(50);
});

test('one fen more in one sum is found, with its line', async () => {
  const file = path.join(source, 'account_sum.csv');
  // The file is GB18030; bytes that are not looked at stay what they are.
  const written = await readFile(file, 'latin1');
  const lines = written.trimEnd().split('\n');
  const last = (lines.at(-1) ?? '').split(',');
  const moved = [...last.slice(0, 3), (Number(last[3]) + 0.01).toFixed(2)].join(',');
  await writeFile(file, `${[...lines.slice(0, -1), moved].join('\n')}\n`, 'latin1');
  const report = await take('wrong');
  expect(report.reasons.map(({ code }) => code)).toEqual(['intake.account-sums-differ']);
  expect(report.differences).toMatchObject({
    total: 1,
    first: [{ file: 'account_sum.csv', line: lines.length, field: 'balance_days' }],
  });
});
