import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

/** What a delivery with one bad row out of three, and one row twice, is said to be. */

let folder: string;
const at = (name: string): string => path.join(folder, name);
const mapping = (tolerance: string): string => `gradus_mapping: 1
source: core
currency: CNY
tolerance: ${tolerance}
tables:
  customer: { file: customers.csv, fields: { customer_id: id, opened_on: since } }
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-import-'));
  await mkdir(at('source'));
  await writeFile(
    at('source/customers.csv'),
    'id,since\n1,2026-01-01\n2,2026-02-30\n3,2026-01-01\n3,2026-01-01\n',
  );
  await writeFile(at('strict.yaml'), mapping('0'));
  await writeFile(at('lenient.yaml'), mapping('1'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const importBy = (name: string, ...more: string[]) =>
  runCaptured(['import', '--lake', at(name), '--mapping', at(`${name}.yaml`), at('source'), ...more]);

const rowOf = (out: string): string | undefined =>
  out.split('\n').find((line) => line.startsWith('customer '));

test('rows are counted as read, sound, rejected and duplicate; a refused batch accepts none', async () => {
  const refused = await importBy('strict');
  expect(refused.code).toBe(2);
  expect(refused.out).toMatch(/^table\s+read\s+sound\s+rejected\s+duplicates$/m);
  expect(rowOf(refused.out)).toMatch(/^customer\s+4\s+2\s+1\s+1$/);
  expect(refused.out).toContain('[intake.unreadable-day]\n      2026-02-30 (customers.csv:3)\n');
  const { out } = await importBy('strict', '--json');
  expect(JSON.parse(out)).toMatchObject({
    status: 'refused',
    tables: [{ read: 4, accepted: 0, rejected: 1 }],
  });
});

test('an accepted batch says how many rows it took', async () => {
  const accepted = await importBy('lenient', '--json');
  expect(accepted.code).toBe(0);
  expect(JSON.parse(accepted.out)).toMatchObject({
    status: 'accepted',
    tables: [{ table: 'customer', read: 4, accepted: 2, rejected: 1, duplicates: 1 }],
  });
});

test('what a delta deleted has a column of its own, where there is any', async () => {
  await mkdir(at('delta'));
  await writeFile(at('delta/customers.csv'), 'op,id,since\nD,1,\n');
  const feed = 'file: customers.csv, delivery: changes, operation: op';
  await writeFile(at('delta.yaml'), mapping('0').replace('file: customers.csv', feed));
  const { out } = await runCaptured([
    'import',
    '--lake',
    at('lenient'),
    '--mapping',
    at('delta.yaml'),
    at('delta'),
  ]);
  expect(out).toMatch(/^table\s+read\s+accepted\s+rejected\s+duplicates\s+deleted$/m);
  expect(rowOf(out)).toMatch(/^customer\s+1\s+1\s+0\s+0\s+1$/);
});

test('an accepted batch tells balances and turnover by currency, with separators and decimals', async () => {
  await mkdir(at('bank'));
  await writeFile(at('bank/customers.csv'), 'id,since\n1,2026-01-01\n');
  await writeFile(
    at('bank/accounts.csv'),
    'id,owner,since,opening,ccy\nA,1,2025-01-01,1234567.5,BRL\nB,1,2025-01-01,-20.25,BRL\nC,1,2025-01-01,,JPY\n',
  );
  await writeFile(at('bank/entries.csv'), 'account,day,amount\nC,2026-01-30,1500\nC,2026-01-30,-3000\n');
  const tables = `data_from: 2026-01-01
tables:
  customer: { file: customers.csv, fields: { customer_id: id, opened_on: since } }
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: since, opening_balance: opening, currency: ccy }
  entry:
    file: entries.csv
    fields: { account_id: account, booked_on: day, amount: amount, purpose: { value: other } }
`;
  await writeFile(at('bank.yaml'), mapping('0').replace(/tables:[^]*/, tables));
  const run = (...more: string[]) =>
    runCaptured([
      'import',
      '--lake',
      at(`bank-${more.length}`),
      '--mapping',
      at('bank.yaml'),
      at('bank'),
      ...more,
    ]);
  const { out } = await run();
  expect(out).toContain(
    'Balances at the end of 2026-01-30, the last day of the data; compare them with the core:\n',
  );
  expect(out).toMatch(/^BRL +2 +1,234,547\.25 +1 +-20\.25 +0\.00$/m);
  expect(out).toMatch(/^JPY +1 +-1,500 +1 +-1,500 +4,500$/m);
  expect(out).toContain('Of 1 of these accounts no opening balance was delivered');
  const { out: json } = await run('--json');
  expect(JSON.parse(json)).toMatchObject({
    money: {
      day: '2026-01-30',
      isBusinessDate: false,
      byCurrency: [{ balanceMinor: 123_454_725 }, { bookedMinor: 4500 }],
    },
  });
  const page = await readFile(path.join(import.meta.dirname, '../../../../docs/mapping.md'), 'utf8');
  const { money } = JSON.parse(json) as { money: { byCurrency: object[] } };
  const keys = [...Object.keys(money), ...Object.keys(money.byCurrency[0] ?? {})];
  expect(keys.filter((key) => key !== 'currency' && !page.includes(`\`${key}\``))).toEqual([]);
  await writeFile(
    at('bank.yaml'),
    mapping('0').replace(/tables:[^]*/, `business_date: 2026-01-31\n${tables}`),
  );
  const { out: chinese } = await run('--locale', 'zh-CN');
  expect(chinese).toContain('2026-01-31（业务日期）日终余额，请与核心系统核对：\n');
});
