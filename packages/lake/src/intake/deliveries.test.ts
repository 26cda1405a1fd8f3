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

const bookings = `SELECT i.external_id || ' ' || e.booked_on || ' ' || e.amount_minor || ' ' || e.purpose FROM entry e JOIN identity i ON i.entity = 'account' AND i.entity_key = e.account_key ORDER BY 1`;
const first = [
  'A1 2024-01-10 5025 salary',
  'A1 2024-02-10 -2000 spend',
  'A2 2024-02-01 50000 transfer',
  'A2 2024-04-15 -50000 transfer',
];
const header = 'id,account,day,amount,purpose\n';

const entryDelivery = (delivery: string, period = ''): string => `
  entry:
    file: entries.csv
    delivery: ${delivery}
    ${period}
    fields: { account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }`;

/** Imports the small bank, then bookings alone with another mapping. */
async function then(
  files: TrialFiles,
  entry: string,
  head = '',
): Promise<Awaited<ReturnType<TrialLake['import']>>> {
  await lake.import(smallMapping(), smallFiles);
  return lake.import(smallMapping({ head, customer: null, account: null, entry }), files);
}

test('a first delivery is batch 1, with its rows by key and its names in the vault alone', async () => {
  const report = await lake.import(smallMapping(), smallFiles);
  expect(report).toMatchObject({ status: 'accepted', batch: 1, rejects: { total: 0, path: null } });
  expect(report.tables).toEqual([
    { table: 'customer', read: 2, rejected: 0, duplicates: 0, vanished: 0 },
    { table: 'account', read: 2, rejected: 0, duplicates: 0, vanished: 0 },
    { table: 'entry', read: 4, rejected: 0, duplicates: 0, vanished: 0 },
  ]);
  expect(await lake.texts(bookings)).toEqual(first);
  expect(
    await lake.texts(
      `SELECT i.external_id || ' ' || i.name || ' ' || c.opened_on || ' ' || coalesce(c.birth_year, 0) || ' ' || c.status FROM customer c JOIN identity i ON i.entity = 'customer' AND i.entity_key = c.customer_key ORDER BY 1`,
    ),
  ).toEqual(['C1 王芳 2020-01-01 1980 active', 'C2 李雷 2024-02-01 0 active']);
  expect(await lake.texts('SELECT opening_minor, closed_on FROM account ORDER BY opened_on')).toEqual([
    '100000 null',
    'null 19828',
  ]);
});

test('the same files with the same mapping change nothing; with another mapping they are another delivery', async () => {
  await lake.import(smallMapping(), smallFiles);
  expect(await lake.import(smallMapping(), smallFiles)).toMatchObject({ status: 'unchanged', batch: 1 });
  const again = await lake.import(smallMapping({ head: '# again' }), smallFiles);
  expect(again).toMatchObject({ status: 'accepted', batch: 2 });
  expect(again.tables.at(-1)).toMatchObject({ read: 4, duplicates: 4, rejected: 0 });
  expect(await lake.texts(bookings)).toEqual(first);
});

test('an earlier batch reads as it was', async () => {
  await then({ 'entries.csv': `${header}9,A1,2024-05-01,1,other\n` }, entryDelivery('changes'));
  expect((await lake.rows('FROM entry')).length).toBe(5);
  expect((await lake.rows('FROM entry', 1)).length).toBe(4);
});

