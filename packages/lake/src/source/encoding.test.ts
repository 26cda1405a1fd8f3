import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { encodingNamed, encodingNames, type EncodingName } from './encoding.ts';
import { scanFile } from './file-scan.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

/** A name that only this encoding, or few, can write. */
const names: Readonly<Record<EncodingName, string>> = {
  'utf-8': '王芳 Müller Łódź',
  gb18030: '王芳𠮷',
  big5: '陳大文',
  'big5-hkscs': '陳㗎',
  shift_jis: '髙橋㈱ ﾀﾛｳ',
  'euc-jp': '山田太郎',
  'euc-kr': '김민수 뷁', // The second is no character of the older KS X 1001.
  'windows-1250': 'Łukasz Żółć „x”',
  'windows-1251': 'Иванов – Ђ',
  'windows-1252': 'Jürgen Groß 12 €',
  'windows-1253': 'Παπαδόπουλος',
  'windows-1254': 'Şükrü Yılmaz',
  'windows-1255': 'משה כהן',
  'windows-1256': 'محمد علي',
  'windows-1257': 'Ūdris Ķēniņš',
  'windows-1258': 'Đạt'.normalize('NFD'),
  'windows-874': 'สมชาย',
  'iso-8859-2': 'Čapek Řehoř',
  'iso-8859-5': 'Иванов',
  'iso-8859-7': 'Άννα 5 €',
  'iso-8859-13': 'Ūdris Ķēniņš',
  'iso-8859-15': 'Œuvre 5 €',
  'koi8-r': 'Иванов',
  'koi8-u': 'Ґалаґан Їжак',
  ibm437: 'Jürgen ½',
  ibm850: 'José Conceição',
  ibm852: 'Łukasz Żółć',
  ibm857: 'Şükrü Yılmaz',
  ibm866: 'Иванов',
};

const customer = (read: string): string =>
  smallMapping({
    customer: `
  customer:
    file: customers.csv
    read: { delimiter: ';'${read} }
    fields: { customer_id: id, opened_on: opened, name: name }`,
    account: null,
    entry: null,
  });
const file = (name: string, encoding: string): Buffer =>
  iconv.encode(`id;opened;name\nC1;2020-01-01;${name}\nC2;2020-01-01;x\n`, encoding);

/** What the encoder of these tests calls it otherwise. */
const encoders: Readonly<Partial<Record<EncodingName, string>>> = { 'euc-kr': 'cp949', shift_jis: 'cp932' };

describe.each(encodingNames)('%s', (encoding) => {
  test('is read when the mapping names it', async () => {
    const report = await lake.import(customer(`, encoding: ${encoding}`), {
      'customers.csv': file(names[encoding], encoders[encoding] ?? encoding),
    });
    expect(report).toMatchObject({ status: 'accepted', warnings: [] });
    const [found] = await lake.texts(`SELECT name FROM identity WHERE external_id = 'C1'`);
    expect(found?.normalize('NFC')).toBe(names[encoding].normalize('NFC'));
  });
});

test.each(['cp949', 'big5-hkscs', 'cp852'])(
  'columns of bytes are cut before they are decoded: %s',
  async (encoding) => {
    const name = { cp949: '뷁김', 'big5-hkscs': '陳㗎', cp852: 'Żółć' }[encoding] ?? '';
    const mapping = smallMapping({
      customer: `
  customer:
    file: customers.txt
    read: { format: fixed, encoding: ${encoding}, columns: [{ name: id, length: 2 }, { name: name, length: 5 }, { name: opened, length: 10 }] }
    fields: { customer_id: id, opened_on: opened, name: name }`,
      account: null,
      entry: null,
    });
    const record = Buffer.concat([
      Buffer.from('C1'),
      iconv.encode(`${name} `, encoding),
      Buffer.from('2020-01-01\n'),
    ]);
    const report = await lake.import(mapping, { 'customers.txt': record });
    expect(report).toMatchObject({ status: 'accepted', warnings: [] });
    expect(await lake.texts(`SELECT name FROM identity WHERE external_id = 'C1'`)).toEqual([name]);
  },
);

test.each([
  ['shift_jis', 'cp932 CP932 ms932 Windows-31J sjis SJIS Shift-JIS shift_jis ShiftJIS'],
  ['gb18030', 'gbk GBK gb2312 GB-2312 cp936 gb18030'],
  ['euc-kr', 'cp949 MS949 uhc euc_kr'],
  ['big5', 'cp950 BIG5 Big-5'],
  ['big5-hkscs', 'Big5-HKSCS big5hkscs'],
  ['windows-1252', 'latin1 Latin-1 ISO-8859-1 iso8859_1 cp1252 CP-1252 windows1252'],
  ['windows-1250', 'cp1250 Windows_1250'],
  ['windows-1254', 'iso-8859-9 latin5 cp1254'],
  ['windows-874', 'tis-620 cp874'],
  ['ibm852', 'cp852 CP852 IBM-852'],
  ['utf-8', 'utf8 UTF-8 Utf_8'],
] as const)('%s has other names: %s', (encoding, written) => {
  expect(written.split(' ').map(encodingNamed)).toEqual(written.split(' ').map(() => encoding));
});

test('every name stands for one encoding', () => {
  expect(encodingNames.map(encodingNamed)).toEqual(encodingNames);
  expect(['', 'utf-16', 'cp437x', '1252', 'ansi'].map(encodingNamed)).toEqual([null, null, null, null, null]);
});

test.each([
  ['windows-1252', 'Jürgen Groß', 'windows-1252', 'Jürgen Groß'],
  ['windows-1252', 'José Peña da Conceição', 'windows-1252', 'José Peña da Conceição'],
  ['gb18030', '欧阳娜娜', 'gb18030', '欧阳娜娜'],
  // 镕 is a byte beyond ASCII and one of it; the others tell.
  ['gb18030', '朱镕基', 'gb18030', '朱镕基'],
])('%s is told by its bytes: %s', async (written, name, encoding, read) => {
  const report = await lake.import(customer(''), { 'customers.csv': file(name, written) });
  expect(report).toMatchObject({
    status: 'accepted',
    warnings: [{ code: 'intake.encoding-guessed', data: { file: 'customers.csv', encoding } }],
  });
  expect(await lake.texts(`SELECT name FROM identity WHERE external_id = 'C1'`)).toEqual([read]);
});

const ascii = Buffer.from('1,2\n'.repeat(600_000));
const chinese = Buffer.from('客户号,姓名\n1,王芳\n');

test.each([
  ['UTF-8 that was cut off within its last character', [chinese.subarray(0, -2)], 'utf-8', true],
  ['UTF-8 that was cut off after much of ASCII', [chinese, ascii, chinese.subarray(0, 2)], 'utf-8', true],
  [
    'UTF-8 with a damaged byte after much of ASCII',
    [chinese, ascii, Buffer.from([0xff, 0x0a])],
    'utf-8',
    true,
  ],
  ['ASCII with a damaged byte', [ascii, Buffer.from([0xff, 0x0a])], null, false],
  ['Western text that ends in an accent', [Buffer.from('id,name\n1,Ren\xe9', 'latin1')], null, false],
])('%s', async (_, pieces, unicode, hasInvalidBytes) => {
  const file = path.join(lake.folder, 'scanned');
  await writeFile(file, Buffer.concat(pieces));
  expect(await scanFile(file)).toMatchObject({ unicode, hasInvalidBytes });
});
