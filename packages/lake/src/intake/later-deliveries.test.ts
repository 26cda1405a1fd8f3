import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const customers = (fields: string): string => `
  customer:
    file: customers.csv
    fields: { customer_id: id, opened_on: opened, ${fields} }`;

test('a delivery of names alone leaves contacts as they are', async () => {
  const files = { 'customers.csv': 'id,opened,name,phone\nC1,2020-01-01,王芳,138\n' };
  const mapping = (fields: string): string =>
    smallMapping({ customer: customers(fields), account: null, entry: null });
  await lake.import(mapping('name: name, contact: phone'), files);
  await lake.import(mapping('name: name'), { 'customers.csv': 'id,opened,name\nC1,2020-01-01,王方\n' });
  expect(await lake.texts('SELECT external_id, name, contact FROM identity')).toEqual(['C1 王方 138']);
});

test('bookings may begin after figures: what was opened before them then needs an opening balance', async () => {
  const noEntries = smallMapping({ entry: null }).replace('data_from: 2024-01-01', '');
  await lake.import(noEntries, smallFiles);
  expect(await lake.texts('SELECT opening_known FROM spell')).toEqual(['true', 'true']);
  const without = String(smallFiles['accounts.csv']).replace('1000.00', '');
  expect(await lake.import(smallMapping(), { ...smallFiles, 'accounts.csv': without })).toMatchObject({
    status: 'accepted',
    dataFrom: 19_723,
  });
  expect(await lake.texts('SELECT opening_known FROM spell ORDER BY from_on')).toEqual(['true', 'true']);
  await using fresh = await TrialLake.open();
  await fresh.import(smallMapping(), { ...smallFiles, 'accounts.csv': without });
  expect(await fresh.texts('SELECT opening_known FROM spell ORDER BY from_on')).toEqual(['false', 'true']);
});

test('bookings before the first month that is known make earlier snapshots', async () => {
  const mapping = smallMapping().replace('data_from: 2024-01-01', '');
  const entries = (line: string): string => `id,account,day,amount,purpose\n${line}\n`;
  const accounts = String(smallFiles['accounts.csv']).replace('1000.00', '').replace(',2024-04-15', ',');
  await lake.import(mapping, {
    ...smallFiles,
    'accounts.csv': accounts,
    'entries.csv': entries('1,A1,2024-04-10,5,other'),
  });
  const report = await lake.import(mapping, {
    ...smallFiles,
    'accounts.csv': accounts,
    'entries.csv': entries('2,A1,2024-02-10,7,other\n3,A1,2024-05-31,1,other'),
  });
  expect(report.monthEnds).toHaveLength(4);
  expect(
    await lake.texts('SELECT balance_minor, balance_days_minor FROM snapshot ORDER BY month_end'),
  ).toEqual([
    `700 ${700 * 20}`,
    `700 ${700 * 51}`,
    `1200 ${700 * 81 + 500 * 21}`,
    `1300 ${700 * 112 + 500 * 52 + 100}`,
  ]);
});

test('a broken line of a file that is looked up counts for the table that needs it', async () => {
  const account = `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: { lookup: { file: owners.csv, match: { a: id }, take: c } }, kind: kind, opened_on: opened }`;
  const report = await lake.import(smallMapping({ head: 'tolerance: 1 row', account, entry: null }), {
    ...smallFiles,
    'owners.csv': 'a,c\nA1,C1\nA2,C2\nA3\n',
  });
  expect(report).toMatchObject({
    status: 'accepted',
    rejects: { first: [{ file: 'owners.csv', line: 4, table: 'account' }] },
  });
  expect(report.tables[1]).toMatchObject({ table: 'account', read: 3, rejected: 1 });
});

test('amounts in fen, by two columns, with another sign, rounded, and of currencies with other digits', async () => {
  const account = `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened, currency: ccy }`;
  const feed = (file: string, amount: string): string => `
    - { file: ${file}.csv, fields: { account_id: account, booked_on: day, amount: ${amount}, purpose: { value: other } } }`;
  const entry = `
  entry:${feed('fen', '{ column: amount, in: minor }')}${feed('sides', '{ credit: cr, debit: dr, group: ",", missing: [none] }')}${feed('turned', '{ column: amount, negate: true, decimal: "," }')}${feed('rounded', '{ column: amount, round: true, sign: { column: side, negative: D } }')}${feed('sides-rounded', '{ credit: cr, debit: dr, round: true, negate: true }')}`;
  const report = await lake.import(smallMapping({ head: 'tolerance: 3 rows', account, entry }), {
    ...smallFiles,
    'accounts.csv':
      'id,owner,kind,opened,ccy\nA1,C1,demand,2024-01-01,CNY\nA2,C1,demand,2024-01-01,JPY\nA3,C1,demand,2024-01-01,KWD\n',
    'fen.csv': 'account,day,amount\nA1,2024-01-01,12345\nA2,2024-01-01,500\nA1,2024-01-01,1.5\n',
    'sides.csv':
      'account,day,cr,dr\nA1,2024-01-02,"1,000.50",\nA1,2024-01-03,none,7.25\nA1,2024-01-04,9,10\nA2,2024-01-02,"10,000",\nA2,2024-01-03,0.5,\n',
    'sides-rounded.csv':
      'account,day,cr,dr\nA1,2024-01-09,,0.0049999999\nA1,2024-01-10,1.0045,0.9995\nA2,2024-01-09,,0.5\nA1,2024-01-11,,\n',
    'turned.csv': 'account,day,amount\nA1,2024-01-05,"12,5"\nA3,2024-01-05,"-1,234"\n',
    'rounded.csv':
      'account,day,amount,side\nA1,2024-01-06,0.005,C\nA1,2024-01-07,0.0049999999,D\nA1,2024-01-08,-2.345,D\nA2,2024-01-06,99.5,D\n',
  });
  expect(
    report.rejects.first.map(({ file, line, code, value }) => `${file} ${line} ${code} ${value}`),
  ).toEqual([
    'fen.csv 4 intake.too-many-decimals 1.5000',
    'sides.csv 6 intake.too-many-decimals 0.5000',
    'sides-rounded.csv 5 intake.missing-value ',
  ]);
  expect(
    await lake.texts(
      `SELECT external_id, booked_on - DATE '2024-01-01' + 1 AS day, amount_minor FROM entry JOIN identity ON entity = 'account' AND entity_key = account_key ORDER BY ALL`,
    ),
  ).toEqual([
    'A1 1 12345',
    'A1 2 100050',
    'A1 3 -725',
    'A1 4 -100',
    'A1 5 -1250',
    'A1 6 1',
    'A1 7 0',
    'A1 8 235',
    'A1 9 0',
    'A1 10 -1',
    'A2 1 500',
    'A2 2 10000',
    'A2 6 -100',
    'A2 9 1',
    'A3 5 1234',
  ]);
});
