import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import type { EncodingName } from './encoding.ts';
import { guessEncoding } from './encoding-guess.ts';
import { LetterLines } from './letter-lines.ts';

/** Lines as banks write them, in the encodings in which one meets them; the encoder knows some by other names. */
const texts: readonly (readonly [EncodingName, string, readonly string[]])[] = [
  ['gb18030', 'gb18030', ['客户号,姓名,开户日期', '1,欧阳娜娜,上海市浦东新区', '2,朱镕,工资代发']],
  ['big5', 'big5', ['客戶編號,姓名,開戶日期', '1,陳大文,臺北市信義區', '2,林美玲,薪資轉帳']],
  ['shift_jis', 'cp932', ['顧客番号,カナ氏名,漢字氏名', '1,ﾀｶﾊｼ ｹﾝｼﾞ,髙橋　健二', '2,ｻｻｷ ﾀﾞｲｽｹ,佐々木　大輔']],
  [
    'euc-jp',
    'euc-jp',
    ['顧客番号,カナ氏名,漢字氏名', '1,タカハシ,高橋　健二', '2,住宅ローン,東京都千代田区'],
  ],
  ['euc-kr', 'cp949', ['고객번호,성명,개설일자', '1,김민수,서울특별시 강남구', '2,박지영,급여 이체']],
  ['windows-1250', 'cp1250', ['Data księgowania;Opis', '1;Płatność kartą', '2;Wpłata gotówkowa Łódź']],
  ['windows-1250', 'cp1250', ['Číslo účtu;Jméno', '1;Jiří Dvořák', '2;Úrok běžného účtu']],
  ['windows-1250', 'cp1250', ['Számlaszám;Név', '1;Kovács Győző', '2;Készpénzfelvétel']],
  ['windows-1250', 'cp1250', ['Račun;Ime', '1;Đurđica Šimić', '2;Isplata plaće']],
  ['iso-8859-2', 'iso-8859-2', ['Data księgowania;Opis', '1;Płatność kartą', '2;Świadczenie Żaneta']],
  ['ibm852', 'cp852', ['Data księgowania;Opis', '1;Płatność kartą', '2;Wpłata gotówkowa Łódź']],
  ['windows-1251', 'cp1251', ['Номер счёта;Клиент', '1;Иванов Пётр', '2;Выдача наличных']],
  ['windows-1251', 'cp1251', ['Рахунок;Клієнт', '1;Шевченко Олексій', '2;Поповнення картки']],
  ['koi8-r', 'koi8-r', ['Номер счёта;Клиент', '1;Иванов Пётр', '2;Выдача наличных']],
  ['ibm866', 'cp866', ['Номер счёта;Клиент', '1;Иванов Пётр', '2;Выдача наличных']],
  ['windows-1252', 'cp1252', ['Kontonummer;Eröffnet', '1;Jürgen Groß', '2;Überweisung']],
  ['windows-1252', 'cp1252', ['Nº;Situación', '1;José Núñez', '2;Nómina enero']],
  ['windows-1252', 'cp1252', ['Conta;Situação', '1;João da Conceição', '2;Crédito salário']],
  ['windows-1252', 'cp1252', ['Compte;Libellé', '1;Amélie Lefèvre', '2;Prélèvement Électricité']],
  ['windows-1253', 'cp1253', ['Λογαριασμός;Πελάτης', '1;Παπαδόπουλος', '2;Μισθοδοσία']],
  ['windows-1254', 'cp1254', ['Hesap No;Müşteri', '1;Şükrü Yıldız', '2;Maaş ödemesi']],
  ['windows-1255', 'cp1255', ['מספר חשבון;שם לקוח', '1;משה כהן', '2;משכורת']],
  ['windows-1256', 'cp1256', ['رقم الحساب;اسم العميل', '1;محمد علي', '2;راتب شهري']],
  ['windows-1257', 'cp1257', ['Konta numurs;Vārds', '1;Jānis Bērziņš', '2;Algas pārskaitījums']],
  ['windows-1258', 'cp1258', ['Số tài khoản;Họ tên', '1;Nguyễn Văn Đức', '2;Trả lương tháng']],
  ['windows-874', 'cp874', ['เลขที่บัญชี;ชื่อ', '1;สมชาย ใจดี', '2;เงินเดือน']],
];

const encoded = (lines: readonly string[], encoder: string): Buffer =>
  iconv.encode(
    lines.map((line) => `${encoder === 'cp1258' ? decomposed(line) : line}\r\n`).join(''),
    encoder,
  );

