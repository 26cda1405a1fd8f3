import { expect, test } from 'vitest';
import { parseDay } from '@gradus/schema';
import { deliveryFolder, dmy, each, ymd, lines } from './harness/suggested-delivery.ts';

/** Deliveries of a German savings bank and a Brazilian cooperative: records of several kinds, ids in two forms, words cut short. */

const { take } = deliveryFolder('savings');
const begin = parseDay('2026-01-01') ?? 0;

const days = (written: string): number => parseDay(written) ?? 0;

const copybook = `       01  BEW-SATZ.
           05  BEW-SATZART   PIC 9(02).
           05  BEW-DATEN.
               10  BEW-KTONR    PIC 9(10).
               10  BEW-BUCHTAG  PIC 9(08).
               10  BEW-BETRAG   PIC S9(09)V9(02) SIGN IS TRAILING SEPARATE.
               10  BEW-WHG      PIC X(03).
               10  BEW-GVC      PIC 9(03).
               10  BEW-LFDNR    PIC 9(07).
               10  BEW-TEXT     PIC X(20).
           05  BEW-VORSATZ REDEFINES BEW-DATEN.
               10  BEW-V-NAME   PIC X(12).
               10  FILLER       PIC X(51).
`;

function savingsBank(): Record<string, string> {
  const inner = (at: number): string => String(4_062_500_000 + at * 7);
  const account = (at: number): string => `DE${10 + at}17054999${inner(at)}`;
  const euro = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');
  const booked = (at: number): number => (at % 4 === 0 ? 12_345 : -2_300);
  const bookings = each(120, (at) => {
    const cents = booked(at);
    const digits = String(Math.abs(cents)).padStart(11, '0');
    const code = at % 4 === 0 ? '153' : '106';
    return `51${inner(at % 40)}${ymd(begin + at)}${digits}${cents < 0 ? '-' : '+'}EUR${code}${String(at).padStart(7, '0')}${`TEXT ${at}`.padEnd(20)}\n`;
  });
  const closing = (at: number): number =>
    100_000 + each(120, (one) => (one % 40 === at ? booked(one) : 0)).reduce((sum, one) => sum + one, 0);
  return {
    'SATZ.CPY': copybook,
    'BEWEGUNG_2026H1.DAT': [
      `00UMSATZEXPORT${''.padEnd(51)}\n`,
      ...bookings,
      `990000000120000000049219+${''.padEnd(40)}\n`,
    ].join(''),
    'KUNDEN_30062026.csv': lines(
      [
        ['KDNR', 'NAME', 'VORNAME', 'KUNDE_SEIT', 'KUNDE_BIS', 'STATUS', 'FIL'],
        ...each(30, (at) => [
          10_020_000 + at,
          `Muster${at}`,
          'Eva',
          dmy(begin - 900 + at, '.'),
          at < 3 ? dmy(begin - 10, '.') : '',
          at < 3 ? 'L' : 'A',
          '001',
        ]),
      ],
      ';',
    ),
    'KONTEN_30062026.csv': lines(
      [
        [
          'IBAN',
          'KDNR',
          'PRODUKT',
          'WHG',
          'EROEFFNET',
          'GESCHLOSSEN',
          'FAELLIG',
          'DISPO',
          'SALDO_31.12.2025',
          'SALDO_30.06.2026',
        ],
        ...each(40, (at) => [
          account(at),
          10_020_000 + (at % 30),
          at % 2 === 0 ? 'Girokonto' : 'Sparbuch 3 Mon. Kündigungsfrist',
          at === 0 ? 'PLN' : 'EUR',
          dmy(begin - 500 + at, '.'),
          '',
          '',
          '1000,00',
          euro(100_000),
          euro(closing(at)),
        ]),
      ],
      ';',
    ),
    'KREDITE_30062026.csv': lines(
      [
        ['Darlehensnr.', 'Kundennr.', 'Auszahlung am', 'Restschuld', 'Tage in Verzug'],
        ...each(20, (at) => [
          `61${1000 + at}`,
          10_020_000 + at,
          dmy(begin - 400 + at, '.'),
          `${5000 + at},00`,
          at % 7 === 0 ? 12 + at : '',
        ]),
      ],
      ';',
    ),
    'BUERGEN.csv': lines(
      [['Darlehensnr.', 'Bürge Kundennr.'], ...each(6, (at) => [`61${1000 + at}`, 10_020_010 + at])],
      ';',
    ),
    'DEPOT_30062026.csv': lines(
      [
        ['KDNR', 'ISIN', 'STUECK', 'KURSWERT_EUR', 'STICHTAG'],
        ...each(8, (at) => [
          10_020_000 + at,
          `DE000DK0EC8${at}`,
          `${300 + at},674`,
          `${4000 + at},27`,
          '30.06.2026',
        ]),
      ],
      ';',
    ),
    'KURSE.csv': lines(
      [
        ['DATUM', 'WHG', 'KURS'],
        ['31.01.2026', 'PLN', '4,2194'],
        ['28.02.2026', 'PLN', '4,2585'],
        ['31.03.2026', 'PLN', '4,2199'],
      ],
      ';',
    ),
  };
}

