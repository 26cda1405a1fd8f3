import { expect, test } from 'vitest';
import { formatDay, parseDay } from '@gradus/schema';
import { deliveryFolder, dmy, each, lines, ymd } from './harness/suggested-delivery.ts';

/** Deliveries from Turkey, Korea and Japan: names in their languages, ids that files write in different ways, signs of every kind. */

const { take } = deliveryFolder('east');
const begin = parseDay('2026-01-01') ?? 0;
const slashed = (day: number): string => formatDay(day).replaceAll('-', '/');

const lira = (cents: number): string => {
  const [whole = '', rest = ''] = (cents / 100).toFixed(2).split('.');
  return `${whole.replaceAll(/(?<=\d)(?=(\d{3})+$)/g, '.')},${rest}`;
};

function turkish(): Record<string, string> {
  const iban = (at: number): string => `TR${10 + at}00099${String(10_000_000_000 + at).padStart(17, '0')}`;
  const spaced = (id: string): string => id.replaceAll(/(.{4})(?=.)/g, '$1 ');
  const booked = (at: number): number => (at % 3 === 0 ? 250_000 : -12_550);
  const texts = ['MAAŞ ÖDEMESİ', 'POS', 'ATM'];
  const rows = each(180, (at) => [
    dmy(begin + at, '.'),
    `F${1000 + at}`,
    iban(at % 40),
    booked(at) < 0 ? lira(-booked(at)) : '',
    booked(at) > 0 ? lira(booked(at)) : '',
    `${texts[at % 3] ?? ''} ${700_000 + at} REF`,
  ]);
  const closing = (at: number): number =>
    5_000_000 + each(180, (one) => (one % 40 === at ? booked(one) : 0)).reduce((sum, one) => sum + one, 0);
  const header = ['İşlem Tarihi', 'Fiş No', 'IBAN', 'Borç', 'Alacak', 'Açıklama'];
  return {
    'Müşteriler 30.06.2026.csv': lines(
      [
        ['MÜŞTERİ LİSTESİ', '', '', '', '', ''],
        ['Müşteri No', 'Adı Soyadı', 'T.C. Kimlik No', 'Cep Telefonu', 'Müşteri Olma Tarihi', 'Durum'],
        ...each(30, (at) => [
          7001 + at,
          `Işıl Kaya ${at}`,
          `1000000${1000 + at}`,
          `0 532 ${100 + at} 11 22`,
          dmy(begin - 900 + at, '.'),
          at % 9 === 0 ? 'Pasif' : 'Aktif',
        ]),
      ],
      ';',
    ),
    'Hesaplar 30.06.2026.csv': lines(
      [
        ['IBAN', 'Müşteri No', 'Hesap Türü', 'Döviz Cinsi', 'Açılış Tarihi', 'Devir Bakiyesi', 'Bakiye'],
        ...each(40, (at) => [
          spaced(iban(at)),
          7001 + (at % 30),
          at % 4 === 0 ? 'Vadeli Mevduat' : 'Vadesiz Mevduat',
          at % 10 === 0 ? 'USD' : 'TRY',
          dmy(begin - 500 + at, '.'),
          lira(5_000_000),
          lira(closing(at)),
        ]),
        ['GENEL TOPLAM', '', '', '', '', '', '1'],
      ],
      ';',
    ),
    'Hareketler Ocak 2026.csv': lines([header, ...rows.slice(0, 31)], ';'),
    'Hareketler Şubat 2026.csv': lines([header, ...rows.slice(31, 59)], ';'),
    'Hareketler Mayıs 2026.csv': lines([header, ...rows.slice(59)], ';'),
    'Kurlar.csv': lines(
      [['Tarih', '1 USD', '100 JPY'], ...each(5, (at) => [dmy(begin + at, '.'), `42,0${at}1`, `28,3${at}2`])],
      ';',
    ),
  };
}

