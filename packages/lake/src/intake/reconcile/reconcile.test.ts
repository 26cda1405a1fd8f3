import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diagnostic, diagnosticText, formatDay, parseDay } from '@gradus/schema';
import { readMapping } from '../../mapping/read-mapping.ts';
import { smallFiles, smallMapping } from '../../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const ledgerFields = 'day: day, branch_id: branch, subject: subject, currency: currency, balance: balance';
const branches = `
  customer:
    file: customers.csv
    fields: { customer_id: id, opened_on: opened, branch_id: branch }`;
const mapping = (head = '', fields = ledgerFields): string =>
  smallMapping({
    head: `ledger:\n  subjects: { '2111': { kind: demand }, '2112': { kind: [term, notice] } }\n${head}`,
    customer: branches,
    more: `
  ledger_balance:
    file: ledger.csv
    fields: { ${fields} }`,
  });
const files = (...lines: string[]): TrialFiles => ({
  ...smallFiles,
  'customers.csv': 'id,opened,branch\nC1,2020-01-01,B1\nC2,2024-02-01,B2\n',
  'ledger.csv': `day,branch,subject,currency,balance\n${lines.join('\n')}\n`,
});
const right = [
  '2024-01-09,B1,2111,CNY,1000',
  '2024-01-31,B1,2111,CNY,1050.25',
  '2024-03-31,B1,2111,CNY,1030.25',
  '2024-03-31,B2,2112,CNY,500',
  '2024-05-31,B1,2111,CNY,1030.25',
  '2024-05-31,B2,2112,CNY,0',
  '2024-05-31,B1,1001,CNY,77',
  // The day of a booking counts it.
  '2024-01-10,B1,2111,CNY,1050.25',
];

test('a ledger that agrees with the accounts by branch, subject, currency and day is compared and said so', async () => {
  expect(await lake.import(mapping(), files(...right))).toMatchObject({
    status: 'accepted',
    reasons: [],
    warnings: [],
    differences: {
      total: 0,
      path: null,
      byTable: [{ table: 'ledger_balance', compared: 7, differing: 0 }],
    },
  });
});

test('a ledger of the whole bank needs no branch', async () => {
  const fields = 'day: day, subject: subject, balance: balance';
  expect(await lake.import(mapping('', fields), files(...right))).toMatchObject({ status: 'accepted' });
});

test('rows of several branches are one figure of the whole bank where no branch is mapped', async () => {
  const fields = 'day: day, subject: subject, currency: currency, balance: balance';
  const parts = [
    // Two branches with the same balance, and a third.
    '2024-01-31,B1,2111,CNY,400.10',
    '2024-01-31,B2,2111,CNY,400.10',
    '2024-01-31,B3,2111,CNY,250.05',
    '2024-05-31,B1,2111,CNY,1030.25',
  ];
  expect(await lake.import(mapping('', fields), files(...parts))).toMatchObject({
    status: 'accepted',
    reasons: [],
    differences: { total: 0, byTable: [{ compared: 2 }] },
  });
  const report = await lake.import(mapping('', fields), files(...parts.slice(1)));
  expect(report.differences.first).toMatchObject([
    { line: 2, delivered: '650.15', computed: '1050.25', difference: '-400.10' },
  ]);
});

const huge = '9000000000000';
test('figures whose sum no lake could hold differ, and break nothing', async () => {
  const fields = 'day: day, subject: subject, balance: balance';
  const rows = Array.from({ length: 11_000 }, (_, index) => `2024-01-31,B${index},2111,CNY,${huge}`);
  const report = await lake.import(mapping('', fields), files(...rows));
  expect(report.reasons.map(({ code }) => code)).toEqual(['intake.ledger-differs']);
});

const withAccountBranch = (head = ''): string =>
  mapping(head).replace('closed_on: closed', 'closed_on: closed\n      branch_id: branch');
const accountsAt = (first: string, second: string): TrialFiles => ({
  'accounts.csv': `id,owner,kind,opened,closed,opening,branch\nA1,C1,demand,2020-01-01,,1000.00,${first}\nA2,C2,term,2024-02-01,2024-04-15,,${second}\n`,
});