test('a savings bank: kinds of records, a part of the IBAN, balances of two days, guarantors, rates for one euro', async () => {
  const files = savingsBank();
  const { suggestion, accepted } = await take('savings', files);
  expect(accepted).toMatchObject({
    customer: 30,
    account: 40,
    entry: 120,
    loan: 20,
    loan_party: 26,
    loan_status: 20,
    holding: 8,
    exchange_rate: 3,
    account_sum: 40,
  });
  const { text } = suggestion;
  expect(text).toContain('currency: EUR');
  expect(text).toContain('where: { BEW-SATZART: 51 }');
  expect(text).toContain('account_id: { column: IBAN, part: [-10, 10] }');
  expect(text).toContain("opening_balance: { column: SALDO_31.12.2025, decimal: ',' }");
  expect(text).toContain("balance: { column: SALDO_30.06.2026, decimal: ',' }");
  expect(text).toContain("days_past_due: { column: Tage in Verzug, otherwise: '0' }");
  expect(text).toContain('codes: { A: active, L: closed }');
  expect(text).toContain('Sparbuch 3 Mon. Kündigungsfrist: notice');
  expect(text).toContain('codes: { 106: spend, 153: salary }');
  expect(text).toContain("rate: { column: KURS, decimal: ',', invert: true }");
  expect(text).toContain('name: { columns: [VORNAME, NAME]');
  expect(text).toContain('delivery: slices');
  expect(text).toMatch(/customer_id: Bürge Kundennr\.\n\s+role: \{ value: guarantor \}/);
});

