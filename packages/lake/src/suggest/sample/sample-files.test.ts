import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { findFiles } from '../../source/folder.ts';
import type { FileSample } from './file-sample.ts';
import { sampleFiles, type FolderSample } from './sample-files.ts';
import { unreadReasons } from './unread-reason.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-sample-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function look(files: Readonly<Record<string, string | Buffer>>): Promise<FolderSample> {
  for (const [name, contents] of Object.entries(files)) await writeFile(path.join(folder, name), contents);
  return sampleFiles(await findFiles(folder, '**/*'), () => undefined);
}

async function lookAtOne(contents: string | Buffer): Promise<FileSample | undefined> {
  return (await look({ 'one.txt': contents })).samples[0];
}

const people = ['id,name,day', 'C1,王芳,2024-01-05', 'C2,李雷,2024-02-06', 'C3,张秀英,2024-03-07'];

test.each([
  ['a header', people.join('\n'), { kind: 'line', line: 1 }],
  [
    'a title and an empty line before it',
    ['客户清单 2024', '', ...people].join('\r\n'),
    { kind: 'line', line: 3 },
  ],
  [
    'a title as wide as the rows, most of its cells empty',
    ['客户清单,,', ',,2024/02/02', ...people].join('\n'),
    { kind: 'line', line: 3 },
  ],
  ['none', people.slice(1).join('\n'), { kind: 'none' }],
  [
    'a delimiter after the last value',
    people.map((line) => `${line},`).join('\n'),
    { kind: 'line', line: 1 },
  ],
  [
    'a delimiter after the last value of rows alone',
    people.map((line, at) => (at === 0 ? line : `${line},`)).join('\n'),
    { kind: 'line', line: 1 },
  ],
])('the names of columns: %s', async (_, text, header) => {
  const sample = await lookAtOne(text);
  expect(sample).toMatchObject({ columnCount: 3, isWhole: true, layout: { kind: 'delimited', header } });
  expect(sample?.header).toEqual(header.kind === 'none' ? null : ['id', 'name', 'day']);
  expect(sample?.rows).toEqual(people.slice(1).map((line) => line.split(',')));
});

test('one column may have no name', async () => {
  const sample = await lookAtOne(',id,name\n0,C1,Ann\n1,C2,Bo\n');
  expect(sample).toMatchObject({ header: ['', 'id', 'name'], layout: { header: { kind: 'line', line: 1 } } });
});

test('quotes count unless they break the lines', async () => {
  const quoted = await lookAtOne('id,name\n1,"Smith, Ann"\n2,"Lee, Bo"\n');
  expect(quoted).toMatchObject({
    layout: { quote: '"' },
    rows: [
      ['1', 'Smith, Ann'],
      ['2', 'Lee, Bo'],
    ],
  });
  const plain = await lookAtOne('id|name\n1|"Ann" Smith\n2|"Bo" Lee\n3|Cy\n');
  expect(plain).toMatchObject({
    layout: { quote: '' },
    rows: [
      ['1', '"Ann" Smith'],
      ['2', '"Bo" Lee'],
      ['3', 'Cy'],
    ],
  });
});

const marks = fc
  .array(fc.constantFrom('|', '!', '@', '#', '$', '%', '^', '&', '~', '+', '='), {
    minLength: 2,
    maxLength: 5,
  })
  .map((signs) => signs.join(''))
  // One that repeats itself cannot be told from a shorter one beside an empty value.
  .filter((text) => !/^(.+)\1+$/.test(text));

