import { expect, test } from 'vitest';
import { parseDayFormat } from '../mapping/day-format.ts';
import { isoDay } from './day-profile.ts';
import { dayInName, patternOf } from './file-pattern.ts';

test.each([
  ['客户信息表_20260630.csv', '客户信息表_*.csv', 'yyyymmdd'],
  ['Konten_30.06.2026.csv', 'Konten_*.csv', 'dd.mm.yyyy'],
  ['core-2026-06-30.ok', 'core-*.ok', 'yyyy-mm-dd'],
  ['CONTAS_30062026.csv', 'CONTAS_*.csv', 'ddmmyyyy'],
  ['acct_06302026.csv', 'acct_*.csv', 'mmddyyyy'],
  ['acct_06-30-2026.csv', 'acct_*.csv', 'mm-dd-yyyy'],
  ['CIFMAST.D26181.gz', 'CIFMAST.D*.gz', 'yyddd'],
  ['clientes_202606.csv', 'clientes_*.csv', null],
  ['外汇中间价_2026上半年.csv', '外汇中间价_*.csv', null],
  ['loans_2026Q2.csv', 'loans_*.csv', null],
  ['rates_2026.csv', 'rates_*.csv', null],
])('%s is named %s', (name, glob, date) => {
  const found = dayInName(name);
  expect(found?.glob).toBe(glob);
  expect(found?.day?.date ?? null).toBe(date);
  const day = found?.day ?? null;
  if (day === null) return;
  const text = new RegExp(`^${day.pattern}$`).exec(name)?.[1] ?? '';
  expect(isoDay(text, parseDayFormat(day.date) ?? undefined)).toBe('2026-06-30');
  expect(day.iso).toBe('2026-06-30');
});

test.each(['customers.csv', 'BRANCH01234.csv', 'LOAND99999.csv', 'id_12345678.csv'])(
  '%s names no day',
  (name) => {
    expect(dayInName(name)).toBeNull();
  },
);

test('a pattern that another file would fit is not written', () => {
  expect(patternOf({ pattern: 'a_20260630.csv', others: ['b_20260630.csv'] })).toBe('a_*.csv');
  expect(patternOf({ pattern: 'a_20260630.csv', others: ['a_names.csv'] })).toBe('a_20260630.csv');
});
