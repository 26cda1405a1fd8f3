import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const balance = (delivery = 'changes', period = ''): string => `
  balance:
    file: balances.csv
    delivery: ${delivery}
    ${period}
    fields: { account_id: account, day: day, balance: balance }`;
const mapping = (more = balance(), head = 'business_date: 2024-06-30'): string =>
  smallMapping({ head, entry: null, more });
const files = (...lines: string[]): TrialFiles => ({
  'customers.csv': 'id,name,opened,born\nC1,a,2020-01-01,\n',
  'accounts.csv':
    'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,\nA2,C1,term,2024-02-10,2024-05-15,\n',
  'balances.csv': `account,day,balance\n${lines.join('\n')}\n`,
});
const bookings = `SELECT i.external_id || ' ' || e.booked_on || ' ' || e.amount_minor || ' ' || e.purpose FROM entry e JOIN identity i ON i.entity = 'account' AND i.entity_key = e.account_key ORDER BY 1`;

test('are kept as what changed between them; closing an account takes the rest', async () => {
  const report = await lake.import(
    mapping(),
    files(
      'A1,2023-12-31,100',
      'A1,2024-01-01,100',
      'A1,2024-01-02,130',
      'A1,2024-03-05,90.5',
      'A2,2024-02-10,1000',
    ),
  );
  expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
  expect(await lake.texts(bookings)).toEqual([
    'A1 2024-01-02 3000 balance',
    'A1 2024-03-05 -3950 balance',
    'A2 2024-02-10 100000 balance',
    'A2 2024-05-15 -100000 balance',
  ]);
  // The balance on the first day of the data opens an account that is older.
  expect(
    await lake.texts(
      'SELECT opening_minor, opening_known FROM spell JOIN account USING (account_key) ORDER BY from_on',
    ),
  ).toEqual(['10000 true', 'null true']);
});

test('of the next month go on from the last one that is known', async () => {
  await lake.import(mapping(), files('A1,2024-01-01,100', 'A1,2024-03-31,90'));
  const report = await lake.import(mapping(), files('A1,2024-04-01,95', 'A1,2024-04-30,80'));
  expect(report).toMatchObject({ status: 'accepted', reasons: [] });
  expect(await lake.texts(bookings)).toEqual([
    'A1 2024-03-31 -1000 balance',
    'A1 2024-04-01 500 balance',
    'A1 2024-04-30 -1500 balance',
  ]);
});

test('that come late or are corrected change what was booked from their day on, and the snapshots with it', async () => {
  const all = ['A1,2024-01-01,100', 'A1,2024-02-10,70', 'A1,2024-03-31,90', 'A2,2024-02-10,5'];
  const late = ['A1,2024-02-01,60', 'A1,2024-03-31,85'];
  await lake.import(mapping(), files(...all));
  await lake.import(mapping(), files(...late));
  await using whole = await TrialLake.open();
  await whole.import(
    mapping(),
    files('A1,2024-01-01,100', 'A1,2024-02-01,60', 'A1,2024-02-10,70', 'A1,2024-03-31,85', 'A2,2024-02-10,5'),
  );
  expect(await lake.texts(bookings)).toEqual(await whole.texts(bookings));
  const snapshots =
    'SELECT spell_key, month_end, CAST(sum(balance_minor) AS BIGINT) AS b, CAST(sum(balance_days_minor) AS BIGINT) AS s FROM snapshot GROUP BY ALL ORDER BY ALL';
  expect(await lake.rows(snapshots)).toEqual(await whole.rows(snapshots));
});

test('of a period replace those of its days', async () => {
  await lake.import(mapping(), files('A1,2024-01-01,100', 'A1,2024-02-10,70', 'A1,2024-03-31,90'));
  await lake.import(
    mapping(balance('period', 'period: { from: 2024-02-01, to: 2024-02-29 }')),
    files('A1,2024-02-20,75'),
  );
  expect(await lake.texts(bookings)).toEqual(['A1 2024-02-20 -2500 balance', 'A1 2024-03-31 1500 balance']);
});

test('of a period without stated days replace those of all days in the files, of an account that is closed too', async () => {
  await lake.import(mapping(), files('A1,2024-01-01,100', 'A1,2024-05-20,70', 'A1,2024-06-20,90'));
  // The last day of the files has nothing but an account that is closed since.
  const report = await lake.import(mapping(balance('period')), files('A1,2024-05-10,80', 'A2,2024-05-31,0'));
  expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
  expect(await lake.texts(bookings)).toEqual(['A1 2024-05-10 -2000 balance', 'A1 2024-06-20 1000 balance']);
});

test('an account that is closed later is emptied on that day', async () => {
  await lake.import(mapping(), files('A1,2024-01-01,100'));
  const closed =
    files('A1,2024-02-01,80')['accounts.csv']?.toString().replace('2020-01-01,,', '2020-01-01,2024-06-10,') ??
    '';
  const report = await lake.import(
    smallMapping({ head: 'business_date: 2024-06-30', customer: null, entry: null }),
    { 'accounts.csv': closed },
  );
  expect(report).toMatchObject({ status: 'accepted', reasons: [] });
  expect(await lake.texts(bookings)).toEqual(['A1 2024-06-10 -10000 balance']);
});

test('a balance outside the life of the account is rejected; bookings for such an account are too', async () => {
  const report = await lake.import(
    mapping(balance(), 'business_date: 2024-06-30\ntolerance: 100%'),
    files(
      'A2,2024-02-09,1',
      'A2,2024-05-15,1',
      'A2,2024-05-15,0',
      'A2,2024-05-16,0',
      'A2,2024-05-17,2',
      'A1,2024-01-01,3',
    ),
  );
  expect(report.rejects.first.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 intake.outside-account',
    '3 intake.outside-account',
    '6 intake.outside-account',
  ]);
  // That an account is empty after its last day says nothing new.
  expect(report.tables.find(({ table }) => table === 'balance')).toMatchObject({ read: 6, duplicates: 1 });
  const booked = await lake.import(smallMapping({ head: 'tolerance: 100%', customer: null, account: null }), {
    'entries.csv': 'id,account,day,amount,purpose\n1,A1,2024-03-01,1,other\n',
  });
  expect(booked.rejects.first).toMatchObject([{ code: 'intake.two-feeds' }]);
});

test.each([
  [
    'bookings',
    'intake.two-feeds',
    { 'entries.csv': 'id,account,day,amount,purpose\n1,A1,2024-03-01,1,other\n' },
  ],
  ['balances', 'intake.other-source', { 'balances.csv': 'account,day,balance\nA1,2024-03-01,100\n' }],
])('balances of an account of which another source delivers %s are rejected', async (_, code, money) => {
  await lake.import('entries.csv' in money ? smallMapping() : mapping(), { ...files(), ...money });
  const alone = smallMapping({ customer: null, account: null, entry: null, more: balance() });
  const report = await lake.import(alone.replace('source: core', 'source: other'), {
    'balances.csv': 'account,day,balance\nA1,2024-03-02,50\n',
  });
  expect(report).toMatchObject({ status: 'refused', rejects: { first: [{ line: 2, code }] } });
});