test('a delimiter of several marks is found, whatever it is', async () => {
  const value = fc.stringMatching(/^[A-Za-z0-9\u4E00-\u4E50 ]{0,6}$/);
  const row = fc.tuple(fc.stringMatching(/^[A-Z]\d{3}$/), value, value, fc.stringMatching(/^\d{1,5}$/));
  await fc.assert(
    fc.asyncProperty(marks, fc.array(row, { minLength: 2, maxLength: 30 }), async (delimiter, rows) => {
      const sample = await lookAtOne(rows.map((values) => values.join(delimiter)).join('\n'));
      expect(sample?.layout).toMatchObject({ kind: 'delimited', delimiter });
      expect(sample?.columnCount).toBe(4);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['one name on each line', 'entry.names', 'account_id\namount\nbooked_on\n'],
  ['with types after them', 'entry.hdr', 'account_id|varchar(20)\namount|decimal\nbooked_on|date\n'],
  ['in one line', 'entry_header.txt', 'account_id|amount|booked_on\n'],
  ['under another name', 'dictionary.txt', '账号\n交易金额\n交易日期\n'],
])('names of columns in another file: %s', async (_, name, names) => {
  const rows = 'A1|1.00|2024-01-05\nA2|-2.00|2024-01-06\nA3|3.00|2024-01-07\n';
  const { samples, unread } = await look({
    'entry_202401.dat': rows,
    'entry_202402.dat': rows,
    [name]: names,
  });
  const header = { kind: 'file', name };
  expect(samples).toMatchObject([{ layout: { header } }, { layout: { header } }]);
  expect(unread).toEqual([]);
});

test.each([
  ['too few', 'entry.names', 'account_id\namount\n'],
  ['values', 'entry.names', 'A1\nA2\nA3\n'],
  ['words that nobody knows, under another name', 'notes.txt', 'alpha\nbeta\ngamma\n'],
])('no names of columns: %s', async (_, name, names) => {
  const { samples, unread } = await look({
    'entry.dat': 'A1|1.00|2024-01-05\nA2|2.00|2024-01-06\n',
    [name]: names,
  });
  expect(samples).toMatchObject([{ header: null }]);
  expect(unread).toEqual([{ name, reason: unreadReasons.noColumns }]);
});

test('gzip: what comes out is looked at, of several members and of files that are longer than the look', async () => {
  const [first = '', ...others] = people;
  const packed = Buffer.concat([gzipSync(`${first}\n`), gzipSync(others.join('\n'))]);
  const long = gzipSync(
    Buffer.from(`id,name,day\n${'C1,王芳,2024-01-05\nC2,李雷,2024-02-06\n'.repeat(150_000)}`),
  );
  const { samples } = await look({ 'a.gz': packed, 'b.gz': long });
  expect(samples).toMatchObject([
    { header: ['id', 'name', 'day'], isWhole: true },
    { header: ['id', 'name', 'day'], isWhole: false },
  ]);
  expect(samples[0]?.rows).toHaveLength(3);
});

test.each([
  ['empty', Buffer.alloc(0), unreadReasons.empty],
  ['no text', Buffer.from([1, 0, 2, 0, 3]), unreadReasons.noText],
  ['JSON on lines', '{"id":"C1","name":"x"}\n{"id":"C2","name":"y"}\n', unreadReasons.nested],
  ['a list in JSON', '[\n  ["C1", 1],\n  ["C2", 2]\n]\n', unreadReasons.nested],
  ['XML', '<?xml version="1.0"?>\n<a><b>1,2</b></a>\n', unreadReasons.nested],
  ['lines of no form', 'one\nand another\nthat is longer still\n', unreadReasons.noColumns],
  ['records without line ends', 'A000000001B000000002C000000003', unreadReasons.noLines],
  ['gzip that was cut off', gzipSync('a,b\n1,2\n').subarray(0, 20), unreadReasons.damagedGzip],
  ['gzip of what is no text', gzipSync(Buffer.from('PAR1....PAR1')), unreadReasons.packed],
])('a file that tells nothing is named with the reason: %s', async (_, contents, reason) => {
  expect(await look({ 'one.bin': contents })).toMatchObject({
    samples: [],
    unread: [{ name: 'one.bin', reason }],
  });
});

test.each([
  ['an old Excel file', Buffer.from('d0cf11e0a1b11ae100', 'hex'), /\.xls/],
  ['a zip archive that is none', Buffer.from('504b030400000000', 'hex'), /no Excel file/],
  ['a cut Parquet file', Buffer.from('PAR1 and no end'), /cut off/],
])('%s is told as import would tell it', async (_, contents, words) => {
  const { samples, unread } = await look({ 'one.bin': contents });
  expect(samples).toEqual([]);
  expect(unread[0]?.reason.en).toMatch(words);
});

test('Excel: each sheet with rows, with a title and without a header', async () => {
  const { samples } = await look({
    'book.xlsx': await workbook({
      Cover: '',
      Loans: rowsXml([['Loans of June'], [], ['loan', 'amount'], ['L1', '10'], ['L2', '20']]),
      Plain: rowsXml([
        ['L1', '10'],
        ['L2', '20'],
      ]),
    }),
  });
  expect(samples.map(({ layout, header, rows }) => ({ layout, header, rows: rows.length }))).toEqual([
    {
      layout: { kind: 'excel', sheet: 'Loans', isOnly: false, header: { kind: 'line', line: 3 } },
      header: ['loan', 'amount'],
      rows: 2,
    },
    {
      layout: { kind: 'excel', sheet: 'Plain', isOnly: false, header: { kind: 'none' } },
      header: null,
      rows: 2,
    },
  ]);
});

test('Parquet: names and values', async () => {
  const example = new URL('../../../../../examples/sources/parquet/source/loan.parquet', import.meta.url)
    .pathname;
  const { samples } = await look({ 'loan.parquet': await readFile(example) });
  expect(samples[0]?.header).toEqual([
    'loan_id',
    'product',
    'currency',
    'principal',
    'opened_on',
    'matures_on',
  ]);
  expect(samples[0]?.rows[0]).toEqual(['L001', 'mortgage', 'CNY', '300000.00', '2023-10-01', '2033-10-01']);
});

test.each([
  [
    'GB18030, in bytes',
    Buffer.from(
      '4331d5c5d0e3d3a22020313935300a4332cdf5b7bc20202020313935370a4333c0eec0d720202020313936340a',
      'hex',
    ),
    'bytes',
  ],
  ['UTF-8, in characters', 'C1张秀英1950\nC2王芳 1957\nC3李雷 1964\n', 'characters'],
])('fixed width in %s', async (_, contents, unit) => {
  const sample = await lookAtOne(contents);
  expect(sample).toMatchObject({ layout: { kind: 'fixed', unit }, header: null });
  expect(sample?.rows).toEqual([
    ['C1', '张秀英', '1950'],
    ['C2', '王芳', '1957'],
    ['C3', '李雷', '1964'],
  ]);
});

test('a comma in every line of a file of fixed width divides nothing', async () => {
  const names = ['Olsen, Ann', 'Lee, Bo', 'Petersen, Cy', 'Weber, Eve', 'Ho, Fay'];
  const lines = Array.from(
    { length: 25 },
    (_, at) => `${1000 + at}${(names[at % 5] ?? '').padEnd(14)}2024-01-${10 + (at % 20)}`,
  );
  const sample = await lookAtOne(lines.join('\n'));
  expect(sample?.layout).toMatchObject({ kind: 'fixed' });
  expect(sample?.rows[0]).toEqual(['1000', 'Olsen, Ann', '2024-01-10']);
});

test.each([
  ['delimited', (rows: string[]) => ['HDR,20240131', ...rows, 'TRL,0000012'], 'delimited', 2],
  ['with a title and names', (rows: string[]) => ['Report', 'id,name,day', ...rows, 'Total'], 'delimited', 1],
  [
    'of fixed width',
    (rows: string[]) => [
      'HDR 20240131 CORE  ',
      ...rows.map((row) => row.replaceAll(',', '').padEnd(19)),
      'TRL 0000000000012  ',
    ],
    'fixed',
    2,
  ],
])('a head and a total are no rows: %s', async (_, file, kind, oddRecords) => {
  const rows = Array.from(
    { length: 12 },
    (_row, at) => `C${10 + at},${at % 2 === 0 ? 'Ann' : 'Bob'},2024-01-${10 + at}`,
  );
  const sample = await lookAtOne(file(rows).join('\n'));
  expect(sample).toMatchObject({ layout: { kind }, columnCount: 3, oddRecords });
  expect(sample?.rows).toEqual(rows.map((row) => row.split(',')));
});

function rowsXml(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells, at) => {
      const inner = cells
        .map((cell) => `<c t="${/^\d+$/.test(cell) ? 'n' : 'str'}"><v>${cell}</v></c>`)
        .join('');
      return `<row r="${at + 1}">${inner}</row>`;
    })
    .join('');
}

async function workbook(sheets: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  const names = Object.keys(sheets);
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`).join('');
  const targets = names.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/s${at}.xml"/>`).join('');
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${targets}</Relationships>`,
    'xl/styles.xml': '<styleSheet/>',
    'xl/sharedStrings.xml': '<sst/>',
  };
  for (const [at, name] of names.entries()) {
    parts[`xl/worksheets/s${at}.xml`] = `<worksheet><sheetData>${sheets[name] ?? ''}</sheetData></worksheet>`;
  }
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

const copybook = [
  '       01  DEP-REC.',
  '           05  ACCT-NO   PIC 9(6).',
  '           05  HOLDER    PIC X(8).',
  '           05  CURR-BAL  PIC S9(7)V99 SIGN TRAILING SEPARATE.',
].join('\n');
const deposits = ['000101AMY LEE 000012345+', '000102BO KANE 000000400-', '000103CY DOE  000777700+'];

test.each([
  ['with line ends', deposits.join('\n'), null],
  ['without line ends', deposits.join(''), 24],
])('a copybook names and cuts the columns of records %s', async (_, text, recordLength) => {
  const { samples, unread } = await look({ 'DEPMAST.DAT': text, 'layout.cpy': copybook });
  expect(unread).toEqual([]);
  expect(samples).toMatchObject([
    {
      header: ['ACCT-NO', 'HOLDER', 'CURR-BAL'],
      layout: { kind: 'fixed', recordLength },
      rows: [
        ['000101', 'AMY LEE', '000012345+'],
        ['000102', 'BO KANE', '000000400-'],
        ['000103', 'CY DOE', '000777700+'],
      ],
      described: { file: 'layout.cpy', record: 'DEP-REC' },
    },
  ]);
});

test('records without line ends are read in the encoding that their bytes tell', async () => {
  const holders = ['髙橋健二', '佐藤太郎', '鈴木花子'];
  const records = holders.map((holder, at) => iconv.encode(`00010${at}${holder}00012345${at}+`, 'cp932'));
  const { samples, encodings } = await look({
    'DEPMAST.DAT': Buffer.concat(records),
    'layout.cpy': copybook,
  });
  expect(samples).toMatchObject([
    { layout: { kind: 'fixed', encoding: 'shift_jis', recordLength: 24 }, described: { file: 'layout.cpy' } },
  ]);
  expect(samples[0]?.rows.map(([, holder]) => holder)).toEqual(holders);
  expect(encodings).toMatchObject([{ encoding: 'shift_jis', files: ['DEPMAST.DAT'] }]);
});

test('packed numbers are named with what to ask for', async () => {
  const packed = copybook.replace('SIGN TRAILING SEPARATE', 'COMP-3');
  const record = Buffer.concat([Buffer.from('000101AMY LEE '), Buffer.from([0x00, 0x00, 0x12, 0x34, 0x5c])]);
  const { samples, unread } = await look({
    'DEPMAST.DAT': Buffer.concat([record, record, record]),
    'layout.cpy': packed,
  });
  expect(samples).toEqual([]);
  expect(unread.find(({ name }) => name === 'DEPMAST.DAT')?.reason.en).toMatch(
    /packed numbers \(CURR-BAL\), as layout\.cpy says/,
  );
});

test('names in one line of a text that says more are those of the file that they fit', async () => {
  const rows = ['DD|0001|24001|125-|POS', 'SV|0002|24002|99|ACH', 'DD|0003|24003|40|POS'].join('\n');
  const remark = '* BOOKINGS, IN THIS ORDER\n*   TR-APPL|TR-ACCT-NO|TR-EFF-DT|TR-AMT|TR-DESC\n* CALL US.\n';
  const { samples } = await look({ 'TRAN.DAT': rows, 'README.TXT': remark });
  expect(samples).toMatchObject([
    {
      header: ['TR-APPL', 'TR-ACCT-NO', 'TR-EFF-DT', 'TR-AMT', 'TR-DESC'],
      layout: { header: { kind: 'none' } },
    },
  ]);
});

test('a file with few letters beyond ASCII is read in the encoding that the others tell', async () => {
  const western = (text: string): Buffer => Buffer.from(text, 'latin1');
  const many = Array.from({ length: 300 }, (_, at) => `${at};José Núñez;Málaga`).join('\n');
  const { samples } = await look({
    'clientes.csv': western(`Nº;Nombre;Ciudad\n${many}`),
    'cotacoes.csv': western('Moeda;Data;Cotação\nUSD;01/02/2026;5,43\nEUR;01/02/2026;6,31\n'),
  });
  expect(samples.map(({ header }) => header?.at(-1))).toEqual(['Ciudad', 'Cotação']);
});
