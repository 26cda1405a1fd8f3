import { formatDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../../trial/small-bank.ts';
import { TrialLake } from '../../trial/trial-lake.ts';

/** What an accepted delivery says that the lake holds, to be compared with the core. */

const account = `
  account:
    file: accounts.csv
    fields:
      { account_id: id, customer_id: owner, kind: kind, opened_on: opened, closed_on: closed, opening_balance: opening, currency: ccy }`;

const files = {
  ...smallFiles,
  'accounts.csv': [
    'id,owner,kind,opened,closed,opening,ccy',
    'A1,C1,demand,2020-01-01,,1000.00,',
    'A2,C2,term,2024-02-01,2024-04-15,,',
    'A3,C1,demand,2020-01-01,,-30.50,',
    // Opened before the data begins, and nobody says with what.
    'A4,C2,demand,2020-01-01,,,JPY',
    'A5,C2,demand,2024-06-01,,,JPY',
  ].join('\n'),
  'entries.csv': [
    'id,account,day,amount,purpose',
    '1,A1,2024-01-10,50.25,salary',
    '2,A1,2024-02-10,-20,spend',
    '3,A2,2024-02-01,500,transfer',
    '4,A2,2024-04-15,-500,transfer',
    '5,A4,2024-03-01,700,transfer',
    '6,A1,2024-05-14,-0.01,fee',
  ].join('\n'),
};

test('balances grow out of the last snapshot, closed accounts are none, and bookings are those of the batch', async () => {
  await using lake = await TrialLake.open();
  const { status, money } = await lake.import(smallMapping({ account }), files);
  expect(status).toBe('accepted');
  expect(money?.day === undefined ? null : formatDay(money.day)).toBe('2024-05-14');
  expect(money).toMatchObject({
    isBusinessDate: false,
    byCurrency: [
      {
        currency: 'CNY',
        accounts: 2,
        openingUnknown: 0,
        balanceMinor: 99_974n,
        negative: 1,
        negativeMinor: -3050n,
        bookedMinor: 107_026n,
      },
      {
        currency: 'JPY',
        accounts: 1,
        openingUnknown: 1,
        balanceMinor: 700n,
        negative: 0,
        negativeMinor: 0n,
        bookedMinor: 700n,
      },
    ],
  });
  const later = await lake.import(smallMapping({ account, head: 'business_date: 2024-06-30' }), {
    ...files,
    'entries.csv': `${files['entries.csv']}\n7,A4,2024-06-02,-1000,spend\n`,
  });
  expect(later.money).toMatchObject({
    isBusinessDate: true,
    byCurrency: [
      { currency: 'CNY', accounts: 2, balanceMinor: 99_974n, bookedMinor: 0n },
      {
        currency: 'JPY',
        accounts: 2,
        balanceMinor: -300n,
        negative: 1,
        negativeMinor: -300n,
        bookedMinor: 1000n,
      },
    ],
  });
});

test('an account that changes its currency brings each booking to that of its day', async () => {
  await using lake = await TrialLake.open();
  const dated = account.replace('currency: ccy', 'currency: ccy, valid_from: since');
  const { money } = await lake.import(smallMapping({ account: dated }), {
    ...smallFiles,
    'accounts.csv':
      'id,owner,kind,opened,closed,opening,ccy,since\nA1,C1,demand,2024-01-01,,,CNY,\nA1,C1,demand,2024-01-01,,,USD,2024-02-01\nA2,C2,demand,2024-01-01,,,,\n',
    'entries.csv':
      'id,account,day,amount,purpose\n1,A1,2024-01-31,5,other\n2,A1,2024-02-01,7,other\n3,A2,2024-02-01,1,other\n',
  });
  expect(money?.byCurrency.map(({ currency, bookedMinor }) => `${currency} ${bookedMinor}`)).toEqual([
    'CNY 600',
    'USD 700',
  ]);
  // Its balance stands in one currency alone.
  const total = money?.byCurrency.reduce((sum, { accounts }) => sum + accounts, 0);
  expect(total).toBe(2);
});

test('balances that are delivered book nothing, and without money there is nothing to tell', async () => {
  await using lake = await TrialLake.open();
  const customers = await lake.import(smallMapping({ account: null, entry: null }), smallFiles);
  expect(customers).toMatchObject({ status: 'accepted', money: null });
  const balances = `
  balance:
    file: balances.csv
    fields: { account_id: account, day: day, balance: balance }`;
  const { money } = await lake.import(smallMapping({ entry: null, more: balances }), {
    ...smallFiles,
    'accounts.csv': 'id,owner,kind,opened,closed,opening\nA1,C1,demand,2024-01-01,,\n',
    'balances.csv': 'account,day,balance\nA1,2024-01-10,10\nA1,2024-03-10,-4\n',
  });
  expect(money?.byCurrency).toMatchObject([
    { currency: 'CNY', accounts: 1, balanceMinor: -400n, negative: 1, bookedMinor: 0n },
  ]);
});
