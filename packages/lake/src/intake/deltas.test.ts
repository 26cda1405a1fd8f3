import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const entryFeed = (keys = 'operation: op'): string => `
  entry:
    file: entries.csv
    delivery: changes
    ${keys}
    fields: { account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }`;

const customerFeed = (keys = 'operation: op'): string => `
  customer:
    file: customers.csv
    delivery: changes
    ${keys}
    fields: { customer_id: id, opened_on: opened, name: name, status: status }`;

const accountFeed = (keys = 'operation: op'): string => `
  account:
    file: accounts.csv
    delivery: changes
    ${keys}
    fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened, closed_on: closed, opening_balance: opening }`;

const ordered = 'operation: op\n    sequence: seq';
const entryHeader = 'op,seq,id,account,day,amount,purpose\n';
const accountHeader = 'op,id,owner,kind,opened,closed,opening\n';

const bookings = `SELECT entry_id || ' ' || i.external_id || ' ' || e.booked_on || ' ' || e.amount_minor FROM entry e JOIN identity i ON i.entity = 'account' AND i.entity_key = e.account_key ORDER BY 1`;
const first = [
  '1 A1 2024-01-10 5025',
  '2 A1 2024-02-10 -2000',
  '3 A2 2024-02-01 50000',
  '4 A2 2024-04-15 -50000',
];
const ids = (entity: string): string =>
  `SELECT i.external_id FROM ${entity} t JOIN identity i ON i.entity = '${entity}' AND i.entity_key = t.${entity}_key ORDER BY 1`;

/** Imports the small bank, then a delta. */
async function then(
  files: TrialFiles,
  parts: { customer?: string; account?: string; entry?: string; more?: string; head?: string },
) {
  await lake.import(smallMapping(), smallFiles);
  return delta(files, parts);
}

function delta(
  files: TrialFiles,
  parts: { customer?: string; account?: string; entry?: string; more?: string; head?: string },
) {
  const none = { customer: null, account: null, entry: null };
  return lake.import(smallMapping({ ...none, ...parts }), files);
}

/** What snapshots and movements say of each account's balance at the last month end, which must agree with the bookings. */
async function balances(): Promise<string[]> {
  return lake.texts(`SELECT i.external_id || ' ' || sum(s.balance_minor) || ' ' || sum(s.balance_days_minor)
    FROM snapshot s JOIN identity i ON i.entity = 'account' AND i.entity_key = s.spell_key // 1024
    WHERE s.month_end = (SELECT max(month_end) FROM snapshot) GROUP BY i.external_id ORDER BY 1`);
}

