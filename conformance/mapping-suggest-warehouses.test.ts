import { expect, test } from 'vitest';
import { formatDay, parseDay } from '@gradus/schema';
import { deliveryFolder, each, ymd, lines } from './harness/suggested-delivery.ts';

/** Unloads of data warehouses, whose files explain each other, and accounts of customers whom nobody delivers. */

const { take } = deliveryFolder('warehouses');
const begin = parseDay('2026-01-01') ?? 0;

const ddl = `CREATE TABLE T_KH (KH_NO VARCHAR(20), KH_NAM VARCHAR(60), OPEN_DT CHAR(8), DIZHI VARCHAR(99));
COMMENT ON COLUMN T_KH.KH_NO IS '客户号';
COMMENT ON COLUMN T_KH.KH_NAM IS '客户名称';
COMMENT ON COLUMN T_KH.OPEN_DT IS '开户日期';
CREATE TABLE T_ZH (ZH_NO VARCHAR(20), KH_NO VARCHAR(20), CP_CD CHAR(4), OPEN_DT CHAR(8), CLOSE_DT CHAR(8), TERM_CD CHAR(3), ORG_NO CHAR(4));
COMMENT ON COLUMN T_ZH.ZH_NO IS '账号';
COMMENT ON COLUMN T_ZH.KH_NO IS '客户号';
COMMENT ON COLUMN T_ZH.CP_CD IS '产品代码 1001-个人活期 1002-个人定期';
COMMENT ON COLUMN T_ZH.OPEN_DT IS '开户日期';
COMMENT ON COLUMN T_ZH.CLOSE_DT IS '销户日期';
COMMENT ON COLUMN T_ZH.TERM_CD IS '存期 M03-三个月 Y01-一年';
COMMENT ON COLUMN T_ZH.ORG_NO IS '开户机构';
CREATE TABLE T_YE (ZH_NO VARCHAR(20), YE NUMBER(18), START_DT CHAR(8), END_DT CHAR(8));
COMMENT ON COLUMN T_YE.ZH_NO IS '账号';
COMMENT ON COLUMN T_YE.YE IS '日终余额，单位：分';
COMMENT ON COLUMN T_YE.START_DT IS '生效日期';
COMMENT ON COLUMN T_YE.END_DT IS '失效日期(不含当日)';
CREATE TABLE T_JJ (JJ_NO VARCHAR(20), KH_NO VARCHAR(20), JJ_AMT NUMBER(18,2), JJ_BAL NUMBER(18,2), BGN_DT CHAR(8), OVD_DAYS NUMBER(5), FIVE_CLS CHAR(2), DATA_DT CHAR(8));
COMMENT ON COLUMN T_JJ.JJ_NO IS '借据号';
COMMENT ON COLUMN T_JJ.KH_NO IS '借款人客户号';
COMMENT ON COLUMN T_JJ.JJ_AMT IS '借据金额';
COMMENT ON COLUMN T_JJ.JJ_BAL IS '借据余额';
COMMENT ON COLUMN T_JJ.BGN_DT IS '起息日';
COMMENT ON COLUMN T_JJ.OVD_DAYS IS '逾期天数';
COMMENT ON COLUMN T_JJ.FIVE_CLS IS '五级分类';
COMMENT ON COLUMN T_JJ.DATA_DT IS '切片日期';
CREATE TABLE T_BZ (JJ_NO VARCHAR(20), BZ_KH_NO VARCHAR(20), BZ_NAM VARCHAR(60));
COMMENT ON COLUMN T_BZ.JJ_NO IS '借据号';
COMMENT ON COLUMN T_BZ.BZ_KH_NO IS '保证人客户号';
CREATE TABLE T_ZZ (RQ CHAR(8), ORG_NO CHAR(4), KM_NO CHAR(4), DR_BAL NUMBER(20,2), CR_BAL NUMBER(20,2));
COMMENT ON COLUMN T_ZZ.RQ IS '日期';
COMMENT ON COLUMN T_ZZ.ORG_NO IS '机构号';
COMMENT ON COLUMN T_ZZ.KM_NO IS '科目号 2111-活期储蓄存款 2112-定期储蓄存款';
COMMENT ON COLUMN T_ZZ.DR_BAL IS '借方余额，单位：元';
COMMENT ON COLUMN T_ZZ.CR_BAL IS '贷方余额，单位：元';
`;

