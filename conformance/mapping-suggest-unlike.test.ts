import { expect, test } from 'vitest';
import { importBatch } from '@gradus/lake';
import { formatDay, parseDay } from '@gradus/schema';
import { deliveryFolder, dmy, each, ymd, lines } from './harness/suggested-delivery.ts';

/** Deliveries that nobody prepared for: what is suggested for them must be taken in as it stands, into the right tables. */

const folder = deliveryFolder('unlike');
const { take } = folder;
const begin = parseDay('2025-07-01') ?? 0;

const mdy = (day: number): string => formatDay(day).replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1');

const spanish = (): Record<string, string> => ({
  'socios_cuentas.csv': lines(
    [
      [
        'Nº Socio',
        'Nombre y Apellidos',
        'Fecha Alta',
        'Nº Cuenta',
        'Tipo Cuenta',
        'Fecha Apertura',
        'Plazo (meses)',
        'Saldo Inicial',
      ],
      ...each(60, (at) => [
        `S${1000 + (at >> 1)}`,
        `José Núñez ${at >> 1}`,
        dmy(begin - 900 + (at >> 1), '/'),
        `ES${55_000 + at}`,
        at % 2 === 0 ? 'AV' : 'PF',
        dmy(begin - 300 + at, '/'),
        at % 2 === 0 ? '' : 12,
        `1.${100 + at},50`,
      ]),
    ],
    ';',
  ),
  'movimientos.csv': lines(
    [
      ['Apunte', 'Cuenta', 'Fecha Operación', 'Fecha Valor', 'Concepto', 'Cargo', 'Abono'],
      ...each(120, (at) => [
        at + 1,
        `ES${55_000 + 2 * (at % 30)}`,
        dmy(begin + at, '/'),
        dmy(begin + at + 1, '/'),
        at % 3 === 0 ? 'Compra tarjeta' : 'Nómina',
        at % 3 === 0 ? '12,50' : '',
        at % 3 === 0 ? '' : '1.250,00',
      ]),
    ],
    ';',
  ),
});

test('Spanish: customers and accounts in one file, debits and credits apart, decimal commas', async () => {
  const { accepted, suggestion } = await take('spanish', spanish());
  expect(accepted).toMatchObject({ customer: 30, account: 60, entry: 120 });
  expect(suggestion.text).toContain(`{ credit: Abono, debit: Cargo, decimal: ',', group: '.' }`);
  // A policy that rates active customers would rate nobody without it.
  expect(suggestion.text).toContain('status: { value: active }');
  expect(suggestion.text).toContain('codes: { AV: demand, PF: term }');
});

test('Chinese: no headers, balances as intervals with an open end, loans with their reports in one file', async () => {
  const { accepted, mapping } = await take('chinese', {
    'khxx_20251231.dat': lines(
      each(60, (at) => [
        `3300${10_000 + at}`,
        '王芳',
        ymd(begin - 20_000 + 97 * at),
        ymd(begin - 700 + at),
        '8801',
      ]),
      '|',
    ),
    'zhxx_20251231.dat': lines(
      each(60, (at) => [
        `6217${10_000 + at}`,
        `3300${10_000 + at}`,
        1 + (at % 2),
        ymd(begin - 50 + (at % 30)),
        at % 2 === 0 ? '000' : '012',
      ]),
      '|',
    ),
    'yelb_20251231.dat': lines(
      each(180, (at) => {
        const [account, part] = [Math.floor(at / 3), at % 3];
        const opened = begin - 50 + (account % 30);
        return [
          `6217${10_000 + account}`,
          ymd(opened + 30 * part),
          part === 2 ? '29991231' : ymd(opened + 30 * part + 30),
          `${100 + at}.25`,
        ];
      }),
      '|',
    ),
    'dkxx_20251231.dat': lines(
      each(30, (at) => [
        `9000${100 + at}`,
        `3300${10_000 + at}`,
        `${10_000 + at}.50`,
        ymd(begin - 200 + at),
        ymd(begin + 800 + at),
        '20251231',
        `${900 + at}.50`,
        at % 5 === 0 ? 40 : 0,
        1 + (at % 3),
      ]),
      '|',
    ),
  });
  expect(accepted).toEqual({
    customer: 60,
    account: 60,
    balance: 180,
    loan: 30,
    loan_party: 30,
    loan_status: 30,
  });
  const balance = mapping?.feeds.find(({ table }) => table === 'balance');
  expect(Object.keys(balance?.fields ?? {}).toSorted()).toEqual(['account_id', 'balance', 'day', 'until']);
  expect(mapping?.feeds.some(({ table }) => table === 'entry' || table === 'fact')).toBe(false);
});

