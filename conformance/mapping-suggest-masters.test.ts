import { formatDay, parseDay } from '@gradus/schema';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { deliveryFolder, each, lines, ymd, type DeliveryFiles } from './harness/suggested-delivery.ts';

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
          'Co-Maker Member #',
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
          at % 5 === 0 ? plain((at % 12) + 12) : '',
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
  expect(accepted).toMatchObject({ customer: 40, account: 110, loan: 24, loan_party: 29, loan_status: 24 });
  const { text } = suggestion;
  expect(text).toMatch(/write guarantor where he only pays[^\n]*\n *- file: 'loans_\*\.csv'/);
  expect(text).toContain("customer_id: { column: 'Co-Maker Member #', pad: 7 }");
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

/** A Korean bank: names of columns in files of their own, places and codes in a list, arrears apart from the reports of loans. */
function koreanDump(): DeliveryFiles {
  const account = (at: number): string => String(88_010_000_000 + at * 7);
  const loan = (at: number): string => `T${String(400_000 + at * 3)}`;
  const customer = (at: number): string => String(7000 + (at % 30)).padStart(8, '0');
  const booked = (at: number): number => (at % 4 === 0 ? 90_000 : -4100);
  const opening = (at: number): number => 700_000 + at * 1000;
  const isCancelled = (at: number): boolean => at % 29 === 5;
  const closing = (at: number): number =>
    each(240, (one) => one)
      .filter((one) => one % 60 === at && !isCancelled(one))
      .reduce((sum, one) => sum + booked(one), opening(at));
  const monthEnds = ['2026-04-30', '2026-05-31'].map((day) => parseDay(day) ?? 0);
  const files: Record<string, string> = {
    '고객정보.hdr': '고객번호|고객명|등록일자|관리점\r\n',
    '고객정보_20260531.dat': lines(
      each(30, (at) => [customer(at), `김하나${at}`, ymd(begin - 2000 - at), '0021']),
      '|',
      '\r\n',
    ),
    '예금계좌.hdr': '계좌번호|고객번호|과목|신규일자|만기일자|전월말잔액|현재잔액\r\n',
    '예금계좌_20260531.dat': lines(
      each(60, (at) => [
        account(at),
        customer(at),
        at % 5 === 0 ? '정기예금' : '보통예금',
        ymd(begin - 300 + at),
        at % 5 === 0 ? ymd(begin + 400 + at) : '99991231',
        opening(at),
        closing(at),
      ]),
      '|',
      '\r\n',
    ),
    '대출현황.hdr': '기준일자|대출번호|고객번호|취급일자|만기일자|대출금액|대출잔액|자산건전성\r\n',
    '대출현황_202605.dat': lines(
      monthEnds.flatMap((day, month) =>
        each(24, (at) => [
          ymd(day),
          loan(at),
          customer(at),
          ymd(begin - 600 + at),
          ymd(begin + 900 + at),
          9_000_000,
          8_000_000 - month * 50_000 - at,
          at % 6 === 0 ? '요주의' : '정상',
        ]),
      ),
      '|',
      '\r\n',
    ),
    '연체명세.hdr': '기준일자|대출번호|연체일수|연체금액\r\n',
    '연체명세_202605.dat': lines(
      monthEnds.flatMap((day, month) =>
        each(4, (at) => [ymd(day), loan(at * 6), 11 + month * 31, 70_000 + at]),
      ),
      '|',
      '\r\n',
    ),
    '입출내역_배치.txt': [
      '[입출내역] 레코드길이 48 BYTE',
      '순번 항목명 시작 길이 비고',
      '1 거래일자 1 8 YYYYMMDD',
      '2 계좌번호 9 11',
      '3 입출금구분 20 1 1:입금 2:출금',
      '4 거래금액 21 10',
      '5 적요 31 17',
      '6 취소구분 48 1 0:정상 1:취소',
      '',
    ].join('\r\n'),
  };
  const texts = (at: number): string => (at % 4 === 0 ? '급여' : '체크카드 하늘');
  const width = (text: string): number => iconv.encode(text, 'cp949').length;
  files['입출내역_202605.dat'] = each(
    240,
    (at) =>
      `${ymd(begin + 1 + (at % 55))}${account(at % 60)}${booked(at) > 0 ? 1 : 2}${String(Math.abs(booked(at))).padStart(10, '0')}${texts(at)}${' '.repeat(17 - width(texts(at)))}${isCancelled(at) ? 1 : 0}\r\n`,
  ).join('');
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, iconv.encode(text, 'cp949')]));
}

test('names of columns and codes beside files in Korean, cancelled bookings, and arrears in a file of their own', async () => {
  const { suggestion, accepted } = await take('korean', koreanDump());
  expect(accepted).toMatchObject({ customer: 30, account: 60, loan: 24, loan_party: 24, loan_status: 48 });
  expect(accepted['entry']).toBe(240 - each(240, (at) => at).filter((at) => at % 29 === 5).length);
  const { text } = suggestion;
  expect(text).toContain('encoding: euc-kr');
  expect(text).toContain('sign: { column: 입출금구분, negative: 2, positive: 1 }');
  expect(text).toContain('except: { 취소구분: 1 }');
  expect(text).toContain('opening_balance: 전월말잔액');
  expect(text).toContain('balance: 현재잔액');
  expect(text).toContain('as_of: 기준일자');
  expect(text).toContain('match: { 대출번호: 대출번호, 기준일자: 기준일자 }, take: 연체일수');
});
