import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCopybook, recordOf, type CopybookField } from './copybook.ts';

const book = (...lines: readonly string[]): string =>
  ['      * LAYOUT  REV 3', '       01  DEP-REC.', ...lines.map((line) => `           ${line}`)].join('\n');

const placesOf = (text: string): string[] =>
  (readCopybook(text)[0]?.fields ?? []).map(({ name, from, length }) => `${name} ${from}+${length}`);

test.each<[string, Partial<CopybookField>]>([
  ['PIC X(30).', { length: 30, holds: 'text', decimals: 0, sign: null }],
  ['PIC XXX.', { length: 3, holds: 'text' }],
  ['PIC 9(08).', { length: 8, holds: 'digits', decimals: 0 }],
  ['PIC 9(02)V9(03).', { length: 5, holds: 'digits', decimals: 3 }],
  ['PIC S9(13)V99.', { length: 15, holds: 'signed_digits', decimals: 2, sign: null }],
  [
    'PIC S9(13)V99 SIGN IS TRAILING SEPARATE CHARACTER.',
    { length: 16, holds: 'signed_digits', decimals: 2, sign: 'trailing' },
  ],
  ['PIC S9(5) SIGN LEADING SEPARATE.', { length: 6, sign: 'leading' }],
  ['PIC S9(7)V99 COMP-3.', { length: 5, holds: 'packed', decimals: 2 }],
  ['PIC S9(4) COMP.', { length: 2, holds: 'packed' }],
  ['PIC S9(9) USAGE IS BINARY.', { length: 4, holds: 'packed' }],
])('%s', (picture, expected) => {
  const [record] = readCopybook(book(`05  FIRST PIC X.`, `05  OTHER  ${picture}`));
  expect(record?.fields[1]).toMatchObject({ name: 'OTHER', from: 1, ...expected });
});

test('groups, tables, fillers and redefinitions keep the places of what follows', () => {
  const text = book(
    '05  HEAD.',
    '    10  BRANCH  PIC 9(4).',
    '    10  FILLER  PIC X(2).',
    '05  LIMIT OCCURS 2 TIMES PIC 9(3).',
    '05  STATE PIC X.',
    '    88  IS-OPEN VALUE "O".',
    '05  STATE-CODE REDEFINES STATE PIC 9.',
    '05  LAST-ONE PIC X(5).',
  );
  expect(placesOf(text)).toEqual(['BRANCH 0+4', 'LIMIT 6+3', 'LIMIT-2 9+3', 'STATE 12+1', 'LAST-ONE 13+5']);
  expect(readCopybook(text)[0]?.length).toBe(18);
});

test('statements may go over several lines, with numbers before and behind them', () => {
  const text = [
    '000100 01  CIF-REC.'.padEnd(72) + 'BANKCIF1',
    '000200     05  CIF-NO'.padEnd(72) + 'BANKCIF1',
    '000300                 PIC 9(9).'.padEnd(72) + 'BANKCIF1',
    '000400     05  CIF-NM  PIC X(20).'.padEnd(72) + 'BANKCIF1',
  ].join('\r\n');
  expect(placesOf(text)).toEqual(['CIF-NO 0+9', 'CIF-NM 9+20']);
});

test('after a picture that is not known nothing would stand in its place', () => {
  expect(readCopybook(book('05  A PIC X.', '05  B PIC ZZ9.99.', '05  C PIC X.'))).toEqual([]);
});

test('any text is looked at without an error', () => {
  const piece = fc.constantFrom(
    '01 ',
    '05 ',
    'A',
    ' PIC ',
    '9(3)',
    'X',
    'V99',
    '.',
    '\n',
    ' OCCURS 2',
    ' REDEFINES A',
    '*',
    ' ',
  );
  fc.assert(
    fc.property(fc.string({ unit: piece, maxLength: 60 }), (text) => {
      for (const { fields, length } of readCopybook(text)) {
        for (const field of fields) expect(field.from + field.length).toBeLessThanOrEqual(length);
        expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      }
    }),
  );
});

const records = readCopybook(
  [
    '       01  CUS-REC.',
    '           05  CUS-NO  PIC 9(4).',
    '           05  CUS-NM  PIC X(8).',
    '       01  ACC-REC.',
    '           05  ACC-NO  PIC 9(4).',
    '           05  ACC-BAL PIC S9(5)V99 SIGN TRAILING SEPARATE.',
  ].join('\n'),
);

test.each([
  ['digits where digits belong', ['0001AMY LEE ', '0002BO KANE '], 'CUS.DAT', 'CUS-REC'],
  ['a sign where a sign belongs', ['00010001250+', '00020000400-'], 'FILE.DAT', 'ACC-REC'],
  ['the name of the file, where both could be', ['00010001250+', '00020000400-'], 'CUS.DAT', 'CUS-REC'],
  ['lines of another length', ['0001AMY LEE        ', '0002BO KANE        '], 'CUS.DAT', null],
])('the record of a file is told by %s', (_, lines, name, expected) => {
  expect(recordOf(records, lines, name)?.name ?? null).toBe(expected);
});