test('an account counts for the branch that keeps it, else for that of its owner', async () => {
  const moved = right.map((line) => line.replace('B1', 'B7'));
  const text = withAccountBranch();
  const taken = await lake.import(text, { ...files(...moved), ...accountsAt('B7', '') });
  expect(taken).toMatchObject({ status: 'accepted', reasons: [], differences: { total: 0 } });
  expect(
    await lake.texts(
      `SELECT coalesce(i.external_id, '-') FROM account a LEFT JOIN identity i ON i.entity = 'branch' AND i.entity_key = a.branch_key ORDER BY account_key`,
    ),
  ).toEqual(['B7', '-']);
  // The account moves to another branch: its latest row counts.
  const back = await lake.import(text, { ...files(...right), ...accountsAt('B1', '') });
  expect(back).toMatchObject({ status: 'accepted', reasons: [], differences: { total: 0 } });
});

test.each([
  [
    'all of it',
    right.map((line) => line.replace('B1', 'B7')),
    '10',
    /totals over all branches agree: bookings lie/,
  ],
  [
    'some of it',
    right.map((line) => line.replace('B1', 'B7').replace('CNY,500', 'CNY,501')),
    '10',
    /Of 10 of them the totals over all branches agree: bookings lie/,
  ],
  ['none of it', right.map((line) => line.replace('CNY,500', 'CNY,501')), '0', /^((?!totals over).)*$/],
])(
  'a ledger that has money at other branches is told from one that has other money: %s',
  async (_, lines, misplaced, words) => {
    const report = await lake.import(mapping(), files(...lines));
    expect(report.reasons).toMatchObject([{ code: 'intake.ledger-differs', data: { misplaced } }]);
    expect(report.reasons.map((one) => diagnosticText(one, 'en')).join(' ')).toMatch(words);
  },
);

test.each([
  ['intake.ledger-differs', 'refuse'],
  ['intake.ledger-differs', 'warn'],
  ['intake.account-sums-differ', 'refuse'],
  ['intake.account-sums-differ', 'warn'],
] as const)('%s with on_difference: %s advises what is not set', (code, onDifference) => {
  const data = { differing: '1', compared: '2', misplaced: '0', onDifference };
  const finding = diagnostic(code, 'warning', { position: null, path: '' }, data);
  for (const locale of ['en', 'zh-CN'] as const) {
    expect(diagnosticText(finding, locale).includes('on_difference')).toBe(onDifference === 'refuse');
  }
});

test('a ledger without subjects is missed at the head of the mapping, with an example', () => {
  const [finding] = readMapping(mapping().replace(/^ledger:[^\n]*\n[^\n]*\n/m, '')).diagnostics;
  expect(finding).toMatchObject({
    code: 'intake.missing-key',
    path: 'ledger',
    position: { line: 1, column: 1 },
    data: { example: expect.stringContaining('ledger: { subjects: { 2111: { kind: demand }') },
  });
});

test('currencies without decimals, and with three, are shown as they are written', async () => {
  const accounts =
    'id,owner,kind,currency,opened,opening\nJ,C1,demand,JPY,2020-01-01,1000\nK,C1,demand,KWD,2020-01-01,0.005\n';
  const text = mapping()
    .replace('closed_on: closed', 'currency: currency')
    .replace('opening_balance: opening', 'opening_balance: opening');
  const report = await lake.import(text, {
    ...files('2024-01-31,B1,2111,JPY,1001', '2024-01-31,B1,2111,KWD,-1.2'),
    'accounts.csv': accounts,
    'entries.csv': 'id,account,day,amount,purpose\n1,J,2024-01-02,0,other\n',
  });
  expect(report.differences.first.map((one) => [one.delivered, one.computed, one.difference])).toEqual([
    ['-1.200', '0.005', '-1.205'],
    ['1001', '1000', '1'],
  ]);
});

test.each([
  ['another figure', '2024-01-31,B1,2111,CNY,1050.25', '2024-01-31,B1,2111,CNY,1050.26', '1050.26 1050.25'],
  ['another branch', '2024-01-31,B1,2111,CNY,1050.25', '2024-01-31,B9,2111,CNY,1050.25', '1050.25 0.00'],
  ['another currency', '2024-01-31,B1,2111,CNY,1050.25', '2024-01-31,B1,2111,USD,1050.25', '1050.25 0.00'],
  [
    'no figure where accounts have money',
    '2024-03-31,B2,2112,CNY,500',
    '2024-03-30,B2,2112,CNY,500',
    'null 500.00',
  ],
])('%s refuses the delivery and names both figures', async (_, before, after, figures) => {
  const report = await lake.import(
    mapping(),
    files(...right.map((line) => (line === before ? after : line))),
  );
  expect(report).toMatchObject({ status: 'refused', batch: null });
  expect(report.reasons.map(({ code }) => code)).toEqual(['intake.ledger-differs']);
  expect(report.differences.first.map((one) => `${one.delivered} ${one.computed}`)).toContain(figures);
  const list = await readFile(report.differences.path ?? '', 'utf8');
  expect(list.trim().split('\n')).toHaveLength(report.differences.total + 1);
});

