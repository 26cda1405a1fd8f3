import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const feeds = `
  ledger_balance:
    file: ledger.csv
    fields: { day: day, branch_id: branch, subject: subject, currency: currency, balance: balance }
  account_sum:
    file: sums.csv
    required: false
    fields: { account_id: account, day: day, balance_days: sum, balance: balance }`;
const head = (tolerance = '0'): string =>
  `ledger: { subjects: { D: { kind: demand }, T: { kind: [term, notice] } }, tolerance: ${tolerance} }`;
const account = `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: owner, kind: kind, currency: currency, opened_on: opened, closed_on: closed, opening_balance: opening, valid_from: from }`;
const customer = `
  customer:
    file: customers.csv
    fields: { customer_id: id, opened_on: opened, branch_id: branch }`;
const customers = 'id,opened,branch\nC1,2020-01-01,B1\nC2,2020-01-01,B2\nC3,2020-01-01,\n';
const accountHeader = 'id,owner,kind,currency,opened,closed,opening,from';
const ledgerHeader = 'day,branch,subject,currency,balance';

const bank = (
  accounts: readonly string[],
  bookings: readonly string[],
  ledger: readonly string[],
): TrialFiles => ({
  'customers.csv': customers,
  'accounts.csv': `${[accountHeader, ...accounts].join('\n')}\n`,
  'entries.csv': `${['id,account,day,amount,purpose', ...bookings].join('\n')}\n`,
  'ledger.csv': `${[ledgerHeader, ...ledger].join('\n')}\n`,
});

test('an account that changes owner stays with its branch; one that changes kind moves to the other subject', async () => {
  const report = await lake.import(smallMapping({ head: head(), customer, account, more: feeds }), {
    ...bank(
      [
        'A1,C1,demand,CNY,2020-01-01,,100,2020-01-01',
        'A1,C2,demand,CNY,2020-01-01,,,2024-02-10',
        'A2,C2,demand,CNY,2020-01-01,,7,2020-01-01',
        'A2,C2,term,CNY,2020-01-01,,,2024-02-10',
      ],
      ['1,A1,2024-02-15,11,cash', '2,A2,2024-02-10,1,cash'],
      [
        '2024-01-31,B1,D,CNY,100',
        '2024-01-31,B2,D,CNY,7',
        '2024-02-29,B1,D,CNY,111',
        '2024-02-29,B2,T,CNY,8',
      ],
    ),
    'sums.csv': 'account,day,sum,balance\nA1,2024-02-29,3065,111\nA2,2024-02-29,223,8\n',
  });
  expect(report.differences).toMatchObject({ total: 0, first: [] });
  expect(report.status).toBe('accepted');
});

test('accounts of customers without a branch stand under no branch', async () => {
  const files = bank(['A1,C3,demand,CNY,2020-01-01,,100,'], [], ['2024-01-31,,D,CNY,100']);
  expect(
    await lake.import(smallMapping({ head: head(), customer, account, more: feeds }), files),
  ).toMatchObject({
    status: 'accepted',
  });
});

test.each([
  ['JPY', '100', '101', '1', 'accepted'],
  ['JPY', '100', '101', '0.9999', 'refused'],
  ['KWD', '1.001', '1.003', '0.002', 'accepted'],
  ['KWD', '1.001', '1.003', '0.0019', 'refused'],
])(
  'in %s, %s against %s with a tolerance of %s is %s',
  async (currency, held, written, tolerance, status) => {
    const files = bank(
      [`A1,C1,demand,${currency},2020-01-01,,${held},`],
      [],
      [`2024-01-31,B1,D,${currency},${written}`],
    );
    const report = await lake.import(
      smallMapping({ head: head(tolerance), customer, account, more: feeds }),
      files,
    );
    expect(report.status).toBe(status);
  },
);

test('a currency that no account has is told in its own decimals', async () => {
  const files = bank(['A1,C1,demand,CNY,2020-01-01,,0,'], [], ['2024-01-31,B1,D,JPY,12']);
  const report = await lake.import(
    smallMapping({ head: head('11.5'), customer, account, more: feeds }),
    files,
  );
  expect(report.differences.first).toMatchObject([{ currency: 'JPY', delivered: '12', computed: '0' }]);
});

test('a rejected booking that is tolerated shows up as a difference, in the next month too', async () => {
  const files = bank(
    ['A1,C1,demand,CNY,2020-01-01,,100,'],
    ['1,A1,2024-01-15,5,cash', '2,A1,2024-01-16,5,unheard-of'],
    ['2024-01-31,B1,D,CNY,110', '2024-02-29,B1,D,CNY,110'],
  );
  const report = await lake.import(
    smallMapping({ head: `${head()}\ntolerance: 1 row`, customer, account, more: feeds }),
    files,
  );
  expect(report.differences.first.map((one) => `${one.line} ${one.delivered} ${one.computed}`)).toEqual([
    '2 110.00 105.00',
    '3 110.00 105.00',
  ]);
});

test('a refused delivery leaves the lake as it was, and corrected it is taken', async () => {
  const mapping = smallMapping({ head: head(), customer, account, more: feeds });
  const files = (balance: string): TrialFiles =>
    bank(['A1,C1,demand,CNY,2020-01-01,,100,'], [], [`2024-01-31,B1,D,CNY,${balance}`]);
  expect(await lake.import(mapping, files('1'))).toMatchObject({ status: 'refused', batch: null });
  expect(await lake.import(mapping, files('100'))).toMatchObject({ status: 'accepted', batch: 1 });
  expect(await lake.import(mapping, files('100'))).toMatchObject({
    status: 'unchanged',
    differences: { total: 0 },
  });
});

test('balances that are delivered as such are held against the ledger too', async () => {
  const balances = `
  balance: { file: balances.csv, fields: { account_id: account, day: day, balance: balance } }`;
  const report = await lake.import(
    smallMapping({
      head: `business_date: 2024-02-29\n${head()}`,
      customer,
      entry: null,
      more: `${balances}${feeds}`,
    }),
    {
      ...smallFiles,
      'customers.csv': customers,
      'accounts.csv': 'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,\n',
      'balances.csv': 'account,day,balance\nA1,2023-12-31,100\nA1,2024-02-10,130\n',
      'ledger.csv': `${ledgerHeader}\n2024-01-31,B1,D,CNY,100\n2024-02-29,B1,D,CNY,130\n`,
      'sums.csv': 'account,day,sum,balance\nA1,2024-02-29,3500,130\n',
    },
  );
  expect(report).toMatchObject({ reasons: [], differences: { total: 0 } });
});