function warehouse(): Record<string, string> {
  const bar = '|@|';
  // Every address holds a bar, so that a bar alone divides all lines alike as well.
  const customers = each(40, (at) => [
    `80${1000 + at}`,
    `王${at}`,
    ymd(begin - 900 + at),
    `白塔镇|前进村${at}号`,
  ]);
  const accounts = each(60, (at) => [
    `62${100_000 + at}`,
    `80${1000 + (at % 40)}`,
    at % 3 === 0 ? '1002' : '1001',
    ymd(begin - 300 + at),
    '30001231',
    at % 3 === 0 ? (at % 2 === 0 ? 'M03' : 'Y01') : '',
    '8101',
  ]);
  // The first interval of an account began before those that are unloaded.
  const balances = accounts.flatMap(([id = '', , , opened = ''], at) => [
    [id, 100_001 + at, opened, ymd(begin + 1 + (at % 20))],
    [id, 200_003 + at, ymd(begin + 1 + (at % 20)), '30001231'],
  ]);
  const ends = ['20260131', '20260228'];
  const loans = ends.flatMap((day) =>
    each(12, (at) => [
      `JJ${500 + at}`,
      `80${1000 + at}`,
      '50000.00',
      `${4000 + at}0.00`,
      ymd(begin - 200 + at),
      at === 3 ? 41 : 0,
      at === 3 ? '30' : '10',
      day,
    ]),
  );
  const guarantors = each(6, (at) => [`JJ${500 + at}`, at === 5 ? '' : `80${1020 + at}`, `李${at}`]);
  const sum = (product: string): string =>
    (accounts.reduce((all, [, , one], at) => all + (one === product ? 200_003 + at : 0), 0) / 100).toFixed(2);
  const ledger = ends.flatMap((day) => [
    [day, '8101', '2111', '0.00', sum('1001')],
    [day, '8101', '2112', '0.00', sum('1002')],
  ]);
  const tables = {
    T_KH: customers,
    T_ZH: accounts,
    T_YE: balances,
    T_JJ: loans,
    T_BZ: guarantors,
    T_ZZ: ledger,
  };
  const named = Object.entries(tables).map(([table, rows]) => [`${table}_20260228.dat`, rows] as const);
  return {
    'ddl.sql': ddl,
    ...Object.fromEntries(named.map(([name, rows]) => [name, lines(rows, bar)])),
    'ALL_20260228.ok': lines(
      named.map(([name, rows]) => [name, rows.length]),
      bar,
    ),
  };
}

test('a warehouse: SQL with codes and units, intervals, slices, a ledger and a list of the files', async () => {
  const { suggestion, accepted, mapping } = await take('warehouse', warehouse());
  expect(accepted).toMatchObject({
    customer: 40,
    account: 60,
    balance: 120,
    loan: 12,
    loan_party: 17,
    loan_status: 24,
    ledger_balance: 4,
  });
  const { text } = suggestion;
  expect(text).toContain('currency: CNY');
  expect(text).toContain('data_from: 2026-01-01');
  expect(text).toContain('until: { column: END_DT, missing: [30001231], add: -1 }');
  expect(text).toContain('balance: { column: YE, in: minor }');
  expect(text).toContain('term_months: { column: TERM_CD, codes: { M03: 3, Y01: 12 } }');
  expect(text).toContain('closed_on: { column: CLOSE_DT, missing: [30001231] }');
  expect(text).toContain('10: normal, 30: substandard');
  expect(text).toContain('balance: { credit: CR_BAL, debit: DR_BAL }');
  expect(mapping?.ledger.subjects).toMatchObject({
    2111: { product: ['1001'] },
    2112: { product: ['1002'] },
  });
  expect(mapping?.feeds.filter(({ control }) => control?.file === 'ALL_*.ok').length).toBe(6);
  expect(text).toMatch(/customer_id: BZ_KH_NO\n\s+role: \{ value: guarantor \}/);
});

test('accounts of customers whom no file has are left out, and what belongs to them', async () => {
  const { suggestion, accepted } = await take('others', {
    'customers.csv': lines(
      [['customer_no', 'opened_on'], ...each(60, (at) => [`C${1000 + at}`, formatDay(begin - 900 + at)])],
      ',',
    ),
    'accounts.csv': lines(
      [
        ['account_no', 'customer_no', 'account_type', 'open_date', 'currency', 'opening_balance'],
        ...each(80, (at) => [
          `A${5000 + at}`,
          at < 60 ? `C${1000 + at}` : `F${1000 + at}`,
          'savings',
          formatDay(begin - 400 + at),
          'EUR',
          '100.00',
        ]),
      ],
      ',',
    ),
    'transactions.csv': lines(
      [
        ['reference', 'account_no', 'booking_date', 'amount', 'description'],
        ...each(160, (at) => [
          `R${100_000 + at}`,
          `A${5000 + (at % 80)}`,
          formatDay(begin + at),
          `${at % 2 === 0 ? '' : '-'}1.50`,
          'transfer',
        ]),
      ],
      ',',
    ),
  });
  expect(accepted).toMatchObject({ customer: 60, account: 60, entry: 120 });
  expect(suggestion.text.match(/unknown_reference: leave_out/g)).toHaveLength(2);
});