test('the list of differences tells the line of the file and hides no figure', async () => {
  const report = await lake.import(mapping(), files(...right.slice(0, 5), '2024-05-31,B2,2112,CNY,-0.5'));
  const list = await readFile(report.differences.path ?? '', 'utf8');
  expect(list).toBe(
    '\u{feff}file,line,table,field,day,from,branch,subject,currency,account,delivered,computed,difference\nledger.csv,7,ledger_balance,balance,2024-05-31,,B2,2112,CNY,,-0.50,0.00,-0.50\n',
  );
});

test.each([
  ['  tolerance: 0.01', 'accepted', []],
  ['  tolerance: 0.0099', 'refused', []],
  ['  on_difference: warn', 'accepted', ['intake.ledger-differs']],
])('the mapping says what a difference of 0.01 is: %s', async (setting, status, warnings) => {
  const off = right.map((line) => line.replace('1050.25', '1050.26'));
  const report = await lake.import(mapping(setting), files(...off));
  expect(report.status).toBe(status);
  expect(report.warnings.map(({ code }) => code)).toEqual(warnings);
});

test('a batch that is taken with differences keeps their list', async () => {
  const off = right.map((line) => line.replace('1050.25', '1050.26'));
  const report = await lake.import(mapping('  on_difference: warn'), files(...off));
  expect(report.differences.path).toContain('batches');
  expect(await readFile(report.differences.path ?? '', 'utf8')).toContain('1050.26,1050.25');
});

test.each([
  [
    'ledger: { subjects: { a: { kind: demand }, b: { product: P1 } } }',
    'ledger_balance',
    'intake.subjects-overlap',
  ],
  ['ledger: { subjects: { a: { kind: demand } } }', 'account_sum', 'intake.missing-key'],
  ['', 'ledger_balance', 'intake.missing-key'],
  ['account_sums: { tolerance: 1 }', 'ledger_balance', 'intake.missing-key'],
  ['ledger: { subjects: { a: { kind: demand } }, tolerance: -1 }', 'ledger_balance', 'intake.bad-value'],
])('%s with %s: %s', (head, table, code) => {
  const fields =
    table === 'account_sum' ? 'account_id: a, day: d, balance_days: s' : 'day: d, subject: s, balance: b';
  const text = smallMapping({ head, more: `  ${table}: { file: f, fields: { ${fields} } }` });
  expect(readMapping(text).diagnostics.map((one) => one.code)).toContain(code);
});

const sumMapping = (
  head = '',
  fields = 'account_id: account, day: day, balance_days: sum, balance: balance',
): string =>
  smallMapping({
    head,
    more: `
  account_sum:
    file: sums.csv
    fields: { ${fields} }`,
  });
const sums = (...lines: string[]): TrialFiles => ({
  ...smallFiles,
  'sums.csv': `account,from,day,sum,balance\n${lines.join('\n')}\n`,
});
// 1000.00 on 9 days, 1050.25 on 22; then on 9, and 1030.25 on 20.
const rightSums = [
  'A1,2024-01-01,2024-01-31,32105.50,1050.25',
  'A1,2024-02-01,2024-02-29,30057.25,1030.25',
  'A2,2024-02-01,2024-02-29,14500,500',
  'A2,2024-04-01,2024-04-30,7000,0',
];

test('sums of a month are compared account by account', async () => {
  expect(await lake.import(sumMapping(), sums(...rightSums))).toMatchObject({
    status: 'accepted',
    differences: { total: 0, byTable: [{ table: 'account_sum', compared: 8, differing: 0 }] },
  });
});