describe('bookings', () => {
  test('as changes are added; a known id counts as a duplicate', async () => {
    const report = await then(
      { 'entries.csv': `${header}4,A2,2024-04-15,-500,transfer\n5,A1,2024-05-01,1,other\n` },
      entryDelivery('changes'),
    );
    expect(report.tables).toMatchObject([{ table: 'entry', read: 2, duplicates: 1, rejected: 0 }]);
    expect(await lake.texts(bookings)).toEqual([
      ...first.slice(0, 2),
      'A1 2024-05-01 100 other',
      ...first.slice(2),
    ]);
  });

  test('with a known id and other contents are rejected', async () => {
    const report = await then(
      { 'entries.csv': `${header}4,A2,2024-04-15,-400,transfer\n` },
      entryDelivery('changes'),
      'tolerance: 1 row',
    );
    expect(report.rejects.first).toMatchObject([{ line: 2, code: 'intake.duplicate-entry-id' }]);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test('of a period replace those of its days', async () => {
    const period = 'period: { from: 2024-02-05, to: 2024-04-14 }';
    const report = await then(
      { 'entries.csv': `${header}2,A1,2024-02-11,-30,spend\n7,A1,2024-03-01,1,other\n` },
      entryDelivery('period', period),
    );
    expect(report.status).toBe('accepted');
    expect(await lake.texts(bookings)).toEqual([
      'A1 2024-01-10 5025 salary',
      'A1 2024-02-11 -3000 spend',
      'A1 2024-03-01 100 other',
      'A2 2024-02-01 50000 transfer',
      'A2 2024-04-15 -50000 transfer',
    ]);
  });

  test('of a period that is not stated replace those from the first to the last day found', async () => {
    await then(
      { 'entries.csv': `${header}8,A1,2024-02-02,7,other\n9,A1,2024-02-20,8,other\n` },
      entryDelivery('period'),
    );
    expect(await lake.texts(bookings)).toEqual([
      'A1 2024-01-10 5025 salary',
      'A1 2024-02-02 700 other',
      'A1 2024-02-20 800 other',
      'A2 2024-02-01 50000 transfer',
      'A2 2024-04-15 -50000 transfer',
    ]);
  });

  test('delivered in full replace all of the source', async () => {
    await then({ 'entries.csv': `${header}1,A1,2024-01-10,50.25,salary\n` }, entryDelivery('full'));
    expect(await lake.texts(bookings)).toEqual(first.slice(0, 1));
  });

  test('that leave a closed account with a balance are rejected', async () => {
    const report = await then(
      { 'entries.csv': `${header}9,A2,2024-03-01,1,other\n` },
      entryDelivery('changes'),
      'tolerance: 1 row',
    );
    expect(report.rejects.first).toMatchObject([
      { line: 2, code: 'intake.closed-not-zero', field: 'amount', value: '100' },
    ]);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test('that lack a rejected one of the same closed account follow from it', async () => {
    const report = await then(
      { 'entries.csv': `${header}9,A2,2024-03-01,1,other\n10,A2,2024-03-02,x,other\n` },
      entryDelivery('changes'),
      'tolerance: 2 rows',
    );
    expect(report.rejects.byCode.map(({ code, isConsequence }) => [code, isConsequence])).toEqual([
      ['intake.closed-lacks-rejected', true],
      ['intake.unreadable-number', false],
    ]);
    expect(await lake.texts(bookings)).toEqual(first);
  });

  test('that are replaced must not be what made a closed account end at 0', async () => {
    const report = await then(
      { 'entries.csv': `${header}7,A1,2024-03-10,50.25,salary\n` },
      entryDelivery('period', 'period: { from: 2024-02-01, to: 2024-03-31 }'),
    );
    expect(report).toMatchObject({ status: 'refused', reasons: [{ code: 'intake.closed-account-open' }] });
    expect(await lake.texts(bookings)).toEqual(first);
  });
});

describe('customers and accounts', () => {
  test('that vanish from a full delivery stay, unless too many do', async () => {
    await lake.import(smallMapping(), smallFiles);
    const mapping = (head: string): string => smallMapping({ head, account: null, entry: null });
    const one: TrialFiles = { 'customers.csv': 'id,name,opened,born\nC1,王芳,2020-01-01,1980\n' };
    const refused = await lake.import(mapping(''), one);
    expect(refused).toMatchObject({
      status: 'refused',
      reasons: [
        { code: 'intake.vanished', data: { table: 'customer', vanished: '1', before: '2', allowed: '20%' } },
      ],
    });
    const accepted = await lake.import(mapping('vanish_at_most: 50%'), one);
    expect(accepted).toMatchObject({
      status: 'accepted',
      warnings: [{ code: 'intake.keys-kept', data: { table: 'customer', vanished: '1' } }],
    });
    expect((await lake.rows('FROM customer')).length).toBe(2);
  });

  test('delivered as changes are merged by id, keys stay, names are renewed', async () => {
    await lake.import(smallMapping(), smallFiles);
    const keys = await lake.texts(
      `SELECT external_id, entity_key FROM identity WHERE entity = 'customer' ORDER BY ALL`,
    );
    const changes = `
  customer:
    file: customers.csv
    delivery: changes
    fields: { customer_id: id, opened_on: opened, name: name, birth_year: born, status: { value: closed } }`;
    await lake.import(smallMapping({ customer: changes, account: null, entry: null }), {
      'customers.csv': 'id,name,opened,born\nC2,李蕾,2024-02-01,1990\nC3,韩梅梅,2024-03-01,\n',
    });
    const people = `SELECT i.external_id || ' ' || i.name || ' ' || coalesce(c.birth_year, 0) || ' ' || c.status FROM customer c JOIN identity i ON i.entity = 'customer' AND i.entity_key = c.customer_key ORDER BY 1`;
    expect(await lake.texts(people)).toEqual([
      'C1 王芳 1980 active',
      'C2 李蕾 1990 closed',
      'C3 韩梅梅 0 closed',
    ]);
    const after = await lake.texts(
      `SELECT external_id, entity_key FROM identity WHERE entity = 'customer' ORDER BY ALL`,
    );
    expect(after.slice(0, 2)).toEqual(keys);
  });

  test('that change hands hold from the business date, or from the day that is delivered', async () => {
    await lake.import(smallMapping(), smallFiles);
    const moved: TrialFiles = {
      'accounts.csv':
        'id,owner,kind,opened,closed,opening\nA1,C2,demand,2020-01-01,,1000.00\nA2,C2,term,2024-02-01,2024-04-15,\n',
    };
    const mapping = (head: string): string => smallMapping({ head, customer: null, entry: null });
    const refused = await lake.import(mapping(''), moved);
    expect(refused).toMatchObject({
      status: 'refused',
      reasons: [{ code: 'intake.no-business-date', data: { accounts: '1' } }],
    });
    expect(await lake.import(mapping('business_date: 2024-05-20'), moved)).toMatchObject({
      status: 'accepted',
    });
    const spells = `SELECT i.external_id || ' ' || s.from_on || ' ' || coalesce(CAST(s.to_on AS VARCHAR), '-') || ' ' || c.external_id FROM spell s JOIN identity i ON i.entity = 'account' AND i.entity_key = s.account_key JOIN identity c ON c.entity = 'customer' AND c.entity_key = s.customer_key ORDER BY 1`;
    expect(await lake.texts(spells)).toEqual([
      'A1 2020-01-01 2024-05-20 C1',
      'A1 2024-05-20 - C2',
      'A2 2024-02-01 2024-04-15 C2',
    ]);
    expect(
      await lake.texts(
        "SELECT moved_on - DATE '2024-05-20', amount_minor, purpose FROM carry ORDER BY amount_minor",
      ),
    ).toEqual(['0 -103025 carried', '0 103025 carried']);
    const history = `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened, closed_on: closed, opening_balance: opening, valid_from: since }`;
    await lake.import(smallMapping({ customer: null, entry: null, account: history }), {
      'accounts.csv': `id,owner,kind,opened,closed,opening,since
A1,C2,demand,2020-01-01,,1000.00,2024-05-20
A1,C1,demand,2020-01-01,,1000.00,2024-06-01
A2,C2,term,2024-02-01,2024-04-15,,2024-02-01
`,
    });
    expect(await lake.texts(spells)).toEqual([
      'A1 2020-01-01 2024-05-20 C1',
      'A1 2024-05-20 2024-06-01 C2',
      'A1 2024-06-01 - C1',
      'A2 2024-02-01 2024-04-15 C2',
    ]);
  });

  test('belong to the source that delivered them first', async () => {
    await lake.import(smallMapping(), smallFiles);
    const other = smallMapping({ head: 'tolerance: 100%', account: null, entry: null }).replace(
      'source: core',
      'source: cards',
    );
    const report = await lake.import(other, {
      'customers.csv': 'id,name,opened,born\nC1,x,2021-01-01,\nC9,y,2021-01-01,\n',
    });
    expect(report.rejects.byCode).toMatchObject([
      { table: 'customer', code: 'intake.other-source', field: 'customer_id', count: 1 },
    ]);
    expect((await lake.rows('FROM customer')).length).toBe(3);
    // Neither source's full delivery takes the other's rows for vanished.
    const again = await lake.import(
      smallMapping({ head: '# again', account: null, entry: null }),
      smallFiles,
    );
    expect(again).toMatchObject({ status: 'accepted', warnings: [] });
  });
});

describe('tables with days', () => {
  const loans = (delivery: string, period = ''): string => `
  loan:
    file: loans.csv
    required: false
    fields: { loan_id: id, opened_on: opened, principal: amount, limit: limit }
  loan_party:
    file: parties.csv
    required: false
    fields: { loan_id: loan, customer_id: customer, role: role }
  loan_status:
    file: status.csv
    delivery: ${delivery}
    ${period}
    fields: { loan_id: loan, as_of: day, outstanding: amount, days_past_due: late, class: class, overdue: overdue }`;
  const files: TrialFiles = {
    'customers.csv': String(smallFiles['customers.csv']),
    'loans.csv': 'id,opened,amount,limit\nL1,2023-01-01,5000,\nL2,2023-05-01,,20000\n',
    'parties.csv': 'loan,customer,role\nL1,C1,borrower\nL1,C2,guarantor\nL2,C2,borrower\n',
    'status.csv':
      'loan,day,amount,late,class,overdue\nL1,2024-01-31,4000,0,normal,\nL1,2024-02-29,3900,31,special_mention,99.5\nL2,2024-02-29,0,0,,\n',
  };
  const mapping = (delivery: string, period = ''): string =>
    smallMapping({ account: null, entry: null, more: loans(delivery, period) });
  const status = `SELECT i.external_id || ' ' || s.as_of || ' ' || s.outstanding_minor || ' ' || s.days_past_due || ' ' || coalesce(CAST(s.class AS VARCHAR), '-') || ' ' || coalesce(CAST(s.overdue_minor AS VARCHAR), '-') FROM loan_status s JOIN identity i ON i.entity = 'loan' AND i.entity_key = s.loan_key ORDER BY 1`;

  test('take loans, their parties and reports', async () => {
    expect(await lake.import(mapping('changes'), files)).toMatchObject({ status: 'accepted', reasons: [] });
    expect(await lake.texts(status)).toEqual([
      'L1 2024-01-31 400000 0 0 -',
      'L1 2024-02-29 390000 31 1 9950',
      'L2 2024-02-29 0 0 - -',
    ]);
    expect(
      await lake.texts('SELECT principal_minor, limit_minor, currency FROM loan ORDER BY opened_on'),
    ).toEqual(['500000 null CNY', 'null 2000000 CNY']);
    expect(await lake.texts('SELECT role, count(*) FROM loan_party GROUP BY role ORDER BY role')).toEqual([
      'borrower 2',
      'guarantor 1',
    ]);
  });

  test('as changes replace rows of the same key; parties that are gone from a full delivery are gone', async () => {
    await lake.import(mapping('changes'), files);
    await lake.import(mapping('changes'), {
      ...files,
      'parties.csv': 'loan,customer,role\nL1,C1,borrower\nL2,C2,borrower\n',
      'status.csv':
        'loan,day,amount,late,class,overdue\nL1,2024-02-29,3900,1,normal,\nL1,2024-03-31,3800,0,normal,\n',
    });
    expect(await lake.texts(status)).toEqual([
      'L1 2024-01-31 400000 0 0 -',
      'L1 2024-02-29 390000 1 0 -',
      'L1 2024-03-31 380000 0 0 -',
      'L2 2024-02-29 0 0 - -',
    ]);
    expect(await lake.texts('SELECT role, count(*) FROM loan_party GROUP BY role ORDER BY role')).toEqual([
      'borrower 2',
    ]);
  });

  test('of a period and in full replace the rows of their days', async () => {
    await lake.import(mapping('changes'), files);
    const update = { 'status.csv': 'loan,day,amount,late,class,overdue\nL1,2024-02-15,1,0,normal,\n' };
    await lake.import(mapping('period', 'period: { from: 2024-02-01, to: 2024-02-29 }'), {
      ...files,
      ...update,
    });
    expect(await lake.texts(status)).toEqual(['L1 2024-01-31 400000 0 0 -', 'L1 2024-02-15 100 0 0 -']);
    await lake.import(mapping('full'), { ...files, ...update });
    expect(await lake.texts(status)).toEqual(['L1 2024-02-15 100 0 0 -']);
  });
});

test('figures of a wide row become facts, in stored units', async () => {
  const report = await lake.import(
    smallMapping({
      account: null,
      entry: null,
      more: `
  fact:
    file: figures.csv
    fields: { customer_id: id, as_of: day }
    figures:
      bank_average: { column: 日均, unit: money }
      satisfaction: { column: 满意度, unit: ratio, round: true }
      visits: { column: 到访, unit: per_month }
  exchange_rate:
    file: rates.csv
    fields: { currency: ccy, quote_currency: { value: CNY }, as_of: day, rate: rate }`,
    }),
    {
      ...smallFiles,
      'figures.csv':
        'id,day,日均,满意度,到访\nC1,2024-03-31,12345.67,0.98765,2.5\nC2,2024-03-31,,-0.00005,\n',
      'rates.csv': 'ccy,day,rate\nUSD,2024-03-31,7.123456\nJPY,2024-03-31,0.0478\n',
    },
  );
  expect(report).toMatchObject({ status: 'accepted', reasons: [] });
  expect(await lake.texts('SELECT name, value FROM fact ORDER BY ALL')).toEqual([
    'bank_average 1234567',
    'satisfaction -1',
    'satisfaction 9877',
    'visits 250',
  ]);
  expect(await lake.texts('SELECT currency, rate_millionths FROM exchange_rate ORDER BY ALL')).toEqual([
    'JPY 47800',
    'USD 7123456',
  ]);
});
