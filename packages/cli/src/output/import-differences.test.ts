import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

/** What is said of a ledger that has 5.00 more than the accounts. */

let folder: string;
const at = (name: string): string => path.join(folder, name);
const mapping = (onDifference: string): string => `gradus_mapping: 1
source: core
currency: CNY
data_from: 2026-01-01
ledger: { subjects: { 2111: { kind: demand } }, on_difference: ${onDifference} }
tables:
  customer: { file: customers.csv, fields: { customer_id: id, opened_on: since } }
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: since, opening_balance: opening }
  ledger_balance: { file: ledger.csv, fields: { day: day, subject: subject, balance: balance } }
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-differences-'));
  await mkdir(at('source'));
  await writeFile(at('source/customers.csv'), 'id,since\n1,2025-01-01\n');
  await writeFile(at('source/accounts.csv'), 'id,owner,since,opening\nA,1,2025-01-01,100\n');
  await writeFile(at('source/ledger.csv'), 'day,subject,balance\n2026-01-31,2111,100\n2026-02-28,2111,105\n');
  for (const word of ['refuse', 'warn']) await writeFile(at(`${word}.yaml`), mapping(word));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const importBy = (name: string, ...more: string[]) =>
  runCaptured(['import', '--lake', at(name), '--mapping', at(`${name}.yaml`), at('source'), ...more]);

test('both figures are told in both languages, with the line of the file', async () => {
  const english = await importBy('refuse');
  expect(english.code).toBe(2);
  expect(english.out).toContain('balance of the general ledger: 2 figures compared, 1 differ\n');
  expect(english.out).toContain(
    '  ledger.csv:3 2026-02-28 2111 CNY balance: delivered 105.00, computed 100.00\n',
  );
  expect(english.out).toMatch(/^All differences: .*refused.*differences\.csv$/m);
  const chinese = await importBy('refuse', '--locale', 'zh-CN');
  expect(chinese.out).toContain('总账余额：核对 2 个数，不符 1 个\n');
  expect(chinese.out).toContain('balance: 交付 105.00，计算 100.00\n');
});

test('what a terminal would obey is shown as a sign', async () => {
  const escape = '\u001B[31m';
  await mkdir(at('coloured'));
  for (const file of ['customers.csv', 'accounts.csv'])
    await cp(at(`source/${file}`), at(`coloured/${file}`));
  await writeFile(at('coloured/ledger.csv'), `day,subject,balance\n2026-01-31,${escape},105\n`);
  await writeFile(at('coloured.yaml'), mapping('refuse').replace('2111', JSON.stringify(escape)));
  const { out } = await runCaptured([
    'import',
    '--lake',
    at('c'),
    '--mapping',
    at('coloured.yaml'),
    at('coloured'),
  ]);
  expect(out).toContain('2026-01-31 \uFFFD[31m CNY balance: delivered 105.00, computed 100.00\n');
});

test('a machine reads them too, with days as text', async () => {
  const { code, out } = await importBy('warn', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    status: 'accepted',
    warnings: [{ code: 'intake.ledger-differs' }],
    differences: { total: 1, first: [{ day: '2026-02-28', delivered: '105.00', computed: '100.00' }] },
  });
});
