import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eraseCustomers } from '../erase/erase-customers.ts';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** Rows of others, delivery after delivery. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const customer = `
  customer:
    file: customers.csv
    fields: { customer_id: id, opened_on: opened }`;

const account = (more = '', column = ''): string => `
  account:
    file: accounts.csv
    unknown_reference: leave_out
    ${more}
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: opened${column} }`;

const entry = (more = '', fields = ', entry_id: id'): string => `
  entry:
    file: entries.csv
    unknown_reference: leave_out
    ${more}
    fields: { account_id: account, booked_on: day, amount: amount, purpose: { value: other }${fields} }`;

const customers = (...ids: string[]): string =>
  `id,opened\n${ids.map((id) => `${id},2024-01-01\n`).join('')}`;

/** K is a company, or comes later. */
const files: TrialFiles = {
  'customers.csv': customers('C1', 'C2'),
  'accounts.csv': 'id,owner,opened\nA1,C1,2024-01-01\nA2,C2,2024-01-01\nK1,K,2024-01-01\n',
  'entries.csv':
    'id,account,day,amount\n1,A1,2024-01-10,1\n2,A2,2024-01-20,2\n3,K1,2024-01-05,4\n4,A1,2024-02-10,8\n5,K1,2024-02-28,16\n',
};

const mapping = smallMapping({ customer, account: account(), entry: entry() });
const booked = `SELECT i.external_id || ' ' || e.booked_on || ' ' || e.amount_minor FROM entry e JOIN identity i ON i.entity = 'account' AND i.entity_key = e.account_key ORDER BY 1`;
const ofPersons = ['A1 2024-01-10 100', 'A1 2024-02-10 800', 'A2 2024-01-20 200'];
const ofCompanies = ['K1 2024-01-05 400', 'K1 2024-02-28 1600'];
const owners = `SELECT a.external_id || ' ' || c.external_id FROM account JOIN identity a ON a.entity = 'account' AND a.entity_key = account_key JOIN identity c ON c.entity = 'customer' AND c.entity_key = customer_key ORDER BY 1`;

test('are taken in when their customers have come with a later delivery', async () => {
  expect(await lake.import(mapping, files)).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
  expect(await lake.texts(booked)).toEqual(ofPersons);
  const later = await lake.import(mapping, { ...files, 'customers.csv': customers('C1', 'C2', 'K') });
  expect(later).toMatchObject({ status: 'accepted', warnings: [] });
  expect(later.tables.map(({ table, leftOut }) => [table, leftOut])).toEqual([
    ['customer', undefined],
    ['account', undefined],
    ['entry', undefined],
  ]);
  expect(await lake.texts(booked)).toEqual([...ofPersons, ...ofCompanies]);
});

describe('the same files again', () => {
  const crm = smallMapping({ customer, account: null, entry: null }).replace('source: core', 'source: crm');
  const core = (entries: string): string =>
    smallMapping({ customer: null, account: account(), entry: entries });
  const { 'customers.csv': persons, ...rest } = files;
  const again = async (text: string, between: () => Promise<unknown>) => {
    await lake.import(crm, { 'customers.csv': String(persons) });
    expect(await lake.import(text, rest)).toMatchObject({ status: 'accepted' });
    await between();
    const { status } = await lake.import(text, rest);
    return { status, rows: await lake.texts(booked) };
  };
  const companies = () => lake.import(crm, { 'customers.csv': customers('C1', 'C2', 'K') });
  const all = [...ofPersons, ...ofCompanies];

  test.each([
    { name: 'bookings with ids', text: core(entry()), status: 'accepted', rows: all },
    { name: 'all bookings', text: core(entry('delivery: full', '')), status: 'accepted', rows: all },
    {
      name: 'bookings that would be added twice',
      text: core(entry('', '')),
      status: 'unchanged',
      rows: ofPersons,
    },
    {
      name: 'rows that are not left out',
      text: core(entry())
        .replaceAll('unknown_reference: leave_out', '')
        .replace('tables:', 'tolerance: 100%\ntables:'),
      status: 'unchanged',
      rows: ofPersons,
    },
  ])('once the customers of others have come: $name are $status', async ({ text, status, rows }) => {
    expect(await again(text, companies)).toEqual({ status, rows });
    expect((await lake.import(text, rest)).status).toBe('unchanged');
  });

  test('do not bring back who was erased since', async () => {
    const erased = await again(core(entry()), () =>
      eraseCustomers({
        lakeDirectory: lake.directory,
        customerIds: ['C1'],
        reason: 'asked for',
        now: 1_719_820_800_000_000n,
        memoryMib: 512,
      }),
    );
    expect(erased).toEqual({ status: 'unchanged', rows: ['A2 2024-01-20 200'] });
  });

  test('do nothing while nothing has come, nor undo what the source delivered since', async () => {
    const nothing = await again(core(entry()), async () => undefined);
    expect(nothing).toEqual({ status: 'unchanged', rows: ofPersons });
    await companies();
    await lake.import(core(entry()), {
      ...rest,
      'entries.csv': 'id,account,day,amount\n9,A1,2024-03-01,1\n',
    });
    expect((await lake.import(core(entry()), rest)).status).toBe('unchanged');
  });
});

