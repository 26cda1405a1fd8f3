import { diagnosticText } from '@gradus/schema';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallMapping } from '../../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const files = (accounts: string, entries: string): TrialFiles => ({
  'customers.csv': 'id,name,opened,born\nC1,王芳,2020-01-01,1980\n',
  'accounts.csv': `id,owner,kind,opened,closed,opening\n${accounts}`,
  'entries.csv': `id,account,day,amount,purpose\n${entries}`,
});

const twoAccounts = (first: string, second: string): string =>
  `6222000011112222,C1,${first}\n6222000011113333,C1,${second}\n`;
const spending =
  '1,6222000011112222,2024-03-04,-1234.5,spend\n2,6222000011113333,2024-03-05,-20,spend\n3,6222000011113333,2024-06-05,50,other\n';

test('accounts that are below zero for want of an opening balance are told, and the balance may come later', async () => {
  const wanting = files(twoAccounts('demand,2015-07-08,,', 'term,2015-07-08,,'), spending);
  const report = await lake.import(smallMapping(), wanting);
  expect(report.warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'intake.negative-without-opening tables.account',
  ]);
  const [warning] = report.warnings;
  expect(warning?.data).toEqual({
    negative: '1',
    accounts: '2',
    day: '2024-06-05',
    dataFrom: '2024-01-01',
    sums: [{ currency: 'CNY', amount: '-1234.50' }],
    example: {
      currency: 'CNY',
      amount: '-1234.50',
      account: '…2222',
      openedOn: '2015-07-08',
      firstOn: '2024-03-04',
    },
  });
  if (warning !== undefined) expect(diagnosticText(warning, 'en')).toContain('(together CNY -1,234.50)');
  const mended = files(twoAccounts('demand,2015-07-08,,2000', 'term,2015-07-08,,30'), spending);
  const again = await lake.import(smallMapping({ customer: null, entry: null }), mended);
  expect(again).toMatchObject({ status: 'accepted', warnings: [] });
  expect(again.money?.byCurrency).toMatchObject([{ openingUnknown: 0, negative: 0, balanceMinor: 82_550n }]);
  await using whole = await TrialLake.open();
  await whole.import(smallMapping(), mended);
  const snapshots =
    'SELECT spell_key, month_end, sum(balance_minor), sum(balance_days_minor) FROM snapshot GROUP BY ALL ORDER BY ALL';
  expect(await lake.texts(snapshots)).toEqual(await whole.texts(snapshots));
});

describe('nothing is said of', () => {
  test.each([
    ['an account that has one', 'demand,2015-07-08,,0', 'demand,2024-01-01,,'],
    ['an account whose bookings begin with it', 'demand,2024-02-20,,', 'demand,2024-01-01,,'],
    ['what is no deposit', 'other,2015-07-08,,', 'demand,2024-01-01,,'],
    ['a closed account', 'demand,2015-07-08,2024-05-01,', 'demand,2024-01-01,,'],
  ])('%s', async (_, first, second) => {
    const report = await lake.import(
      smallMapping({ head: 'business_date: 2024-06-30' }),
      files(twoAccounts(first, second), spending),
    );
    expect(report).toMatchObject({ status: 'accepted', warnings: [] });
  });

  test('delivered balances', async () => {
    const balance = `
  balance:
    file: balances.csv
    fields: { account_id: account, day: day, balance: balance }`;
    const report = await lake.import(smallMapping({ entry: null, more: balance }), {
      ...files(twoAccounts('demand,2015-07-08,,', 'demand,2015-07-08,,'), ''),
      'balances.csv': 'account,day,balance\n6222000011112222,2024-03-04,-5\n6222000011113333,2024-03-04,5\n',
    });
    expect(report).toMatchObject({ status: 'accepted', warnings: [] });
    expect(report.money?.byCurrency).toMatchObject([{ negative: 1 }]);
  });

  test('one of many accounts', async () => {
    const others = Array.from({ length: 100 }, (_, index) => `B${index},C1,demand,2024-01-01,,\n`).join('');
    const accounts = twoAccounts('demand,2015-07-08,,', 'demand,2024-01-01,,') + others;
    expect((await lake.import(smallMapping(), files(accounts, spending))).warnings).toEqual([]);
  });
});

test('a lake of which nobody says where its bookings begin is told to say so', async () => {
  const mapping = smallMapping().replace('data_from: 2024-01-01', '');
  const wanting = files(twoAccounts('demand,2015-07-08,,', 'notice,2015-07-08,,'), spending);
  const { warnings } = await lake.import(mapping, wanting);
  expect(warnings).toMatchObject([{ code: 'intake.negative-without-opening', data: { dataFrom: null } }]);
  const mended = files(twoAccounts('demand,2015-07-08,,2000', 'notice,2015-07-08,,30'), spending);
  const again = await lake.import(smallMapping({ customer: null, entry: null }), mended);
  expect(again).toMatchObject({ status: 'accepted', warnings: [], dataFrom: 19_723 });
  await using whole = await TrialLake.open();
  await whole.import(smallMapping(), mended);
  const snapshots =
    'SELECT spell_key, month_end, sum(balance_minor), sum(balance_days_minor) FROM snapshot GROUP BY ALL ORDER BY ALL';
  expect(await lake.texts(snapshots)).toEqual(await whole.texts(snapshots));
});
