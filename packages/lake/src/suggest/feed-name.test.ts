import { expect, test } from 'vitest';
import { nameStem, sharedPattern, withoutMonth } from './feed-name.ts';

test.each([
  ['TRAN_JAN2026.txt', 'TRAN_*.txt'],
  ['TRAN_JAN.txt', 'TRAN_*.txt'],
  ['Umsätze März 2026.csv', 'Umsätze * *.csv'],
  ['hareketler_Ağustos.csv', 'hareketler_*.csv'],
  ['obroty_II_kw_2026.csv', 'obroty_*_kw_*.csv'],
  ['交易明细_三月.csv', '交易明细_*.csv'],
  ['CIFMAST.D26181.gz', 'CIFMAST.D*.gz'],
  ['Marchand.csv', 'Marchand.csv'],
  ['Vip_Xi.csv', 'Vip_Xi.csv'],
])('%s is of the feed %s', (name, stem) => {
  expect(nameStem(name)).toBe(stem);
});

test.each([
  [['tran_mumbai.csv', 'tran_new-delhi.csv'], 'tran_*.csv'],
  [['0012_loans.csv', 'main_loans.csv'], '*_loans.csv'],
  [['余额_东城.csv', '余额_西城.csv'], '余额_*.csv'],
  [['a_x.csv', 'a_y.csv'], null],
  [['customers.csv', 'accounts.csv'], null],
  [['account_savings.csv', 'account_fixed.csv'], null],
  [['tran_a.csv', 'tran_b.txt'], null],
])('%j have the pattern %s', (names, pattern) => {
  expect(sharedPattern(names)).toBe(pattern);
});

test('a month beside a year is not what the next delivery will be called', () => {
  expect(withoutMonth('TRAN_JAN*.txt')).toBe('TRAN_*.txt');
  expect(withoutMonth('TRAN_*.txt')).toBe('TRAN_*.txt');
});
