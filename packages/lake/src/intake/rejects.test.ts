import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping, type SmallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

interface RejectCase {
  readonly name: string;
  readonly files?: TrialFiles;
  readonly mapping?: SmallMapping;
  /** `table line field code value`, in the order of the list. */
  readonly rejects: readonly string[];
}

const customers = (...lines: string[]): TrialFiles => ({
  'customers.csv': `id,name,opened,born\nC1,王芳,2020-01-01,1980\nC2,李雷,2024-02-01,\n${lines.join('\n')}\n`,
});
const accounts = (...lines: string[]): TrialFiles => ({
  'accounts.csv': `${String(smallFiles['accounts.csv'])}${lines.join('\n')}\n`,
});
const entries = (...lines: string[]): TrialFiles => ({
  'entries.csv': `${String(smallFiles['entries.csv'])}${lines.join('\n')}\n`,
});

const cases: readonly RejectCase[] = [
  { name: 'nothing', rejects: [] },
  {
    name: 'days that are none',
    files: customers('C3,x,2024-02-30,', 'C4,x,20240201,', 'C5,x,２０２４-01-01,', 'C6,x,1700-01-01,'),
    rejects: [
      'customer 4 opened_on intake.unreadable-day 2024-02-30',
      'customer 5 opened_on intake.unreadable-day 20240201',
      'customer 6 opened_on intake.unreadable-day ２０２４-01-01',
      'customer 7 opened_on intake.unreadable-day 1700-01-01',
    ],
  },
  {
    name: 'whole numbers that are none, or make no sense',
    files: customers(
      'C3,x,2024-02-01,19x0',
      'C4,x,2024-02-01,1980.5',
      'C5,x,2024-02-01,80',
      'C6,x,2024-02-01,1980.0',
    ),
    rejects: [
      'customer 4 birth_year intake.unreadable-number 19x0',
      'customer 5 birth_year intake.too-many-decimals 1980.5',
      'customer 6 birth_year intake.number-out-of-range 80',
    ],
  },
  {
    name: 'a value that is missing, blanks counted as missing',
    files: customers('C3,x,,', ' ,x,2024-02-01,'),
    rejects: ['customer 4 opened_on intake.missing-value ', 'customer 5 customer_id intake.missing-value '],
  },
  {
    name: 'amounts',
    files: entries(
      '11,A1,2024-03-01,1.005,other',
      '12,A1,2024-03-01,１２,other',
      '13,A1,2024-03-01,1e3,other',
      '14,A1,2024-03-01,"1,000",other',
      '15,A1,2024-03-01,12345678901234.00,other',
      '16,A1,2024-03-01,1.00001,other',
      '17,A1,2024-03-01,1.500,other',
      '18,A1,2024-03-01,5-,other',
      '19,A1,2024-03-01,.5,other',
    ),
    rejects: [
      'entry 6 amount intake.too-many-decimals 1.0050',
      'entry 7 amount intake.unreadable-number １２',
      'entry 8 amount intake.unreadable-number 1e3',
      'entry 9 amount intake.unreadable-number 1,000',
      'entry 10 amount intake.number-out-of-range 12345678901234.00',
      'entry 11 amount intake.too-many-decimals 1.00001',
    ],
  },
  {
    name: 'codes that nobody knows',
    files: { ...accounts('A3,C1,current,2024-02-01,,'), ...entries('11,A1,2024-03-01,1,gift') },
    rejects: ['account 4 kind intake.unknown-code current', 'entry 6 purpose intake.unknown-code gift'],
  },
  {
    name: 'currencies',
    files: {
      'accounts.csv':
        'id,owner,opened,ccy\nA1,C1,2020-01-01,CNY\nA2,C2,2024-02-01,\nA3,C2,2024-02-01,RMB\nA4,C2,2024-02-01,元\n',
      'entries.csv': 'id\n',
    },
    mapping: {
      account: `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: opened, currency: ccy }`,
      entry: null,
    },
    rejects: ['account 4 currency intake.bad-currency RMB', 'account 5 currency intake.bad-currency 元'],
  },
  {
    name: 'what nobody knows, and what hangs on it',
    files: {
      ...accounts('A3,C9,demand,2024-02-01,,'),
      ...entries('11,A3,2024-03-01,1,other', '12,A9,2024-03-01,1,other'),
    },
    rejects: [
      'account 4 customer_id intake.unknown-reference …',
      'entry 6 account_id intake.rejected-reference …',
      'entry 7 account_id intake.unknown-reference …',
    ],
  },
  {
    name: 'a key with different contents; the same contents count once',
    files: {
      ...customers('C1,王芳,2020-01-01,1980', 'C3,a,2024-01-01,', 'C3,b,2024-01-01,'),
      ...entries('1,A1,2024-01-10,50.25,salary', '11,A1,2024-03-01,1,other', '11,A1,2024-03-01,2,other'),
    },
    rejects: [
      'customer 5 customer_id intake.duplicate-key …',
      'customer 6 customer_id intake.duplicate-key …',
      'entry 7 entry_id intake.duplicate-entry-id …',
      'entry 8 entry_id intake.duplicate-entry-id …',
    ],
  },
  {
    name: 'days outside the account, the data and the present',
    files: entries(
      '11,A2,2024-01-31,1,other',
      '12,A2,2024-04-16,1,other',
      '13,A1,2023-12-31,1,other',
      '14,A1,2024-07-03,1,other',
    ),
    rejects: [
      'entry 6 booked_on intake.outside-account 2024-01-31',
      'entry 7 booked_on intake.outside-account 2024-04-16',
      'entry 8 booked_on intake.before-data 2023-12-31',
      'entry 9 booked_on intake.in-future 2024-07-03',
    ],
  },
  {
    name: 'bookings after the business date',
    files: entries('11,A1,2024-06-30,1,other', '12,A1,2024-07-01,1,other'),
    mapping: { head: 'business_date: 2024-06-30\ntolerance: 50%' },
    rejects: ['entry 7 booked_on intake.in-future 2024-07-01'],
  },
  {
    name: 'bookings outside the period that is delivered',
    files: entries('11,A1,2024-05-01,1,other'),
    mapping: {
      entry: `
  entry:
    file: entries.csv
    delivery: period
    period: { from: 2024-01-01, to: 2024-04-30 }
    fields: { account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }`,
    },
    rejects: ['entry 6 booked_on intake.outside-period 2024-05-01'],
  },
  {
    name: 'an account that is closed or due before it is opened',
    files: accounts('A3,C1,demand,2024-02-01,2024-01-31,'),
    rejects: ['account 4 closed_on intake.days-out-of-order 2024-01-31'],
  },
  {
    name: 'a closed account that does not end at 0, with its bookings',
    files: { ...accounts('A3,C1,demand,2024-02-01,2024-03-31,'), ...entries('11,A3,2024-03-01,1,other') },
    rejects: [
      'account 4 closed_on intake.closed-not-zero 2024-03-31',
      'entry 6 account_id intake.rejected-reference …',
    ],
  },
  {
    name: 'a closed account that lacks a rejected booking, as what follows from that',
    files: {
      ...accounts('A3,C1,demand,2024-02-01,2024-03-31,'),
      ...entries('11,A3,2024-03-01,1,other', '12,A3,2024-03-02,x,other'),
    },
    rejects: [
      'account 4 closed_on intake.closed-lacks-rejected 2024-03-31',
      'entry 6 account_id intake.rejected-reference …',
      'entry 7 amount intake.unreadable-number x',
    ],
  },
  {
    name: 'an account of both kinds of delivery',
    files: { 'balances.csv': 'account,day,balance\nA1,2024-03-31,10\n' },
    mapping: {
      more: `
  balance:
    file: balances.csv
    fields: { account_id: account, day: day, balance: balance }`,
    },
    rejects: ['balance 2 account_id intake.two-feeds …'],
  },
  {
    name: 'lines that are no records',
    files: customers(
      'C3,x',
      'C4,"a"b,2024-01-01,',
      'C5,"open,2024-01-01,',
      'C6,x,2024-01-01,',
      '',
      'C7,x,2024-02-30,',
    ),
    rejects: [
      'customer 4  intake.broken-record …',
      'customer 5  intake.broken-record …',
      'customer 6  intake.broken-record …',
      'customer 9 opened_on intake.unreadable-day 2024-02-30',
    ],
  },
  {
    name: 'bytes that are no text',
    files: {
      'customers.csv': Buffer.concat([
        Buffer.from('id,name,opened,born\nC1,王芳李雷韩梅梅,2020-01-01,1980\nC2,李雷,2024-02-01,\nC3,a'),
        Buffer.from([0xff]),
        Buffer.from(',2024-01-01,\n'),
      ]),
    },
    rejects: ['customer 4 name intake.invalid-bytes …'],
  },
  {
    name: 'several values where one is looked up',
    files: { 'owners.csv': 'account,customer\nA1,C1\nA2,C1\nA2,C2\n', 'entries.csv': 'id\n' },
    mapping: {
      account: `
  account:
    file: accounts.csv
    fields:
      account_id: id
      customer_id: { lookup: { file: owners.csv, match: { account: id }, take: customer } }
      kind: kind
      opened_on: opened`,
      entry: null,
    },
    rejects: ['account 3 customer_id intake.ambiguous-lookup …'],
  },
];

