import { expect, test } from 'vitest';
import { formatDay, parseDay } from '@gradus/schema';
import { deliveryFolder, each, lines, ymd } from './harness/suggested-delivery.ts';

/** Cores that keep loans among their accounts, products in a list of schemes and openings in a file; fields in a list of places. */

const { take } = deliveryFolder('schemes');
const begin = parseDay('2026-01-01') ?? 0;
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');

const dayMonth = (day: number): string => {
  const [year = '', month = '', of = ''] = formatDay(day).split('-');
  return `${of}-${months[Number(month) - 1] ?? ''}-${year}`;
};
const money = (cents: number): string => (Math.abs(cents) / 100).toFixed(2);
const side = (cents: number): string => (cents < 0 ? 'DR' : 'CR');

function finacle(): Record<string, string> {
  const scheme = (at: number): string => (at % 5 === 4 ? '51' : at % 5 === 3 ? '21' : '01');
  const isLoan = (at: number): boolean => scheme(at) === '51';
  const account = (at: number): string => `0020${scheme(at)}${String(100 + at).padStart(6, '0')}`;
  const opening = (at: number): number => (isLoan(at) ? -9_000_000 : 450_000 + at);
  const booked = (at: number): number => (at % 3 === 0 ? 800_000 : -11_050);
  const texts = ['NEFT CR-SBIN', 'UPI/DR/', 'ATM WDL '];
  const bookings = (from: number, to: number): string =>
    lines(
      [
        ['TRAN_DT', 'TRAN_ID', 'ACCT_NO', 'TRAN_AMT', 'CR_DR', 'PARTICULARS'],
        ...each(to - from, (index) => {
          const at = from + index;
          const text = `${texts[at % 3] ?? ''}${50_000 + at}${at % 3 === 0 ? '-SALARY' : ''}`;
          return [
            dayMonth(begin + at),
            `S${1000 + at}`,
            account(at % 60),
            money(booked(at)),
            side(booked(at)),
            text,
          ];
        }),
        ['TOTAL', to - from, '', '', '', ''],
      ],
      '|',
    );
  const closing = (at: number): number =>
    opening(at) + each(120, (one) => (one % 60 === at ? booked(one) : 0)).reduce((sum, one) => sum + one, 0);
  const loans = each(60, (at) => at).filter(isLoan);
  return {
    'CUSTMAST_30062026.txt': lines(
      [
        ['CUST_ID', 'CUST_NAME', 'PAN_NO', 'MOBILE', 'HOME_BR', 'REL_START_DT'],
        ...each(40, (at) => [
          String(100_201 + at).padStart(9, '0'),
          `Rekha Kadam ${at}`,
          `PDFPD${7000 + at}E`,
          9_529_252_300 + at,
          '002',
          dayMonth(begin - 900 + at),
        ]),
      ],
      '|',
    ),
    'ACCTMAST_30062026.txt': lines(
      [
        ['ACCT_NO', 'CUST_ID', 'SCHM_CODE', 'OPEN_DT', 'CLOSE_DT', 'CCY', 'CLR_BAL', 'BAL_IND'],
        ...each(60, (at) => [
          account(at),
          String(100_201 + (at % 40)).padStart(9, '0'),
          scheme(at),
          dayMonth(begin - 400 + at),
          '',
          'INR',
          money(closing(at)),
          side(closing(at)),
        ]),
      ],
      '|',
    ),
    'LOANMAST_30062026.txt': lines(
      [
        [
          'ACCT_NO',
          'CUST_ID',
          'SANCTION_DT',
          'SANCTION_AMT',
          'MATURITY_DT',
          'OUTSTANDING',
          'DPD',
          'ASSET_CLASS',
          'NPA_DT',
        ],
        ...loans.map((at) => [
          account(at),
          String(100_201 + (at % 40)).padStart(9, '0'),
          dayMonth(begin - 400 + at),
          '120000.00',
          dayMonth(begin + 2000 + at),
          money(closing(at)),
          at % 4 === 0 ? 95 : '',
          at % 4 === 0 ? 'SUB' : 'STD',
          at % 4 === 0 ? dayMonth(begin - 5) : '',
        ]),
      ],
      '|',
    ),
    'OPBAL_31122025.txt': lines(
      [
        ['ACCT_NO', 'BAL_DT', 'BAL_AMT', 'BAL_IND'],
        ...each(60, (at) => [account(at), '31-DEC-2025', money(opening(at)), side(opening(at))]),
      ],
      '|',
    ),
    'SCHMMAST.txt': lines(
      [
        ['SCHM_CODE', 'SCHM_TYPE', 'SCHM_DESC'],
        ['01', 'SB', 'SAVINGS BANK - GENERAL'],
        ['21', 'FD', 'FIXED DEPOSIT'],
        ['51', 'TL', 'TERM LOAN'],
      ],
      '|',
    ),
    'TRAN_JAN2026.txt': bookings(0, 31),
    'TRAN_FEB2026.txt': bookings(31, 59),
    'TRAN_MAR2026.txt': bookings(59, 120),
  };
}