test('Turkish: months in names, blanks in IBANs, texts that begin alike, rates by column', async () => {
  const { suggestion, accepted, mapping } = await take('turkish', turkish());
  expect(accepted).toEqual({ customer: 30, account: 40, entry: 180, exchange_rate: 5, account_sum: 40 });
  const { text } = suggestion;
  expect(text).toContain("file: 'Hareketler * *.csv'");
  expect(text).toContain("account_id: { column: IBAN, remove: ' ' }");
  expect(text).toContain('header: { row: 2 }');
  expect(text).toContain('starts_with: MAAŞ ÖDEMESİ } }, value: salary');
  expect(text).toMatch(/not used: personal, [^\n]*: T\.C\. Kimlik No/);
  const used = mapping?.feeds.flatMap(({ fields }) => Object.values(fields).map(({ column }) => column));
  expect(used).not.toContain('T.C. Kimlik No');
});

function korean(): Record<string, string> {
  const account = (at: number): string => `101-22-${100_000 + at * 7}`;
  const texts = ['급여', '체크카드', '수수료'];
  return {
    '고객기본_20260630.dat': lines(
      [
        ['고객번호', '고객명', '주민등록번호', '생년월일', '최초거래일자', '관리지점'],
        ...each(40, (at) => [
          100_000_011 + at,
          '김서연',
          `800101-${1_234_567 + at}`,
          '19800101',
          ymd(begin - 900 + at),
          '0101',
        ]),
      ],
      '|',
    ),
    '수신계좌_20260630.dat': lines(
      [
        ['계좌번호', '고객번호', '예금종류', '통화코드', '신규일자', '해지일자'],
        ...each(60, (at) => [
          account(at),
          100_000_011 + (at % 40),
          at % 3 === 0 ? '정기예금' : '보통예금',
          'KRW',
          ymd(begin - 300 + at),
          '99991231',
        ]),
      ],
      '|',
    ),
    '거래내역_202601.dat': lines(
      [
        ['거래일자', '거래일련번호', '계좌번호', '입출금구분', '거래금액', '적요'],
        ...each(90, (at) => [
          ymd(begin + (at % 28)),
          9_000_000 + at,
          account(at % 60).replaceAll('-', ''),
          at % 3 === 0 ? 1 : 2,
          5_000 + at * 10,
          texts[at % 3] ?? '',
        ]),
      ],
      '|',
    ),
    '이월잔액_20251231.dat': lines(
      [['계좌번호', '전년말잔액'], ...each(50, (at) => [account(at).replaceAll('-', ''), 90_000 + at])],
      '|',
    ),
  };
}

test('Korean: codes of money in and out by the texts beside them, openings in a file of their own', async () => {
  const { suggestion, accepted } = await take('korean', korean());
  expect(accepted).toEqual({ customer: 40, account: 60, entry: 90 });
  const { text } = suggestion;
  expect(text).toContain('currency: KRW');
  expect(text).toContain(
    'amount: { column: 거래금액, sign: { column: 입출금구분, negative: 2, positive: 1 } }',
  );
  expect(text).toContain(
    "match: { 계좌번호: { column: 계좌번호, remove: '-' } }, take: 전년말잔액 }, otherwise: '0'",
  );
  expect(text).toContain('kind: { column: 예금종류, codes: { 보통예금: demand, 정기예금: term } }');
  expect(text).not.toContain('column: 주민등록번호');
});

