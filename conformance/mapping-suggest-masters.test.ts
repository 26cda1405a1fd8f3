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