test('a core with loans among its accounts: they are left out, and so are their bookings; openings and schemes from their files', async () => {
  const { suggestion, accepted } = await take('finacle', finacle());
  expect(accepted).toEqual({
    customer: 40,
    account: 48,
    entry: 96,
    loan: 12,
    loan_party: 12,
    loan_status: 12,
    account_sum: 48,
  });
  const { text } = suggestion;
  expect(text).toContain('except: { SCHM_CODE: 51 }');
  expect(text).toContain('unknown_reference: leave_out');
  expect(text).toContain("match: { ACCT_NO: ACCT_NO }, take: BAL_AMT }, otherwise: '0'");
  expect(text).toContain('kind: { column: SCHM_CODE, codes: { 01: demand, 21: term } }');
  expect(text).toContain(
    'balance: { column: CLR_BAL, sign: { column: BAL_IND, negative: DR, positive: CR } }',
  );
  expect(text).toContain("file: 'TRAN_*.txt'");
  expect(text).toContain('data_from: 2026-01-01');
  expect(text).not.toContain('the earliest booking seen');
  // All openings of deposits are above zero.
  expect(text).not.toMatch(/BAL_IND" of OPBAL/);
  expect(text).not.toMatch(/PAN_NO,|: PAN_NO\b(?!\n)/);
  expect(text).not.toContain('d-mmm-yyyy,');
});

function warehouse(): Record<string, string> {
  const padded = (at: number): string => String(70_011 + at).padStart(10, '0');
  const account = (at: number): string => `6217${String(80_000 + at * 31).padStart(8, '0')}`;
  return {
    'layout.txt': [
      '1. customers KHXX',
      '客户号 1 6',
      'khmc 7 8',
      'zjhm 15 18',
      'khrq 33 8',
      '',
      '2. balances YELL',
      '1|账号|CHAR(12)|1-12',
      '2|起始日期|CHAR(8)|13-20',
      '3|结束日期|CHAR(8)|21-28',
      '4|余额|NUM(9)|29-37',
    ].join('\n'),
    'KHXX_20260630.txt': each(
      40,
      (at) => `${70_011 + at} WANG FAN1101051949123100${20 + (at % 70)}${ymd(begin - 900 + at)}\n`,
    ).join(''),
    'YELL_20260630.txt': each(60, (at) =>
      [
        [ymd(begin - 31), ymd(begin + 20 + at), 1_234_567 + at * 7],
        [ymd(begin + 20 + at), '99991231', 7_654_321 - at * 3],
      ]
        .map(([from, to, cents]) => `${account(at)}${from}${to}${String(cents).padStart(9, '0')}\n`)
        .join(''),
    ).join(''),
    'accounts.csv': lines(
      [
        ['账号', '客户号', '储种', '开户日期'],
        ...each(60, (at) => [
          account(at),
          padded(at % 40),
          at % 3 === 0 ? '定期' : '活期',
          ymd(begin - 200 - at),
        ]),
      ],
      ',',
    ),
  };
}

test('fields of fixed width in a list of places, and ids that another file writes with zeros before them', async () => {
  const { suggestion, accepted } = await take('warehouse', warehouse());
  expect(accepted).toEqual({ customer: 40, account: 60, balance: 120 });
  const { text } = suggestion;
  expect(text).toContain('customer_id: { column: 客户号, pad: 10 }');
  expect(text).toContain('balance: { column: 余额, in: minor }');
  expect(text).toContain('until: { column: 结束日期, missing: [99991231], add: -1 }');
  expect(text).toMatch(/not used: personal, [^\n]*: zjhm/);
});

function creditUnion(): Record<string, string> {
  const mdy = (day: number): string => {
    const [year = '', month = '', of = ''] = formatDay(day).split('-');
    return `${month}/${of}/${year}`;
  };
  const member = (at: number): number => 10_450 + at * 7;
  const share = (at: number): readonly [number, string] => [
    member(at % 30),
    ['00', '10'][at < 30 ? 0 : 1] ?? '',
  ];
  const amount = (at: number): string => (at % 3 === 0 ? '"1,200.50"' : '"(20.25)"');
  return {
    'members_06302026.csv': lines(
      [
        ['Member Number', 'Last Name', 'First Name', 'SSN', 'Join Date'],
        ...each(30, (at) => [member(at), 'Garcia', 'Ann', `123-45-${6000 + at}`, mdy(begin - 900 + at)]),
      ],
      ',',
    ),
    'shares_06302026.csv': lines(
      [
        ['Member Number', 'Share ID', 'Share Description', 'Open Date', 'Balance 12/31/2025'],
        ...each(60, (at) => [
          ...share(at),
          at < 30 ? 'Regular Savings' : 'Share Certificate 12 Mo',
          mdy(begin - 400 + at),
          '"5,000.00"',
        ]),
      ],
      ',',
    ),
    'share_history_2026Q1.csv': lines(
      [
        ['Post Date', 'Member Number', 'Share ID', 'Sequence', 'Amount', 'Description'],
        ...each(120, (at) => [
          mdy(begin + (at % 80)),
          ...share(at % 60),
          500_000 + at,
          amount(at),
          at % 3 === 0 ? 'PAYROLL' : 'ATM WITHDRAWAL',
        ]),
      ],
      ',',
    ),
    'loans_06302026.csv': lines(
      [
        [
          'Member Number',
          'Loan ID',
          'Origination Date',
          'Original Amount',
          'Current Balance',
          'Days Delinquent',
        ],
        ...each(40, (at) => [
          member(at % 20),
          at < 20 ? 'L01' : 'L02',
          mdy(begin - 300 + at),
          '"9,000.00"',
          `"1,${500 + at}.00"`,
          at % 9 === 0 ? 12 : 0,
        ]),
      ],
      ',',
    ),
  };
}

test('a credit union: accounts and loans are numbered anew for each member, amounts in parentheses', async () => {
  const { suggestion, accepted } = await take('credit-union', creditUnion());
  expect(accepted).toEqual({
    customer: 30,
    account: 60,
    entry: 120,
    loan: 40,
    loan_party: 40,
    loan_status: 40,
  });
  const { text } = suggestion;
  expect(text).toContain("account_id: { columns: [Member Number, Share ID], join: '-' }");
  expect(text).toContain("loan_id: { columns: [Member Number, Loan ID], join: '-' }");
  expect(text).toContain('customer_id: Member Number');
  expect(text).toContain("opening_balance: { column: Balance 12/31/2025, group: ',' }");
  expect(text).toContain('entry_id: Sequence');
  expect(text).toMatch(/not used: personal, [^\n]*: SSN/);
});