function japanese(): Record<string, string> {
  // The same number is given out in each branch.
  const branch = (at: number): string => ['001', '012', '023'][at % 3] ?? '';
  const number = (at: number): string => String(100_200 + Math.floor(at / 3)).padStart(7, '0');
  const customer = (at: number): string => String(3_001_000 + at).padStart(10, '0');
  const yen = (amount: number): string =>
    `"${amount < 0 ? '▲' : ''}${String(Math.abs(amount)).replaceAll(/(?<=\d)(?=(\d{3})+$)/g, ',')}"`;
  const balances = (month: number): string =>
    lines(
      [
        ['月末残高一覧表', '', '', ''],
        ['店番', '口座番号', '基準日', '残高（円）'],
        ...each(60, (at) => [
          branch(at),
          number(at),
          slashed(month),
          yen(at === 5 ? -12_072 : 1_000_000 + at),
        ]),
        ['合計', '', '', yen(61_000_000)],
      ],
      ',',
    );
  return {
    'KOKYAKU.CSV': lines(
      [
        ['顧客番号', 'カナ氏名', '漢字氏名', '生年月日', '電話番号', '取引店番', '取引開始日'],
        ...each(40, (at) => [
          customer(at),
          'ﾀｶﾊｼ ｹﾝｼﾞ',
          '高橋　健二',
          slashed((parseDay('1960-01-01') ?? 0) + at * 300),
          `090-2940-${7000 + at}`,
          branch(at),
          slashed(begin - 900 + at),
        ]),
      ],
      ',',
    ),
    'KOZA.CSV': lines(
      [
        ['店番', '口座番号', '科目', '科目名', '顧客番号', '口座開設日', '解約日', '満期日', '通貨'],
        ...each(60, (at) => [
          branch(at),
          number(at),
          at % 4 === 0 ? '03' : at % 4 === 1 ? '04' : '01',
          at % 4 === 0 ? '定期' : at % 4 === 1 ? '積立定期' : '普通',
          customer(at % 40),
          slashed(begin - 400 + at),
          '',
          at % 4 === 0 ? slashed(begin + 700) : '9999/12/31',
          'JPY',
        ]),
      ],
      ',',
    ),
    'ZANDAKA_202601.CSV': balances(begin + 30),
    'ZANDAKA_202602.CSV': balances(begin + 58),
    'YUSHI_20260228.CSV': lines(
      [
        [
          '店番',
          '融資番号',
          '顧客番号',
          '融資種類',
          '実行日',
          '最終期限',
          '当初金額',
          '融資残高',
          '延滞日数',
          '債務者区分',
        ],
        ...each(30, (at) => [
          branch(at),
          String(Math.floor(at / 3) + 1).padStart(6, '0'),
          customer(at),
          '住宅ローン',
          slashed(begin - 700 + at),
          slashed(begin + 3000 + at),
          yen(12_000_000),
          yen(6_000_000 + at),
          at % 5 === 0 ? 40 : 0,
          at % 5 === 0 ? '要注意先' : '正常先',
        ]),
      ],
      ',',
    ),
    'HOSHONIN.CSV': lines(
      [
        ['店番', '融資番号', '保証人顧客番号', '保証人氏名', '保証極度額'],
        ...each(12, (at) => [
          branch(at),
          String(Math.floor(at / 3) + 1).padStart(6, '0'),
          at % 3 === 0 ? '' : customer(20 + at),
          '田中　翔太',
          yen(4_300_000),
        ]),
        ['合計', '', 'XX', '', yen(51_600_000)],
      ],
      ',',
    ),
  };
}

test('Japanese: numbers of accounts and loans by branch, minus of ledgers, a title above the header, two reasons to leave rows out', async () => {
  const { suggestion, accepted } = await take('japanese', japanese());
  expect(accepted).toEqual({
    customer: 40,
    account: 60,
    balance: 120,
    loan: 30,
    loan_party: 38,
    loan_status: 30,
  });
  const { text } = suggestion;
  expect(text).toContain("account_id: { columns: [店番, 口座番号], join: '-' }");
  expect(text).toContain("loan_id: { columns: [店番, 融資番号], join: '-' }");
  expect(text).toContain("balance: { column: 残高（円）, group: ',' }");
  expect(text).toContain('codes: { 01: demand, 03: term, 04: term }');
  expect(text).toContain("except: [{ 保証人顧客番号: '' }, { 店番: 合計 }]");
  expect(text).toContain('business_date: { file_name:');
});