/** Vietnamese letters with their tones written behind them, as Windows has them. */
function decomposed(line: string): string {
  return line
    .normalize('NFD')
    .replaceAll(
      /([aeo])([\u{323}]?)\u{302}/gu,
      (_, letter: string, dot: string) => `${`${letter}\u{302}`.normalize('NFC')}${dot}`,
    )
    .replaceAll(
      /([ouOU])([\u{300}-\u{323}]?)\u{31b}/gu,
      (_, letter: string, tone: string) => `${`${letter}\u{31b}`.normalize('NFC')}${tone}`,
    )
    .replaceAll(/a\u{306}/gu, 'ă');
}

test.each(texts)('%s is told: %s %s', async (encoding, encoder, lines) => {
  expect(await guessEncoding(encoded(lines, encoder))).toMatchObject({ encoding });
});

test.each(texts)('%s is told of many lines with a damaged one: %s %s', async (encoding, encoder, lines) => {
  const many = encoded(Array.from({ length: 20 }, () => lines).flat(), encoder);
  const damaged = Buffer.concat([many, Buffer.from([0x39, 0x3b, 0x81, 0x20, 0x0d, 0x0a])]);
  expect(await guessEncoding(damaged)).toMatchObject({ encoding });
});

test('of two that make the same text Windows is named, and of two that do not both', async () => {
  // Of these the older standard seems a shade likelier.
  const names = ['Szűcs Győző', 'Kovács Lőrinc', 'Tóth Ödön', 'Erdős Márta'];
  const lines = names.map((name, at) => `10000${at};${name};Budapest;2026-01-10;123.45`);
  const hungarian = encoded(lines, 'iso-8859-2');
  const same = await guessEncoding(hungarian);
  expect(same.encoding).toBe('windows-1250');
  expect([...same.others, ...same.unlikely]).not.toContain('iso-8859-2');
  const name = await guessEncoding(encoded(['C1;2020-01-01;朱镕基'], 'gb18030'));
  expect(name.encoding).toBe('gb18030');
  expect([...name.others, ...name.unlikely]).toContain('big5');
  const slovak = await guessEncoding(encoded(['Šimko', 'Nový'], 'iso-8859-2'));
  expect(slovak).toMatchObject({ encoding: 'iso-8859-2', others: ['windows-1250'] });
});

test('Chinese and Japanese are told by the rows of their signs, where neither has any of its own', async () => {
  const japanese = ['店番,口座番号,科目,基準日', '高橋,佐々木,中村,山本,青森県八戸市新町'];
  expect(await guessEncoding(encoded(japanese, 'euc-jp'))).toMatchObject({ encoding: 'euc-jp' });
  const chinese = ['网点,账号,科目,余额', '张伟,王秀英,杨丽,浙江省杭州市西湖区学院路'];
  expect(await guessEncoding(encoded(chinese, 'gb18030'))).toMatchObject({ encoding: 'gb18030', others: [] });
});

test('what is no text in any of them is taken for Western, which reads all bytes', async () => {
  expect(await guessEncoding(Buffer.alloc(0))).toEqual({
    encoding: 'windows-1252',
    others: [],
    unlikely: [],
  });
  expect(await guessEncoding(Buffer.from([0xff, 0x0a]))).toEqual({
    encoding: 'windows-1252',
    others: [],
    unlikely: [],
  });
});

test('bytes of any kind are taken for something, and always for the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const first = await guessEncoding(Buffer.from(bytes));
      expect(await guessEncoding(Buffer.from(bytes))).toEqual(first);
      expect([...first.others, ...first.unlikely]).not.toContain(first.encoding);
    }),
    { numRuns: 50 },
  );
});

function collected(pieces: readonly Buffer[]): Buffer {
  const lines = new LetterLines();
  for (const piece of pieces) lines.add(piece);
  lines.end();
  return lines.bytes();
}

test('lines with letters are the same however the bytes come divided', () => {
  const line = fc.oneof(
    fc.stringMatching(/^[ -~]{0,30}$/),
    fc.string({ unit: fc.constantFrom('客', '户', 'é', ' ', ',', 'a'), maxLength: 40 }),
  );
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat({ max: 500 })), (rows, cuts) => {
      const bytes = Buffer.from(rows.join('\n'));
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].toSorted(
        (a, b) => a - b,
      );
      const pieces = places.map((from, index) => bytes.subarray(from, places[index + 1] ?? bytes.length));
      expect(collected(pieces)).toEqual(collected([bytes]));
      const expected = rows.filter((row) => /\P{ASCII}/u.test(row));
      expect(
        collected([bytes])
          .toString()
          .split('\n')
          .filter((row) => row !== ''),
      ).toEqual(expected);
    }),
  );
});

test('of a text without line ends parts are taken, and no character is cut', () => {
  const record = '客户 001 欧阳娜娜 上海 ';
  const lines = collected([iconv.encode(record.repeat(2000), 'gb18030')]);
  expect(lines.length).toBeLessThan(1 << 17);
  expect(iconv.decode(lines, 'gb18030').replaceAll('\n', '')).toMatch(/^(客户 001 欧阳娜娜 上海 )+$/);
});
