import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openDuckdb, quoteText } from '@gradus/engine';
import { describe, expect, test } from 'vitest';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** A Parquet file may hold days and numbers as such or as texts: the lake and its rejects must be the same. */

const people = `SELECT * FROM (VALUES ('C1', DATE '2020-01-01', 1980, 19800131), ('C2', DATE '2021-02-03', NULL, NULL), ('C3', DATE '2021-02-03', 3000000000, 19800231)) AS p(id, opened, born, born_on)`;
const accounts = `SELECT 'A' || i AS id, 'C' || (1 + i % 2) AS owner, DATE '2020-01-01' + CAST(i AS INTEGER) AS opened, CAST(i * 3 AS SMALLINT) AS term FROM range(6) AS r(i)`;

/** Days and amounts that are read, that just fit, and that have to be rejected. */
const bookings = (amountType: string, amounts: readonly string[]): string => {
  const days = [
    '2024-01-02',
    '2024-03-31',
    '1799-12-31',
    '2300-01-01',
    'infinity',
    '2019-12-31',
    '2031-01-01',
  ];
  const rows = amounts.flatMap((amount, index) =>
    [days[0], days[index % days.length]].map(
      (day, place) =>
        `('A${index % 6}', DATE '${day}', CAST(${amount} AS ${amountType}), 'e${index}-${place}', ${place === 0 ? `'debit'` : `'credit'`})`,
    ),
  );
  return `SELECT * FROM (VALUES ${rows.join(', ')}, ('A1', NULL, CAST(1 AS ${amountType}), 'n1', 'debit'), ('A1', DATE '2024-01-05', NULL, 'n2', 'debit')) AS b(account, day, amount, id, way)`;
};

/** Amounts in yuan stay below what the sums of a customer may come to; one more digit than an amount may have is rejected. */
const yuan = ['0', '1', '-1', '250', '1000000000000', '-1000000000000', '10000000000000', '9007199254740993'];
const wholes = [
  '0',
  '1',
  '-1',
  '250',
  '9999999999999',
  '-9999999999999',
  '10000000000000',
  '9007199254740993',
];
const cases: readonly {
  readonly name: string;
  readonly type: string;
  readonly amounts: readonly string[];
  readonly amount: string;
}[] = [
  { name: 'BIGINT in minor units', type: 'BIGINT', amounts: wholes, amount: '{ column: amount, in: minor }' },
  { name: 'BIGINT in major units', type: 'BIGINT', amounts: yuan, amount: 'amount' },
  {
    name: 'SMALLINT turned',
    type: 'SMALLINT',
    amounts: ['-32768', '32767', '0', '5'],
    amount: '{ column: amount, negate: true }',
  },
  {
    name: 'DECIMAL(18,2)',
    type: 'DECIMAL(18,2)',
    amounts: ['0.01', '-12.50', '999999999999.99', '-999999999999.99', '10000000000000.00', '1.10'],
    amount: 'amount',
  },
  {
    name: 'DECIMAL(9,1) in minor units',
    type: 'DECIMAL(9,1)',
    amounts: ['12.0', '12.5', '-99999999.0'],
    amount: '{ column: amount, in: minor }',
  },
  {
    name: 'DECIMAL(12,4), read as text',
    type: 'DECIMAL(12,4)',
    amounts: ['1.2300', '1.2345', '-99999999.9900'],
    amount: 'amount',
  },
  { name: 'DOUBLE, read as text', type: 'DOUBLE', amounts: ['1.25', '-3', '1e22'], amount: 'amount' },
  {
    name: 'BIGINT with a sign beside it',
    type: 'BIGINT',
    amounts: ['5', '-7', '999999999999'],
    amount: '{ column: amount, sign: { column: way, negative: [debit], positive: [credit] } }',
  },
  {
    name: 'BIGINT with words for missing',
    type: 'BIGINT',
    amounts: ['5', '-999', '7'],
    amount: "{ column: amount, missing: ['-999'] }",
  },
  {
    name: 'BIGINT rounded',
    type: 'BIGINT',
    amounts: ['5', '-7', '9', '1'],
    amount: '{ column: amount, round: true }',
  },
];

const mapping = (amount: string, birthYear = 'born'): string => `
gradus_mapping: 1
source: core
currency: CNY
data_from: 2024-01-01
business_date: 2024-06-30
read: { format: parquet }
tolerance: { customer: 100%, account: 100%, entry: 100% }
tables:
  customer:
    file: people.parquet
    fields: { customer_id: id, opened_on: opened, birth_year: ${birthYear}, status: { value: active } }
  account:
    file: accounts.parquet
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: opened, term_months: { column: term, add: 1 }, opening_balance: { value: '0' } }
  entry:
    file: entries.parquet
    fields: { account_id: account, booked_on: day, amount: ${amount}, entry_id: id, purpose: { value: other } }
`;

/** Parquet files of the queries; `asTexts` writes every column as VARCHAR. */
async function parquetFiles(
  folder: string,
  queries: Readonly<Record<string, string>>,
  asTexts: boolean,
): Promise<TrialFiles> {
  const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  try {
    const files: Record<string, Buffer> = {};
    for (const [name, query] of Object.entries(queries)) {
      const file = path.join(folder, `${asTexts ? 'texts' : 'typed'}-${name}`);
      const columns = asTexts ? 'CAST(COLUMNS(*) AS VARCHAR)' : '*';
      await session.run(`COPY (SELECT ${columns} FROM (${query})) TO ${quoteText(file)} (FORMAT parquet)`);
      files[name] = await readFile(file);
    }
    return files;
  } finally {
    await session.close();
  }
}

async function imported(mappingText: string, queries: Readonly<Record<string, string>>, asTexts: boolean) {
  await using lake = await TrialLake.open();
  const files = await parquetFiles(lake.folder, queries, asTexts);
  const report = await lake.import(mappingText, files);
  expect(report).toMatchObject({ status: 'accepted', reasons: [] });
  const rejected = report.rejects.path === null ? '' : await readFile(report.rejects.path, 'utf8');
  return {
    rejected,
    customers: await lake.texts('SELECT COLUMNS(*) FROM customer ORDER BY ALL'),
    accounts: await lake.texts('SELECT * FROM account ORDER BY ALL'),
    entries: await lake.texts('SELECT * FROM entry ORDER BY ALL'),
  };
}

describe('days and numbers of a Parquet file count as the same values written as texts do', () => {
  test.each(cases)('$name', async ({ type, amounts, amount }) => {
    const queries = {
      'people.parquet': people,
      'accounts.parquet': accounts,
      'entries.parquet': bookings(type, amounts),
    };
    const typed = await imported(mapping(amount), queries, false);
    expect(typed).toEqual(await imported(mapping(amount), queries, true));
    expect(typed.rejected).toContain('intake.missing-value');
    expect(typed.rejected).toContain('intake.unreadable-day');
    expect(typed.entries.length).toBeGreaterThan(0);
  });

  test('a day in a number, of which the year is taken', async () => {
    const queries = {
      'people.parquet': people,
      'accounts.parquet': accounts,
      'entries.parquet': bookings('BIGINT', ['1']),
    };
    const ofDay = mapping('amount', '{ column: born_on, date: yyyymmdd }');
    const typed = await imported(ofDay, queries, false);
    expect(typed).toEqual(await imported(ofDay, queries, true));
    expect(typed.customers).toHaveLength(2);
    expect(typed.customers.join()).toContain('1980');
    expect(typed.rejected).toContain('birth_year,intake.unreadable-day');
  });
});