test('Chinese: owners are known from their accounts alone; days on which balances stand, holdings', async () => {
  const { accepted, suggestion } = await take('owners', {
    '账户清单.csv': lines(
      [
        ['客户编号', '账号', '储种', '开户日期'],
        ...each(60, (at) => [
          `C${5000 + (at >> 1)}`,
          `6228${10_000 + at}`,
          at % 2 === 0 ? '活期' : '定期',
          formatDay(begin - 300 + at).replaceAll('-', '/'),
        ]),
      ],
      ',',
    ),
    '余额表.csv': lines(
      [
        ['账号', '日期', '日终余额'],
        ...each(180, (at) => [
          `6228${10_000 + (at % 60)}`,
          formatDay(begin + 31 * Math.floor(at / 60)).replaceAll('-', '/'),
          `${100 + at}.25`,
        ]),
      ],
      ',',
    ),
    '理财持仓.csv': lines(
      [
        ['客户编号', '产品名称', '份额', '市值', '日期'],
        ...each(20, (at) => [`C${5000 + at}`, '稳健1号', 100 + at, `${900 + at}.75`, '2025/12/31']),
      ],
      ',',
    ),
  });
  expect(accepted).toEqual({ customer: 30, account: 60, balance: 180, holding: 20 });
  expect(suggestion.text).toContain('take: 开户日期, choose: least');
});

test('English: short names, a sign beside the amount, a form of days for each file, holdings', async () => {
  const { accepted, suggestion } = await take('english', {
    'CIF_MASTER.csv': lines(
      [
        ['CIF', 'TITLE', 'FULL_NAME', 'REL_START_DT', 'CUST_STAT'],
        ...each(40, (at) => [
          100_200 + at,
          at % 2 === 0 ? 'Mr' : 'Ms',
          `Amy Jones ${at}`,
          formatDay(begin - 900 + at),
          at % 9 === 0 ? 'DORM' : 'ACTV',
        ]),
      ],
      ',',
    ),
    'ACCT_MASTER.csv': lines(
      [
        ['ACCT_NO', 'CIF', 'ACCT_TYPE', 'CCY', 'OPEN_DT', 'CLOSE_DT', 'MAT_DT', 'OPEN_BAL'],
        ...each(40, (at) => [
          `0055${1000 + at}`,
          100_200 + at,
          at % 4 === 0 ? 'TD' : 'SAV',
          'GBP',
          mdy(begin - 200 + at),
          '',
          at % 4 === 0 ? mdy(begin + 500) : '',
          `${500 + at}.10`,
        ]),
      ],
      ',',
    ),
    'ACCT_STMT.csv': lines(
      [
        ['TXN_REF', 'ACCT_NO', 'POST_DT', 'TXN_AMT', 'DRCR', 'NARR_CODE'],
        ...each(120, (at) => [
          `T${100_000 + at}`,
          `0055${1000 + (at % 40)}`,
          dmy(begin + at, '/'),
          `${10 + (at % 7)}.20`,
          at % 3 === 0 ? 'DR' : 'CR',
          at % 3 === 0 ? 'POS' : 'SAL',
        ]),
      ],
      ',',
    ),
    'FUND_HOLDINGS.csv': lines(
      [
        ['CIF', 'FUND_CODE', 'VAL_DATE', 'UNITS', 'MKT_VALUE', 'CCY'],
        ...each(40, (at) => [
          100_200 + (at % 20),
          at % 2 === 0 ? 'EQ01' : 'BD02',
          dmy(begin + at, '.'),
          10 + at,
          `${900 + at}.75`,
          'GBP',
        ]),
      ],
      ',',
    ),
    'EOD_BALANCE.csv': lines(
      [
        ['ACCT_NO', 'AS_AT', 'BAL'],
        ...each(40, (at) => [`0055${1000 + at}`, formatDay(begin + 120), `${700 + at}.40`]),
      ],
      ',',
    ),
    'CONTROL.csv': 'FILE_NAME,ROW_CNT\nACCT_STMT,120\n',
    'branch_opening_hours.csv': 'SOL_ID,DAY_OF_WEEK,OPENS\n101,Mon,09:00\n101,Tue,09:00\n',
  });
  expect(accepted).toEqual({ customer: 40, account: 40, entry: 120, holding: 40 });
  expect(suggestion.text).toContain('currency: GBP');
  expect(suggestion.text).toContain('status: { column: CUST_STAT, codes: { ACTV: active, DORM: dormant } }');
  expect(suggestion.text).toMatch(/EOD_BALANCE\.csv is not used: its accounts have bookings/);
  expect(suggestion.text).toMatch(/CONTROL\.csv is not used; its totals/);
});

test('a code that the mapping does not list is shown as the source writes it', async () => {
  const { suggestion } = await take('unlisted', spanish());
  const report = await importBatch({
    lakeDirectory: folder.path('unlisted', 'other'),
    mappingText: suggestion.text.replace('AV: demand, ', ''),
    mappingPath: 'mapping.yaml',
    sourceDirectory: folder.path('unlisted', 'source'),
    now: 1_782_864_000_000_000n,
    threads: 2,
    memoryMib: 1024,
  });
  expect(report.rejects.first[0]).toMatchObject({ field: 'kind', code: 'intake.unknown-code', value: 'AV' });
});