function cooperative(): Record<string, string> {
  const real = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');
  const none = '  /  /    ';
  const member = (at: number): string => String(101 + at).padStart(6, '0');
  return {
    'ASSOCIADOS_30062026.csv': lines(
      [
        ['COD_ASSOC', 'NOM_ASSOC', 'DT_NASC', 'DT_ADM', 'SIT', 'PA'],
        ...each(40, (at) => [
          member(at),
          `MARIA ${at}`,
          dmy(days('1970-01-01') + at * 99, '/'),
          dmy(begin - 900 + at, '/'),
          'A',
          '02',
        ]),
        ['TOTAL', '40 ASSOCIADOS', '', '', '', ''],
      ],
      ';',
    ),
    'CONTAS_30062026.csv': lines(
      [
        ['NR_CTA', 'SEQ_TIT', 'COD_ASSOC', 'COD_PROD', 'DT_ABERT', 'DT_VENC', 'LIM_CHQ_ESP', 'SDO_31122025'],
        ...each(60, (at) => {
          const isTerm = at % 3 === 0;
          const row = [
            `1${1000 + at}-7`,
            1,
            member(at % 40),
            isTerm ? '3012' : '1001',
            dmy(begin - 400 + at, '/'),
          ];
          const rest = [isTerm ? dmy(begin + 300 + at, '/') : none, '1.000,00', real(55_000 + at)];
          const second = [row[0] ?? '', 2, member((at + 1) % 40), ...row.slice(3), ...rest];
          return at % 10 === 0 ? [[...row, ...rest], second] : [[...row, ...rest]];
        }).flat(),
      ],
      ';',
    ),
    'PRODUTOS.csv': lines(
      [
        ['COD_PROD', 'DESC_PROD', 'GRP'],
        ['1001', 'CONTA CORRENTE PESSOA FISICA', 'DV'],
        ['3012', 'RDC POS 360 DIAS', 'DP'],
        ['9001', 'CONTA CAPITAL', 'CC'],
      ],
      ';',
    ),
    'MOV_202601.csv': lines(
      [
        ['DT_MOV', 'SEQ_LANC', 'NR_CTA', 'COD_HIST', 'DESC_HIST', 'VL_LANC', 'DC'],
        ...each(90, (at) => [
          dmy(begin + (at % 30), '/'),
          1 + Math.floor(at / 30),
          `1${1000 + (at % 60)}-7`,
          at % 2 === 0 ? '0102' : '0805',
          at % 2 === 0 ? 'CRED SALARIO' : 'JUROS CHEQUE ESPECIAL',
          real(1200 + at),
          at % 2 === 0 ? 'C' : 'D',
        ]),
        ['TOTAL', '', '', '', '90 LANCAMENTOS', '0,00', ''],
      ],
      ';',
    ),
    'EMPRESTIMOS_30062026.csv': lines(
      [
        [
          'NR_CONTR',
          'COD_ASSOC',
          'DT_CONTR',
          'VL_CONTR',
          'QT_PARC',
          'DIAS_ATR',
          'VL_ATR',
          'SDO_DEV',
          'NIV_RISCO',
          'COD_AVAL',
        ],
        ...each(20, (at) => [
          `C26-${3000 + at}`,
          101 + at,
          dmy(begin - 200 + at, '/'),
          '7.700,00',
          24,
          at === 4 ? 15 : 0,
          at === 4 ? '99,00' : '0,00',
          `${5000 + at},33`,
          at === 4 ? 'C' : at % 2 === 0 ? 'AA' : 'A',
          at % 5 === 0 ? 120 + at : '',
        ]),
      ],
      ';',
    ),
  };
}

test('a cooperative: words cut short, ids without their zeros, products in a list, grades, days in the names', async () => {
  const { suggestion, accepted } = await take('cooperative', cooperative());
  expect(accepted).toMatchObject({
    customer: 40,
    account: 60,
    entry: 90,
    loan: 20,
    loan_party: 24,
    loan_status: 20,
  });
  const { text } = suggestion;
  expect(text).toContain("business_date: { file_name: 'ASSOCIADOS_(\\d{8})\\.csv', date: ddmmyyyy }");
  expect(text).toContain('kind: { column: COD_PROD, codes: { 1001: demand, 3012: term } }');
  expect(text).toContain("opening_balance: { column: SDO_31122025, decimal: ',' }");
  expect(text).toContain('customer_id: { column: COD_ASSOC, pad: 6 }');
  expect(text).toContain('customer_id: { column: COD_AVAL, pad: 6 }');
  expect(text).toContain('0102: salary, 0805: interest');
  expect(text).toContain("entry_id: { columns: [DT_MOV, SEQ_LANC], join: '-' }");
  expect(text).toContain('codes: { A: normal, AA: normal, C: special_mention }');
  expect(text).toContain('days_past_due: DIAS_ATR');
  expect(suggestion.unfilled).toEqual([]);
});