describe('bookings', () => {
  test('are added, changed and taken away by their id, and balance-days follow', async () => {
    const rows = 'I,1,5,A1,2024-03-01,7,other\nU,2,2,A1,2024-02-11,-30,spend\nD,3,1,,,,\n';
    const report = await then({ 'entries.csv': entryHeader + rows }, { entry: entryFeed() });
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 }, warnings: [] });
    expect(report.tables).toEqual([
      { table: 'entry', read: 3, rejected: 0, duplicates: 0, vanished: 0, deleted: 1 },
    ]);
    expect(await lake.texts(bookings)).toEqual([
      '2 A1 2024-02-11 -3000',
      ...first.slice(2),
      '5 A1 2024-03-01 700',
    ]);
    // 1000 from the first of January to the 10th of February, 970 to the end of it, 977 in March, the last month that is over.
    const days = 100_000n * 41n + 97_000n * 19n + 97_700n * 31n;
    expect((await balances())[0]).toBe(`A1 97700 ${days}`);
  });

  test('of an earlier batch read as they were', async () => {
    await then({ 'entries.csv': `${entryHeader}D,1,1,,,,\n` }, { entry: entryFeed() });
    expect((await lake.rows('FROM entry', 1)).length).toBe(4);
    expect((await lake.rows('FROM entry')).length).toBe(3);
  });

  test('inserted with a known id and other contents are rejected; updated with the same contents count as duplicates', async () => {
    const rows = 'I,1,1,A1,2024-01-10,50.26,salary\nU,1,2,A1,2024-02-10,-20,spend\n';
    const report = await then(
      { 'entries.csv': entryHeader + rows },
      { entry: entryFeed(), head: 'tolerance: 1 row' },
    );
    expect(report.rejects.first).toMatchObject([{ line: 2, code: 'intake.duplicate-entry-id' }]);
    expect(report.tables).toMatchObject([{ read: 2, rejected: 1, duplicates: 1 }]);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test('that are not there to delete are told of, and count as duplicates', async () => {
    const report = await then({ 'entries.csv': `${entryHeader}D,1,99,,,,\n` }, { entry: entryFeed() });
    expect(report.warnings).toMatchObject([{ code: 'intake.nothing-to-delete', data: { count: '1' } }]);
    expect(report.tables).toMatchObject([{ read: 1, duplicates: 1 }]);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test.for(['U,1,4,A2,2024-04-15,-400,transfer\n', 'D,1,4,,,,\n'])(
    'that would leave a closed account with a balance refuse the delivery: %s',
    async (row) => {
      const report = await then(
        { 'entries.csv': entryHeader + row },
        { entry: entryFeed(), head: 'tolerance: 5 rows' },
      );
      expect(report.status).toBe('refused');
      expect(report.reasons.map(({ code }) => code)).toContain('intake.closed-account-open');
      expect(await lake.texts(bookings)).toEqual(first);
    },
  );

  test('are not lost when what they become is rejected: the delivery is refused', async () => {
    // The new account is closed with a balance, so it is rejected, and with it the booking that moves there.
    const report = await then(
      {
        'accounts.csv': `${accountHeader}I,A3,C1,demand,2024-01-05,2024-03-01,\n`,
        'entries.csv': `${entryHeader}U,1,1,A3,2024-01-10,50.25,salary\n`,
      },
      { account: accountFeed(), entry: entryFeed(), head: 'tolerance: 5 rows' },
    );
    expect(report.reasons.map(({ code }) => code)).toEqual(['intake.closed-account-open']);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test('are deleted once however often that is said, and whatever else the row holds', async () => {
    const rows = 'D,1,1,A1,2024-01-10,1,other\nD,2,1,,,,\n';
    const report = await then({ 'entries.csv': entryHeader + rows }, { entry: entryFeed() });
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
    expect(report.tables).toMatchObject([{ read: 2, duplicates: 1, deleted: 1 }]);
    expect(await lake.texts(bookings)).toEqual(first.slice(1));
  });

  test('without an id cannot be updated or deleted', async () => {
    const rows = 'U,1,,A1,2024-01-10,1,other\nD,1,,A1,2024-01-10,1,other\nI,1,,A1,2024-01-10,1,other\n';
    const report = await then(
      { 'entries.csv': entryHeader + rows },
      { entry: entryFeed(), head: 'tolerance: 2 rows' },
    );
    expect(report.rejects.first).toMatchObject([
      { line: 2, field: 'entry_id', code: 'intake.missing-value' },
      { line: 3, field: 'entry_id', code: 'intake.missing-value' },
    ]);
    expect((await lake.rows('FROM entry')).length).toBe(5);
  });
});

describe('several rows of one key', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'the last update holds',
      'U,2,1,A1,2024-01-10,2,other\nU,10,1,A1,2024-01-10,10,other\nU,9,1,A1,2024-01-10,9,other\n',
      ['1 A1 2024-01-10 1000'],
    ],
    ['a deletion after an update', 'D,3,1,,,,\nU,2,1,A1,2024-01-10,2,other\n', []],
    ['an insert after a deletion', 'U,7,1,A1,2024-01-12,7,other\nD,3,1,,,,\n', ['1 A1 2024-01-12 700']],
    [
      'moments as sequence',
      'U,2024-05-01 09:00:02,1,A1,2024-01-10,2,other\nD,2024-05-01 09:00:01,1,,,,\n',
      ['1 A1 2024-01-10 200'],
    ],
  ];

  test.for(cases)('%s', async ([, rows, expected]) => {
    const report = await then({ 'entries.csv': entryHeader + rows }, { entry: entryFeed(ordered) });
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
    expect((await lake.texts(bookings)).filter((row) => row.startsWith('1 '))).toEqual(expected);
  });

  test('new and gone in one delivery leaves nothing behind, not even an id', async () => {
    const rows = 'I,N1,1,新,2024-05-01,active\nD,N1,2,,,\n';
    const report = await then(
      { 'customers.csv': `op,id,seq,name,opened,status\n${rows}` },
      { customer: customerFeed(ordered) },
    );
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
    expect(await lake.texts(`SELECT count(*) FROM identity WHERE external_id = 'N1'`)).toEqual(['0']);
  });

  test.for([
    ['without a sequence', entryFeed(), 'U,1,1,A1,2024-01-10,2,other\nD,2,1,,,,\n'],
    [
      'with the same place in it',
      entryFeed(ordered),
      'U,2,1,A1,2024-01-10,2,other\nD,2,1,,,,\nU,1,1,A1,2024-01-10,1,other\n',
    ],
  ])('%s are rejected, because none is known to be the last', async ([, entry, rows]) => {
    const report = await then(
      { 'entries.csv': entryHeader + rows },
      { entry: entry ?? '', head: 'tolerance: 2 rows' },
    );
    expect(report.rejects.first.map(({ line, code }) => [line, code])).toEqual([
      [2, 'intake.duplicate-entry-id'],
      [3, 'intake.duplicate-entry-id'],
    ]);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test('a row without a place in the sequence, or with an unknown operation, is rejected', async () => {
    const rows = 'U,,1,A1,2024-01-10,2,other\nX,1,2,A1,2024-01-10,2,other\n,1,2,A1,2024-01-10,2,other\n';
    const report = await then(
      { 'entries.csv': entryHeader + rows },
      { entry: entryFeed(ordered), head: 'tolerance: 3 rows' },
    );
    expect(report.rejects.first).toMatchObject([
      { line: 2, field: 'sequence', code: 'intake.missing-value' },
      { line: 3, field: 'operation', code: 'intake.unknown-code' },
      { line: 4, field: 'operation', code: 'intake.missing-value' },
    ]);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test('codes may be several, and in another alphabet', async () => {
    const keys = 'operation: { column: op, insert: [新增, A], update: 修改, delete: [删除] }';
    const rows = '修改,1,1,A1,2024-01-10,2,other\n删除,1,2,,,,\nA,1,9,A1,2024-03-01,1,other\n';
    await then({ 'entries.csv': entryHeader + rows }, { entry: entryFeed(keys) });
    expect(await lake.texts(bookings)).toEqual([
      '1 A1 2024-01-10 200',
      ...first.slice(2),
      '9 A1 2024-03-01 100',
    ]);
  });
});

describe('accounts and customers', () => {
  test('with bookings cannot be deleted, and stay', async () => {
    const report = await then(
      {
        'accounts.csv': `${accountHeader}D,A1,,,,,\n`,
        'customers.csv': 'op,id,name,opened,status\nD,C2,,,\n',
      },
      { account: accountFeed(), customer: customerFeed(), head: 'tolerance: 1 row' },
    );
    expect(report.rejects.first).toMatchObject([
      { table: 'customer', field: 'customer_id', code: 'intake.delete-in-use' },
      { table: 'account', field: 'account_id', code: 'intake.delete-in-use' },
    ]);
    expect(await lake.texts(ids('account'))).toEqual(['A1', 'A2']);
    expect(await lake.texts(ids('customer'))).toEqual(['C1', 'C2']);
  });

  test('go together with all that refers to them, in one delivery', async () => {
    const report = await then(
      {
        'accounts.csv': `${accountHeader}D,A2,,,,,\n`,
        'customers.csv': 'op,id,name,opened,status\nD,C2,,,\n',
        'entries.csv': `${entryHeader}D,1,3,,,,\nD,1,4,,,,\n`,
      },
      { account: accountFeed(), customer: customerFeed(), entry: entryFeed() },
    );
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
    expect(report.tables.map(({ table, deleted }) => [table, deleted])).toEqual([
      ['customer', 1],
      ['account', 1],
      ['entry', 2],
    ]);
    expect(await lake.texts(ids('account'))).toEqual(['A1']);
    expect(await lake.texts(ids('customer'))).toEqual(['C1']);
    expect(await lake.texts('SELECT count(*) FROM spell')).toEqual(['1']);
    expect((await balances()).map((row) => row.split(' ')[0])).toEqual(['A1']);
  });

  test('come back under the key that they had', async () => {
    const key = `SELECT entity_key FROM identity WHERE external_id = 'C3'`;
    const feed = { customer: customerFeed() };
    const header = 'op,id,name,opened,status\n';
    await then({ 'customers.csv': `${header}I,C3,周,2024-03-01,active\n` }, feed);
    const before = await lake.texts(key);
    await delta({ 'customers.csv': `${header}D,C3,,,\n` }, feed);
    expect(await lake.texts(ids('customer'))).toEqual(['C1', 'C2']);
    await delta({ 'customers.csv': `${header}I,C3,周,2024-03-02,active\n` }, feed);
    expect(await lake.texts(ids('customer'))).toEqual(['C1', 'C2', 'C3']);
    expect(await lake.texts(key)).toEqual(before);
  });

  test('of an account with valid_from one row is deleted, and its days go to the owner before', async () => {
    const fields = (keys: string): string => `
  account:
    file: accounts.csv
    ${keys}
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: { value: 2020-01-01 }, opening_balance: opening, valid_from: from }`;
    const rows = 'id,owner,opening,from\nA1,C1,1000,2020-01-01\nA1,C2,,2024-02-05\n';
    const entries = 'id,account,day,amount,purpose\n1,A1,2024-03-10,50,salary\n';
    await lake.import(smallMapping({ head: 'business_date: 2024-03-31', account: fields('') }), {
      'customers.csv': smallFiles['customers.csv'] ?? '',
      'accounts.csv': rows,
      'entries.csv': entries,
    });
    expect(await lake.texts('SELECT count(*) FROM spell')).toEqual(['2']);
    const report = await delta(
      { 'accounts.csv': 'op,id,owner,opening,from\nD,A1,,,2024-02-05\n' },
      { head: 'business_date: 2024-03-31', account: fields('delivery: changes\n    operation: op') },
    );
    expect(report).toMatchObject({ status: 'accepted', tables: [{ table: 'account', deleted: 1 }] });
    expect(await lake.texts('SELECT count(*) FROM spell')).toEqual(['1']);
    expect(await lake.texts('SELECT count(*) FROM carry')).toEqual(['0']);
    expect(await balances()).toEqual([`A1 105000 ${100_000n * 69n + 105_000n * 22n}`]);
  });
});

describe('tables with days', () => {
  const status = (keys: string): string => `
  loan:
    file: loans.csv
    required: false
    fields: { loan_id: id, opened_on: opened }
  loan_party:
    file: parties.csv
    required: false
    delivery: changes
    ${keys}
    fields: { loan_id: loan, customer_id: who, role: { value: borrower } }
  loan_status:
    file: status.csv
    delivery: changes
    ${keys}
    fields: { loan_id: loan, as_of: day, outstanding: open, days_past_due: late }`;

  test('reports and parties are changed and taken away by their key', async () => {
    await lake.import(smallMapping({ more: status('') }), {
      ...smallFiles,
      'loans.csv': 'id,opened\nL1,2023-01-01\n',
      'parties.csv': 'loan,who\nL1,C1\nL1,C2\n',
      'status.csv': 'loan,day,open,late\nL1,2024-01-31,100,0\nL1,2024-02-29,90,3\n',
    });
    const report = await delta(
      {
        'parties.csv': 'op,loan,who\nD,L1,C2\n',
        'status.csv':
          'op,loan,day,open,late\nD,L1,2024-01-31,,\nU,L1,2024-02-29,80,0\nI,L1,2024-03-31,70,0\n',
      },
      { more: status('operation: op') },
    );
    expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
    expect(
      await lake.texts('SELECT CAST(as_of AS VARCHAR), outstanding_minor FROM loan_status ORDER BY 1'),
    ).toEqual(['2024-02-29 8000', '2024-03-31 7000']);
    expect(await lake.texts('SELECT count(*) FROM loan_party')).toEqual(['1']);
  });

  test('a loan with reports cannot be deleted', async () => {
    await lake.import(smallMapping({ more: status('') }), {
      ...smallFiles,
      'loans.csv': 'id,opened\nL1,2023-01-01\n',
      'status.csv': 'loan,day,open,late\nL1,2024-01-31,100,0\n',
    });
    const more = `
  loan: { file: loans.csv, delivery: changes, operation: op, fields: { loan_id: id, opened_on: opened } }`;
    const report = await delta({ 'loans.csv': 'op,id,opened\nD,L1,\n' }, { more });
    expect(report.rejects.first).toMatchObject([{ field: 'loan_id', code: 'intake.delete-in-use' }]);
  });

  test('figures of a wide row go together', async () => {
    const more = (keys: string): string => `
  fact:
    file: facts.csv
    ${keys}
    fields: { customer_id: id, as_of: day }
    figures: { a: { column: a, unit: count }, b: { column: b, unit: count } }`;
    await lake.import(smallMapping({ more: more('') }), {
      ...smallFiles,
      'facts.csv': 'id,day,a,b\nC1,2024-01-31,1,2\nC2,2024-01-31,3,4\n',
    });
    const report = await delta(
      { 'facts.csv': 'op,id,day,a,b\nD,C1,2024-01-31,,\nU,C2,2024-01-31,5,\n' },
      { more: more('delivery: changes\n    operation: op') },
    );
    expect(report.status).toBe('accepted');
    expect(await lake.texts('SELECT name, value FROM fact ORDER BY 1')).toEqual(['a 5', 'b 4']);
  });

  test('balances are taken away, and the balance before holds on; one that opens an account stays', async () => {
    const feed = (keys: string): string => `
  balance:
    file: balances.csv
    ${keys}
    fields: { account_id: account, day: day, balance: balance }`;
    const account = `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened }`;
    await lake.import(
      smallMapping({ head: 'business_date: 2024-01-31', account, entry: null, more: feed('') }),
      {
        'customers.csv': smallFiles['customers.csv'] ?? '',
        'accounts.csv': 'id,owner,kind,opened\nA1,C1,demand,2020-01-01\n',
        'balances.csv': 'account,day,balance\nA1,2023-12-31,100\nA1,2024-01-11,150\nA1,2024-01-21,70\n',
      },
    );
    const report = await delta(
      { 'balances.csv': 'op,account,day,balance\nD,A1,2024-01-11,\nD,A1,2023-12-31,\n' },
      {
        more: feed('delivery: changes\n    operation: op'),
        head: 'business_date: 2024-01-31\ntolerance: 1 row',
      },
    );
    expect(report).toMatchObject({
      status: 'accepted',
      rejects: { first: [{ line: 3, field: 'day', code: 'intake.delete-in-use' }] },
    });
    expect(await balances()).toEqual([`A1 7000 ${10_000n * 20n + 7_000n * 11n}`]);
  });
});

describe('the mapping', () => {
  test.for([
    ['operation: op', 'delivery: full', 'intake.needs-changes'],
    ['sequence: op', 'delivery: period', 'intake.needs-changes'],
    ['operation: { column: op, insert: [I, U] }', 'delivery: changes', 'intake.bad-value'],
  ])('%s with %s: %s', async ([keys, delivery, code]) => {
    const entry = entryFeed(keys).replace('delivery: changes', delivery ?? '');
    const report = await delta({}, { entry });
    expect(report.reasons.map((one) => one.code)).toEqual([code]);
    expect(report.reasons[0]?.position).not.toBeNull();
  });

  test('asks for the id of bookings, and for a column that is there', async () => {
    const entry = entryFeed().replace(', entry_id: id', '');
    expect((await delta({}, { entry })).reasons).toMatchObject([
      { code: 'intake.required-field', data: { field: 'entry_id' } },
    ]);
    const report = await then({ 'entries.csv': 'id,account,day,amount,purpose\n' }, { entry: entryFeed() });
    expect(report.reasons).toMatchObject([{ code: 'intake.missing-column', data: { column: 'op' } }]);
  });
});
