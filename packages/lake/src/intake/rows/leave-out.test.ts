import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../../trial/trial-lake.ts';

/** Rows of customers, accounts and loans that nobody delivers, where the mapping leaves them out. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const setting = 'unknown_reference: leave_out';

const accountFeed = (more = setting): string => `
  account:
    file: accounts.csv
    ${more}
    fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened }`;

const entryFeed = (more = setting): string => `
  entry:
    file: entries.csv
    ${more}
    fields: { account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }`;

const customerFeed = (more = ''): string => `
  customer:
    file: customers.csv
    ${more}
    fields: { customer_id: id, opened_on: opened, birth_year: born }`;

/** Other tables that name something; each has a row of what is known, of what nobody delivers and of what was rejected. */
const others: Readonly<Record<string, { readonly feed: string; readonly csv: string }>> = {
  balance: {
    feed: 'fields: { account_id: account, day: day, balance: balance }',
    csv: 'account,day,balance\nB1,2024-01-31,5\nK1,2024-01-31,5\nA3,2024-01-31,5\n',
  },
  loan_party: {
    feed: 'fields: { loan_id: loan, customer_id: customer, role: { value: borrower } }',
    csv: 'loan,customer\nL1,C1\nL1,K\nL1,C3\nL9,C3\nL3,K\nL9,C1\n',
  },
  loan_status: {
    feed: 'fields: { loan_id: loan, as_of: day, outstanding: rest, days_past_due: { value: 0 } }',
    csv: 'loan,day,rest\nL1,2024-01-31,5\nL9,2024-01-31,5\nL3,2024-01-31,5\n',
  },
  fact: {
    feed: 'fields: { customer_id: customer, as_of: day }\n    figures: { a: { column: a, unit: count }, b: { column: b, unit: count } }',
    csv: 'customer,day,a,b\nC1,2024-01-31,1,2\nK,2024-01-31,1,2\nC3,2024-01-31,1,2\n',
  },
  holding: {
    feed: 'fields: { customer_id: customer, product: product, as_of: day, value: value }',
    csv: 'customer,product,day,value\nC1,fund,2024-01-31,1\nK,fund,2024-01-31,1\nC3,fund,2024-01-31,1\n',
  },
  tier_state: {
    feed: 'fields: { customer_id: customer, tier: tier, since: day, as_of: day }',
    csv: 'customer,tier,day\nC1,gold,2024-01-31\nK,gold,2024-01-31\nC3,gold,2024-01-31\n',
  },
  account_sum: {
    feed: 'fields: { account_id: account, day: day, balance: balance }',
    csv: 'account,day,balance\nB1,2024-01-31,5\nK1,2024-01-31,7\nA3,2024-01-31,7\n',
  },
  customer_link: {
    feed: 'fields: { from: old, to: new, valid_from: day }',
    csv: 'old,new,day\nC1,C4,2024-01-10\nK,C1,2024-01-10\nC1,K,2024-01-10\nK,C3,2024-01-10\nC3,K,2024-01-10\n',
  },
};

const otherFeeds = `
  loan:
    file: loans.csv
    fields: { loan_id: id, opened_on: opened }${Object.entries(others)
      .map(([table, { feed }]) => `\n  ${table}:\n    file: ${table}.csv\n    ${setting}\n    ${feed}`)
      .join('')}`;

/** C3 has no day and is rejected; K is a company that nobody delivers. */
const files: TrialFiles = {
  ...smallFiles,
  'customers.csv': 'id,opened,born\nC1,2020-01-01,1980\nC3,2020-13-01,\nC4,2020-01-01,1900\n',
  'accounts.csv':
    'id,owner,kind,opened\nA1,C1,demand,2024-01-01\nB1,C1,demand,2024-01-01\nK1,K,demand,2024-01-01\nA3,C3,demand,2024-01-01\n',
  'entries.csv':
    'id,account,day,amount,purpose\n1,A1,2024-01-10,1,other\n2,K1,2024-01-10,1,other\n3,A3,2024-01-10,1,other\n4,Z9,2024-01-10,1,other\n5,A1,2024-01-11,1,other\n6,K1,2024-01-10,1,gift\n',
  'loans.csv': 'id,opened\nL1,2020-01-01\nL3,2020-01-32\n',
  ...Object.fromEntries(Object.entries(others).map(([table, { csv }]) => [`${table}.csv`, csv])),
};

const lenient = 'tolerance: 100%';

test('are counted and not taken; what was rejected, and what hangs on it, stays to be seen', async () => {
  const mapping = smallMapping({
    head: lenient,
    customer: customerFeed(),
    account: accountFeed(),
    entry: entryFeed(),
    more: otherFeeds,
  });
  const report = await lake.import(mapping, files);
  expect(report.reasons).toEqual([]);
  const counted = report.tables.map(
    ({ table, read, rejected, leftOut = 0 }) =>
      `${table} ${read} read, ${rejected} rejected, ${leftOut} left out`,
  );
  expect(counted).toEqual([
    'customer 3 read, 1 rejected, 0 left out',
    'account 3 read, 1 rejected, 1 left out',
    'entry 4 read, 2 rejected, 2 left out',
    'balance 2 read, 1 rejected, 1 left out',
    'loan 2 read, 1 rejected, 0 left out',
    'loan_party 4 read, 3 rejected, 2 left out',
    'loan_status 2 read, 1 rejected, 1 left out',
    'fact 2 read, 1 rejected, 1 left out',
    'holding 2 read, 1 rejected, 1 left out',
    'tier_state 2 read, 1 rejected, 1 left out',
    'customer_link 3 read, 2 rejected, 2 left out',
    'account_sum 2 read, 1 rejected, 1 left out',
  ]);
  const codes = new Set(report.rejects.first.map(({ table, code }) => `${table} ${code}`));
  expect([...codes].filter((one) => /unknown-ref|left-out/.test(one))).toEqual([]);
  expect(codes).toContain('entry intake.rejected-reference');
  expect(codes).toContain('entry intake.unknown-code');
  expect(await lake.texts('SELECT count(*) FROM account')).toEqual(['2']);
  expect(await lake.texts("SELECT entry_id FROM entry WHERE purpose <> 'balance' ORDER BY ALL")).toEqual([
    '1',
    '5',
  ]);
  expect(await lake.texts('SELECT name, value FROM fact ORDER BY ALL')).toHaveLength(2);
});