test('have not vanished from a full delivery, and its other rows replace what was there', async () => {
  const full = smallMapping({
    head: 'vanish_at_most: 0 rows',
    customer,
    account: account(),
    entry: entry('delivery: full'),
  });
  await lake.import(full, files);
  const report = await lake.import(full, {
    ...files,
    'entries.csv': 'id,account,day,amount\n1,A1,2024-01-10,1\n3,K1,2024-01-05,4\n7,A2,2024-01-20,3\n',
  });
  expect(report).toMatchObject({
    status: 'accepted',
    tables: [{ vanished: 0 }, { vanished: 0, leftOut: 1 }, { leftOut: 1 }],
  });
  expect(await lake.texts(booked)).toEqual(['A1 2024-01-10 100', 'A2 2024-01-20 300']);
});

test.each([
  {
    name: 'from its first day on',
    line: '3,K1,2024-01-05,4',
    rows: ['A1 2024-02-10 800', 'A2 2024-01-20 200'],
  },
  { name: 'but no other days', line: '3,K1,2024-01-15,4', rows: ofPersons },
])('belong to the period of a delivery, $name', async ({ line, rows }) => {
  await lake.import(mapping, files);
  const period = smallMapping({ customer, account: account(), entry: entry('delivery: period') });
  const report = await lake.import(period, {
    ...files,
    'entries.csv': `id,account,day,amount\n${line}\n2,A2,2024-01-20,2\n`,
  });
  expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
  expect(await lake.texts(booked)).toEqual(rows);
});

test('all of a period are refused, since nothing would replace its days', async () => {
  await lake.import(mapping, files);
  const period = smallMapping({
    customer,
    account: account(),
    entry: entry('delivery: period\n    period: { from: 2024-01-01, to: 2024-01-31 }'),
  });
  const report = await lake.import(period, {
    ...files,
    'entries.csv': 'id,account,day,amount\n3,K1,2024-01-05,4\n',
  });
  expect(report).toMatchObject({
    status: 'refused',
    reasons: [{ code: 'intake.all-left-out', path: 'tables.entry' }, { code: 'intake.over-tolerance' }],
  });
  expect(await lake.texts(booked)).toEqual(ofPersons);
});

