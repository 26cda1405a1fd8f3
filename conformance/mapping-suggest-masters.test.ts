import { formatDay, parseDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { deliveryFolder, each, lines, type DeliveryFiles } from './harness/suggested-delivery.ts';

const { take } = deliveryFolder('suggest-masters');
const begin = parseDay('2026-04-01') ?? 0;

const us = (day: number): string => {
  const [year = '', month = '', of = ''] = formatDay(day).split('-');
  return `${month}/${of}/${year}`;
};

/** A cooperative whose masters hold balances and days, with bookings on its loans among those on its accounts. */
function cooperative(): DeliveryFiles {
  const member = (at: number): string => `00${20_000 + at * 13}`;
  const plain = (at: number): string => String(Number(member(at)));
  return {
    'members_06-30-2026.csv': lines(
      [
        ['Member #', 'First Name', 'Last Name', 'Birth Date', 'Join Date', 'Status'],
        ...each(40, (at) => [
          member(at),
          'Ada',
          'Moss',
          us(begin - 17_000 - at * 31),
          us(begin - 900 - at),
          'Active',
        ]),
        ['Total Members', 40, '', '', '', ''],
      ],
      ',',
    ),
    'shares_06-30-2026.csv': lines(
      [
        ['Member #', 'Suffix', 'Type', 'Description', 'Open Date', 'Passbook', 'Balance 03/31/2026'],
        ...each(80, (at) => [
          member(at % 40),
          at < 40 ? '01' : '08',
          at < 40 ? 'RG' : 'DR',
          at < 40 ? 'Regular Shares' : at % 2 === 0 ? 'Share Draft' : 'Checking',
          us(begin - 800 + at),
          at % 3 === 0 ? 'Y' : 'N',
          `${300 + at}.25`,
        ]),
      ],
      ',',
    ),
    'certificates_06-30-2026.csv': lines(
      [
        [
          'Member #',
          'Suffix',
          'Description',
          'Issue Date',
          'Issue Amount',
          'Maturity Date',
          'Balance 03/31/2026',
        ],
        ...each(30, (at) => [
          member(at % 15),
          at < 15 ? '51' : '52',
          '24 Month Certificate',
          us(begin - 500 + at),
          '1000.00',
          us(begin + 230 + at),
          `${1000 + at}.40`,
        ]),
      ],
      ',',
    ),
    'loans_06-30-2026.csv': lines(
      [
        [
          'Member #',
          'Loan',
          'Final Payment Date',
          'Drawdown Date',
          'Original Amount',
          'Current Balance',
          'Days Delinquent',
          'Risk Rating',
        ],
        ...each(24, (at) => [
          member(at % 12),
          at < 12 ? 'P1' : 'P2',
          us(begin + 700 + at),
          us(begin - 300 + at),
          '5000.00',
          `${2000 + at}.10`,
          at % 8 === 0 ? 40 : '',
          (at % 8) + 1,
        ]),
      ],
      ',',
    ),
    'register_2026Q2.csv': lines(
      [
        ['Member #', 'Suffix', 'Post Date', 'Code', 'Description', 'Amount', 'Trace #'],
        ...each(300, (at) => [
          plain(at % 40),
          at % 40 >= 15 ? (at % 2 === 0 ? '01' : '08') : at % 3 === 0 ? '51' : at % 40 < 12 ? 'P1' : '01',
          us(begin + (at % 85)),
          at % 2 === 0 ? 'WD' : 'DIV',
          at % 2 === 0 ? 'ATM WITHDRAWAL' : 'DIVIDEND',
          at % 2 === 0 ? '-5.25' : '7.50',
          700_000 + at,
        ]),
      ],
      ',',
    ),
  };
}

test('masters of accounts, certificates and loans are no balances and no bookings; days are told by what they can be', async () => {
  const { suggestion, accepted } = await take('cooperative', cooperative());
  expect(accepted).toMatchObject({ customer: 40, account: 110, loan: 24, loan_party: 24, loan_status: 24 });
  const { text } = suggestion;
  expect(text).toContain("except: { 'Member #': Total Members }");
  expect(text).toContain("account_id: { columns: ['Member #', Suffix], join: '-' }");
  expect(text).toContain("account_id: { columns: ['Member #', Suffix], join: '-', pad: 10 }");
  expect(text).toMatch(/"Suffix" says that these bookings are on loans[^\n]*\n *except: \{ Suffix: P1 \}/);
  expect(text).toContain('kind: { column: Type, codes: { DR: demand, RG: demand } }');
  expect(text).toContain('opened_on: Issue Date');
  expect(text).toContain('opened_on: Drawdown Date');
  expect(text).toContain('matures_on: Final Payment Date');
  expect(text).not.toContain('as_of:');
  expect(text).toContain("days_past_due: { column: Days Delinquent, otherwise: '0' }");
  expect(text).toContain('4: normal, 5: special_mention, 6: substandard, 7: doubtful, 8: loss');
  expect(text).toContain("entry_id: 'Trace #'");
});

/** A bank whose people come once for each account that they may use, and whose statements carry balances on. */
function statements(): DeliveryFiles {
  const uk = (day: number): string => formatDay(day).split('-').toReversed().join('/');
  const sort = (at: number): string => (at % 2 === 0 ? '301122' : '301133');
  const number = (at: number): number => 81_000_000 + Math.floor(at / 2);
  const balance = (at: number, month: number): number =>
    40_000 + at * 100 + (at % 3 === 0 ? month : -month) * 725;
  const money = (cents: number): string => `"${(cents / 100).toFixed(2)}"`;
  const person = (at: number): readonly (string | number)[] => [
    5000 + (at % 45),
    'Eve',
    `Marsh${at % 45}`,
    uk(begin - 12_000 - (at % 45)),
    uk(begin - 1000 - (at % 45)),
  ];
  const month = (at: number): string =>
    lines(
      [
        ['Sort Code', 'Account No', 'Post Date', 'Narrative', 'Debit', 'Credit', 'Balance'],
        ...each(60, (of) => [
          [sort(of), number(of), uk(begin + at * 30), 'OPENING BALANCE', '', '', money(balance(of, at))],
          [
            sort(of),
            number(of),
            uk(begin + at * 30 + 9),
            of % 3 === 0 ? `SALARY ${100 + of}` : `DD WATER ${100 + of}`,
            of % 3 === 0 ? '' : '7.25',
            of % 3 === 0 ? '7.25' : '',
            money(balance(of, at + 1)),
          ],
        ]).flat(),
      ],
      ',',
    );
  return {
    'party_30062026.csv': lines(
      [
        ['Party Id', 'Sort Code', 'Account No', 'Role', 'Forenames', 'Surname', 'DOB', 'Customer Since'],
        ...each(60, (at) => {
          const [id = '', ...rest] = person(at);
          return [id, sort(at), number(at), 'M', ...rest];
        }),
        ...each(10, (at) => {
          const [id = '', ...rest] = person(at + 7);
          return [id, sort(at), number(at), 'S', ...rest];
        }),
        [5900, sort(3), number(3), 'X', 'Guy', 'Stone', uk(begin - 15_000), ''],
      ],
      ',',
    ),
    'accounts_30062026.csv': lines(
      [
        ['Sort Code', 'Account Number', 'Product', 'Description', 'Dormant', 'Open Date', 'Ledger Balance'],
        ...each(60, (at) => [
          `${sort(at).slice(0, 2)}-${sort(at).slice(2, 4)}-${sort(at).slice(4)}`,
          number(at),
          at % 4 === 0 ? 'N30' : 'EA',
          at % 4 === 0 ? '30 Day Notice' : 'Easy Access Saver',
          at % 7 === 0 ? 'Y' : 'N',
          uk(begin - 700 + at),
          money(balance(at, 2)),
        ]),
      ],
      ',',
    ),
    'txns_APR26.csv': month(0),
    'txns_MAY26.csv': month(1),
  };
}

test('people who come with each account, keys with marks in one file, and balances that statements carry on', async () => {
  const { suggestion, accepted } = await take('statements', statements());
  expect(accepted).toEqual({ customer: 45, account: 60, entry: 120, account_sum: 60 });
  const { text } = suggestion;
  expect(text).toContain('where: { Role: [M, S] }');
  expect(text).toContain("account_id: { columns: [Sort Code, Account Number], join: '', remove: '-' }");
  const match = "match: { Sort Code: { column: Sort Code, remove: '-' }, Account No: Account Number }";
  expect(text).toContain(
    `customer_id: { lookup: { file: 'party_*.csv', ${match}, where: { Role: M }, take: Party Id } }`,
  );
  expect(text).toContain(
    `opening_balance: { lookup: { file: txns_APR26.csv, ${match}, where: { Narrative: OPENING BALANCE }, take: Balance } }`,
  );
  expect(text).toContain('except: { Narrative: OPENING BALANCE }');
  expect(text).toMatch(/kind: \{ column: (Product|Description), codes: \{[^}]*: notice/);
  expect(text).toContain('starts_with: DD');
});