test('balances alone are compared too', async () => {
  const fields = 'account_id: account, day: day, balance: balance';
  const off = sums(...rightSums.map((line) => line.replace(',500', ',501')));
  expect((await lake.import(sumMapping('', fields), off)).differences).toMatchObject({
    byTable: [{ table: 'account_sum', compared: 4, differing: 1 }],
    first: [{ field: 'balance', delivered: '501.00', computed: '500.00', difference: '1.00' }],
  });
});

test.each([
  ['32105.50,1050.25', '32105.51,1050.25', 'balance_days 32105.51 32105.50'],
  ['7000,0', '7000,1', 'balance 1.00 0.00'],
])('%s as %s is a difference', async (before, after, expected) => {
  const report = await lake.import(
    sumMapping(),
    sums(...rightSums.map((line) => line.replace(before, after))),
  );
  expect(report.status).toBe('refused');
  expect(report.reasons.map(({ code }) => code)).toEqual(['intake.account-sums-differ']);
  expect(report.differences.first.map((one) => `${one.field} ${one.delivered} ${one.computed}`)).toEqual([
    expected,
  ]);
});

test('a difference is taken with a warning, or within a tolerance, when the mapping says so', async () => {
  const off = sums(...rightSums.map((line) => line.replace('14500', '14501')));
  expect(await lake.import(sumMapping('account_sums: { tolerance: 1 }'), off)).toMatchObject({
    status: 'accepted',
    warnings: [],
  });
  const warned = await lake.import(sumMapping('account_sums: { on_difference: warn }'), off);
  expect(warned).toMatchObject({
    status: 'accepted',
    warnings: [{ code: 'intake.account-sums-differ', severity: 'warning' }],
  });
});

test.each([
  ['A9,,2024-01-31,1,', 'intake.unknown-reference'],
  ['A1,2023-12-31,2024-01-31,1,', 'intake.before-data'],
  ['A1,2024-02-01,2024-01-31,1,', 'intake.days-out-of-order'],
  ['A1,,2044-01-31,1,', 'intake.in-future'],
  ['A1,,2024-01-31,1.001,', 'intake.too-many-decimals'],
])('%s is rejected: %s', async (line, code) => {
  const fields = 'account_id: account, from: from, day: day, balance_days: sum, balance: balance';
  const report = await lake.import(sumMapping('', fields), sums(line));
  expect(report.rejects.first.map((one) => one.code)).toEqual([code]);
});

test('bookings that come later are compared together with those before', async () => {
  await lake.import(sumMapping(), sums(...rightSums));
  const later = smallMapping({
    customer: null,
    account: null,
    more: `
  account_sum: { file: sums.csv, fields: { account_id: account, day: day, balance_days: sum, balance: balance } }`,
  });
  const report = await lake.import(later, {
    'entries.csv': 'id,account,day,amount,purpose\n9,A1,2024-01-31,1,cash\n',
    'sums.csv': 'account,day,sum,balance\nA1,2024-01-31,32106.50,1051.25\nA1,2024-02-29,30086.25,1031.25\n',
  });
  expect(report).toMatchObject({ status: 'accepted', differences: { total: 0 } });
});

test('any period of any bookings sums as the days do one by one', async () => {
  const start = parseDay('2024-01-01') ?? 0;
  const day = fc.integer({ min: 0, max: 89 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(day, fc.integer({ min: -999, max: 999 })), { maxLength: 12 }),
      fc.tuple(day, day),
      async (booked, [a, b]) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const balance = (on: number): number =>
          1000 + booked.reduce((sum, [at, amount]) => sum + (at <= on ? amount : 0), 0);
        let sum = 0;
        for (let on = first; on <= last; on += 1) sum += balance(on);
        const fields = 'account_id: account, from: from, day: day, balance_days: sum, balance: balance';
        await using one = await TrialLake.open();
        const report = await one.import(sumMapping('', fields), {
          ...smallFiles,
          'entries.csv': `id,account,day,amount,purpose\n${booked.map(([at, amount], index) => `${index},A1,${formatDay(start + at)},${amount},cash`).join('\n')}\n`,
          'accounts.csv': 'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,1000\n',
          'sums.csv': `account,from,day,sum,balance\nA1,${formatDay(start + first)},${formatDay(start + last)},${sum},${balance(last)}\n`,
        });
        expect(report).toMatchObject({ status: 'accepted', differences: { total: 0 } });
      },
    ),
    { numRuns: 10 },
  );
});