describe('an account is not left out in part', () => {
  const reject = (report: Awaited<ReturnType<TrialLake['import']>>): string[] =>
    report.rejects.first.map(({ file, line, code }) => `${file}:${line} ${code}`);

  test('when the lake has it', async () => {
    await lake.import(mapping, files);
    const sold = String(files['accounts.csv']).replace('A2,C2', 'A2,K');
    const report = await lake.import(mapping, { ...files, 'accounts.csv': sold });
    expect(report.status).toBe('refused');
    expect(reject(report)).toEqual(['accounts.csv:3 intake.unknown-reference']);
    expect(await lake.texts(owners)).toEqual(['A1 C1', 'A2 C2']);
  });

  test.each([
    ['another row of it is taken', 'A2,C2,2024-01-01,2024-01-01'],
    ['another row of it is rejected', 'A2,C2,2024-01-32,2024-01-01'],
  ])('when %s', async (_, line) => {
    const text = smallMapping({
      head: 'tolerance: 100%',
      customer,
      account: account('', ', valid_from: since'),
      entry: entry(),
    });
    const report = await lake.import(text, {
      ...files,
      'accounts.csv': `id,owner,opened,since\nA1,C1,2024-01-01,2024-01-01\n${line}\nA2,K,2024-01-01,2024-02-01\nK1,K,2024-01-01,2024-01-01\n`,
    });
    expect(reject(report)).toContain('accounts.csv:4 intake.unknown-reference');
    expect(report.tables[1]).toMatchObject({ table: 'account', leftOut: 1 });
  });
});

describe('a delta by key', () => {
  const delta = (text: string) =>
    text.replace('leave_out', 'leave_out\n    delivery: changes\n    operation: op\n    sequence: seq');
  const changes = smallMapping({ customer, account: delta(account()), entry: delta(entry()) });
  const accountHeader = 'op,seq,id,owner,opened\n';
  const entryHeader = 'op,seq,id,account,day,amount\n';

  test('leaves out what is new and changed of others; deleting what was never taken is told', async () => {
    await lake.import(mapping, files);
    const report = await lake.import(changes, {
      'customers.csv': customers('C1', 'C2'),
      'accounts.csv': `${accountHeader}I,1,K2,K,2024-01-01\nU,2,K1,K,2024-01-02\nD,3,K1,,\nI,4,A3,C1,2024-01-01\n`,
      'entries.csv': `${entryHeader}U,1,3,K1,2024-01-05,5\nU,3,2,A2,2024-01-20,3\nD,4,5,,,\nD,5,4,,,\nI,6,9,A3,2024-01-21,1\n`,
    });
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
    expect(report.tables.slice(1)).toMatchObject([
      { table: 'account', read: 2, duplicates: 1, leftOut: 2 },
      { table: 'entry', read: 4, duplicates: 1, deleted: 1, leftOut: 1 },
    ]);
    expect(report.warnings.map(({ code, path }) => `${path} ${code}`).toSorted()).toEqual([
      'tables.account intake.many-left-out',
      'tables.account intake.nothing-to-delete',
      'tables.entry intake.nothing-to-delete',
    ]);
    expect(await lake.texts(booked)).toEqual(['A1 2024-01-10 100', 'A2 2024-01-20 300', 'A3 2024-01-21 100']);
  });

  test('rejects a change that would leave a booking as it was', async () => {
    await lake.import(mapping, files);
    const report = await lake.import(changes, {
      'customers.csv': customers('C1', 'C2'),
      'accounts.csv': accountHeader,
      'entries.csv': `${entryHeader}U,1,2,K1,2024-01-20,2\nI,2,8,K1,2024-01-20,2\nI,3,7,A1,2024-01-20,2\n`,
    });
    expect(report).toMatchObject({
      status: 'refused',
      rejects: { total: 1, first: [{ line: 2, code: 'intake.unknown-reference' }] },
    });
  });
});

test('are missing from the figures of the general ledger', async () => {
  const ledger = (difference: string): string =>
    smallMapping({
      head: `ledger: { subjects: { 2111: { kind: demand } }, on_difference: ${difference} }`,
      customer,
      account: account(),
      entry: entry(),
      more: `
  ledger_balance:
    file: ledger.csv
    fields: { day: day, subject: subject, balance: balance }`,
    });
  const delivered = { ...files, 'ledger.csv': 'day,subject,balance\n2024-02-29,2111,31.00\n' };
  const refused = await lake.import(ledger('refuse'), delivered);
  expect(refused).toMatchObject({
    status: 'refused',
    differences: { total: 1, first: [{ delivered: '31.00', computed: '11.00' }] },
  });
  expect((await lake.import(ledger('warn'), delivered)).status).toBe('accepted');
});