test.each(cases)('rejects $name', async ({ files, mapping, rejects }) => {
  const text = smallMapping({ head: 'tolerance: 100%', ...mapping });
  const report = await lake.import(text, { ...smallFiles, ...files });
  expect(report.reasons).toEqual([]);
  expect(report.status).toBe('accepted');
  const found = report.rejects.first.map(
    ({ table, line, field, code, value }) => `${table} ${line} ${field} ${code} ${value}`,
  );
  const byTable = (a: string, b: string): number => order(a) - order(b);
  expect(found.toSorted(byTable)).toEqual(rejects);
  expect(report.rejects.total).toBe(rejects.length);
});

function order(reject: string): number {
  const [table = '', line = '0'] = reject.split(' ');
  return ['customer', 'account', 'entry', 'balance'].indexOf(table) * 1000 + Number(line);
}

describe('a list of rejects', () => {
  test('says in both languages what is wrong, and holds no id or name', async () => {
    const report = await lake.import(smallMapping({ head: 'tolerance: 100%' }), {
      ...smallFiles,
      ...accounts('A3,6222020200112233445,demand,2024-02-01,,'),
      ...entries('11,A1,2024-03-01,=1+2,other'),
    });
    const text = await readFile(report.rejects.path ?? '', 'utf8');
    expect(text.split('\n')).toEqual([
      '\u{feff}file,sheet,line,table,field,code,value,reason,原因',
      expect.stringMatching(
        /^accounts\.csv,,4,account,customer_id,intake\.unknown-reference,…3445,.*,.*数据湖/,
      ),
      expect.stringMatching(/^entries\.csv,,6,entry,amount,intake\.unreadable-number,'=1\+2,.*,.*半角/),
      '',
    ]);
  });

  test('of a refused delivery lies beside the lake, whose state it is not', async () => {
    const report = await lake.import(smallMapping(), {
      ...smallFiles,
      ...entries('11,A1,2024-03-01,x,other'),
    });
    expect(report).toMatchObject({ status: 'refused', batch: null, rejects: { total: 1 } });
    expect(report.reasons).toMatchObject([
      {
        code: 'intake.over-tolerance',
        data: { table: 'entry', rejected: '1', following: '0', read: '5', allowed: '0' },
      },
    ]);
    expect(report.rejects.path).toContain('refused');
    expect(await readFile(report.rejects.path ?? '', 'utf8')).toContain('entries.csv,,6');
  });
});
