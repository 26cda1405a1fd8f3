import { expect, test } from 'vitest';
import { profileColumn } from './column-profile.ts';
import { isNationalId } from './national-id.ts';
import { personalKind, type PersonalKind } from './personal-column.ts';

test.each([
  ['China', '11010519491231002X', '110105194912310021'],
  ['Poland', '44051401359', '44051401358'],
  ['Turkey', '10000000146', '10000000145'],
  ['Brazil', '529.982.247-25', '529.982.247-26'],
  ['Japan', '123456789018', '123456789011'],
  ['India, Aadhaar', '2341 2341 2346', '2341 2341 2345'],
  ['India, PAN', 'PDFPD7619E', 'PDFZD7619E'],
  ['Korea', '800101-1234567', '800101-9234567'],
  ['Spain', '12345678Z', '12345678A'],
  ['Spain, foreigners', 'X1234567L', 'X1234567M'],
  ['France', '255081416802538', '255081416802537'],
  ['Italy', 'RSSMRA85T10A562S', 'RSSMRA85T10A562'],
  ['United States', '078-05-1120', '078-051120'],
])('%s: a number of a person is known by its form and its check digit', (_, number, wrong) => {
  expect(isNationalId(number)).toBe(true);
  expect(isNationalId(wrong)).toBe(false);
});

test.each<readonly [string, PersonalKind | null]>([
  ['PESEL', 'national_id'],
  ['PAN_NO', 'national_id'],
  ['身份证号码', 'national_id'],
  ['個人番号', 'national_id'],
  ['マイナンバー', 'national_id'],
  ['주민등록번호', 'national_id'],
  ['T.C. Kimlik No', 'national_id'],
  ['CPF', 'national_id'],
  ['GUAR_NAME', 'name'],
  ['Nazwisko i imię', 'name'],
  ['カナ氏名', 'name'],
  ['MOBILE', 'contact'],
  ['Cep Telefonu', 'contact'],
  ['휴대폰번호', 'contact'],
  ['PRODUCT_NAME', null],
  ['Span', null],
  ['ACCT_NO', null],
  ['客户号', null],
])('a column called %s is personal: %s', (name, kind) => {
  expect(personalKind(profileColumn(name, ['x', 'y']))).toBe(kind);
});

test('columns without a name are known by their values, and numbers of accounts are not taken for people', () => {
  const of = (values: readonly string[]): PersonalKind | null => personalKind(profileColumn('c1', values));
  const pesels = ['44051401359', '02070803628', '97122412310', '90090515836', '92071314764'];
  expect(of(pesels)).toBe('national_id');
  expect(
    of(['+48 580 683 634', '+48 580 683 635', '+49 30 123456', '+1 555 0100 100', '+81 3 1234 5678']),
  ).toBe('contact');
  expect(of(Array.from({ length: 200 }, (_, at) => String(44_051_401_359 + at)))).toBeNull();
});
