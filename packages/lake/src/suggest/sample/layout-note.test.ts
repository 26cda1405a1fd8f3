import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLayoutNote } from './layout-note.ts';

const shape = (text: string): unknown =>
  readLayoutNote(text).map(({ name, length, fields }) => [
    name,
    length,
    fields.map((one) => [one.name, one.from, one.length]),
  ]);

const fields = [
  ['客户号', 0, 12],
  ['姓名', 12, 20],
  ['机构号', 32, 6],
];

test.each([
  ['begin and length', '客户信息 KHXX\n客户号 1 12\n姓名 13 20\n机构号 33 6\n'],
  [
    'ordinals, types, begin and end',
    '【KHXX】\n1|客户号|CHAR(12)|1-12\n2|姓名|CHAR(20)|13-32\n3|机构号|CHAR(6)|33-38',
  ],
  ['counted from 0, between commas', 'KHXX\n客户号,0,12,文字\n姓名,12,20,文字\n机构号,32,6,文字\n'],
])('places of fields: %s', (_, text) => {
  expect(shape(text)).toEqual([['KHXX', 38, fields]]);
});

test('several records in one text, each under its title', () => {
  const text = 'CUST\nID 1 2\nNAME 3 4\nSEX 7 1\n\nACCT\nNO 1 5\nOWNER 6 5\nSINCE 11 8\n';
  expect(readLayoutNote(text).map(({ name, length }) => [name, length])).toEqual([
    ['CUST', 7],
    ['ACCT', 18],
  ]);
});

test.each([
  ['a gap', 'X\nID 1 2\nNAME 4 4\nSEX 8 1\n'],
  ['too few fields', 'X\nID 1 2\nNAME 3 4\n'],
  ['data', 'C001 12 1\nC002 15 3\nC003 16 1\n'],
  ['sentences', 'Rates are 3 of 5.\nCodes: 1 active, 2 closed.\nFiles come at 6.\n'],
])('no record is seen in %s', (_, text) => {
  expect(readLayoutNote(text)).toEqual([]);
});

test('whatever lengths there are, they are read back', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(lengths, fc.constantFrom(' ', '\t', ' | ', ','), (all, gap) => {
      let from = 1;
      const list = all.map((length, index) => {
        const line = [`F${index}X`, from, length].join(gap);
        from += length;
        return line;
      });
      expect(readLayoutNote(`REC\n${list.join('\n')}\n`)[0]?.fields.map(({ length }) => length)).toEqual(all);
    }),
  );
});