test.each([
  ['by the mapping', customerFeed('except: { born: 1900 }'), 'C4'],
  ['by nobody delivering it', customerFeed(), 'K'],
])('what belongs to a customer left out %s needs no tolerance', async (_, customer, owner) => {
  const mapping = smallMapping({ customer, account: accountFeed(), entry: entryFeed() });
  const report = await lake.import(mapping, {
    'customers.csv': 'id,opened,born\nC1,2020-01-01,1980\nC4,2020-01-01,1900\n',
    'accounts.csv': `id,owner,kind,opened\nA1,C1,demand,2024-01-01\nA2,C1,demand,2024-01-01\nA4,${owner},demand,2024-01-01\n`,
    'entries.csv':
      'id,account,day,amount,purpose\n1,A1,2024-01-10,1,other\n2,A4,2024-01-10,1,other\n3,A1,2024-01-11,1,other\n',
  });
  expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 }, warnings: [] });
  expect(report.tables.slice(1)).toMatchObject([
    { table: 'account', read: 2, leftOut: 1 },
    { table: 'entry', read: 2, leftOut: 1 },
  ]);
});

test('a feed without the setting rejects the rows, also beside another of its table', async () => {
  const account = `
  account:
    - file: accounts.csv
      ${setting}
      fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened }
    - file: more.csv
      fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened }`;
  const mapping = smallMapping({ head: lenient, customer: customerFeed(), account, entry: entryFeed() });
  const report = await lake.import(mapping, {
    ...files,
    'more.csv': 'id,owner,kind,opened\nZ9,K,demand,2024-01-01\n',
  });
  const found = report.rejects.first.map(({ file, line, code }) => `${file}:${line} ${code}`);
  expect(found).toContain('more.csv:2 intake.unknown-reference');
  // The booking of an account that was rejected is a consequence.
  expect(found).toContain('entries.csv:5 intake.rejected-reference');
});

describe('how much is left out', () => {
  const owners = (...list: string[]): TrialFiles => ({
    ...files,
    'customers.csv': 'id,opened,born\nC1,2020-01-01,1980\n',
    'accounts.csv': `id,owner,kind,opened\n${list.map((owner, index) => `A${index},${owner},demand,2024-01-01\n`).join('')}`,
    'entries.csv': `id,account,day,amount,purpose\n${list.map((_, index) => `${index},A${index},2024-01-10,1,other\n`).join('')}`,
  });
  const mapping = smallMapping({ customer: customerFeed(), account: accountFeed(), entry: entryFeed() });

  test.each([
    { list: ['C1', 'C1', 'K'], status: 'accepted', reasons: [], warnings: [] },
    {
      list: ['C1', 'C1', 'K', 'K'],
      status: 'accepted',
      reasons: [],
      warnings: ['tables.account 2 of 4, accounts.csv:4', 'tables.entry 2 of 4, entries.csv:4'],
    },
    { list: ['K', 'K'], status: 'refused', reasons: ['tables.account 2 of 2, accounts.csv:2'], warnings: [] },
  ])('$list: $status', async ({ list, status, reasons, warnings }) => {
    const report = await lake.import(mapping, owners(...list));
    const told = (findings: typeof report.reasons): string[] =>
      findings.map(({ path, data }) => {
        const { leftOut, rows, first } = data as Readonly<Record<string, string>>;
        return `${path} ${leftOut} of ${rows}, ${first}`;
      });
    expect(report.status).toBe(status);
    expect(told(report.reasons.filter(({ code }) => code === 'intake.all-left-out'))).toEqual(reasons);
    // What would be left out as a whole is shown as rejected, with what it names.
    expect(report.rejects.byCode.map(({ table, code, count }) => `${table} ${code} ${count}`)).toEqual(
      reasons.length === 0 ? [] : ['account intake.unknown-reference 2', 'entry intake.rejected-reference 2'],
    );
    expect(told(report.warnings)).toEqual(warnings);
    expect(report.warnings.map(({ code }) => code)).toEqual(warnings.map(() => 'intake.many-left-out'));
  });

  test('a refused delivery counts them, and leaves the lake as it was', async () => {
    await lake.import(mapping, owners('C1'));
    const report = await lake.import(mapping, owners('K', 'K'));
    expect(report).toMatchObject({ status: 'refused', batch: null });
    expect(report.tables).toMatchObject([
      { table: 'customer' },
      { table: 'account', read: 1, leftOut: 1 },
      {},
    ]);
    expect(await lake.texts('SELECT count(*) FROM entry')).toEqual(['1']);
  });

  test('bookings of others alone are a warning once the ids are known to fit', async () => {
    await lake.import(mapping, owners('C1', 'C1', 'K'));
    const report = await lake.import(mapping, {
      ...owners('C1', 'C1', 'K'),
      'entries.csv': 'id,account,day,amount,purpose\n9,A2,2024-01-10,1,other\n',
    });
    expect(report).toMatchObject({ status: 'accepted', warnings: [{ code: 'intake.many-left-out' }] });
  });
});
