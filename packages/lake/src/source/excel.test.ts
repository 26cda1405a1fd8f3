import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { isoFormat } from '../mapping/day-format.ts';
import type { ReadOptions } from '../mapping/mapping.ts';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { copyExcel } from './excel.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-excel-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const read: ReadOptions = {
  format: 'excel',
  encoding: 'auto',
  delimiter: ',',
  quote: '"',
  columns: null,
  headerRow: 1,
  headerFile: null,
  shortLines: false,
  layout: null,
  sheet: null,
  missing: [''],
  date: isoFormat,
  latestYear: null,
  decimal: '.',
  group: '',
};

/** A workbook of one sheet, `Data`, of the rows given as XML; style 1 is a day. */
async function workbook(rows: string, settings = '', without: readonly string[] = []): Promise<Buffer> {
  const zip = new ZipFile();
  const parts = {
    'xl/workbook.xml': `<workbook xmlns:r="r">${settings}<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/one.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml':
      '<sst><si><t>id</t></si><si><r><t>王</t></r><r><t>芳</t></r><rPh><t>wang</t></rPh></si></sst>',
    'xl/worksheets/one.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData></x:worksheet>`,
  };
  for (const [name, text] of Object.entries(parts)) {
    if (!without.includes(name)) zip.addBuffer(Buffer.from(text), name);
  }
  zip.end();
  return buffer(zip.outputStream);
}

async function take(
  rows: string,
  options: Partial<ReadOptions> = {},
  settings = '',
  without: readonly string[] = [],
) {
  const file = path.join(folder, 'book.xlsx');
  await writeFile(file, await workbook(rows, settings, without));
  const target = path.join(folder, 'copy');
  const { columns, copy } = await copyExcel(
    { name: 'book.xlsx', path: file },
    { ...read, ...options },
    target,
  );
  return { columns, broken: copy.broken, text: await readFile(target, 'utf8') };
}

const header = '<row r="1"><c t="s"><v>0</v></c><c t="inlineStr"><is><t>value</t></is></c></row>';
const rowOf = (cell: string, at = 2): string =>
  `<row r="${at}"><c r="A${at}" t="s"><v>1</v></c>${cell}</row>`;

test.each([
  ['a number', '<c><v>1234.5</v></c>', '1234.5'],
  ['noise beyond fifteen digits', '<c><v>1234.5600000000001</v></c>', '1234.56'],
  ['a long whole number', '<c><v>123456789012345</v></c>', '123456789012345'],
  ['an exponent', '<c><v>1.5E-3</v></c>', '0.0015'],
  ['a large exponent', '<c><v>-1.5E+7</v></c>', '-15000000'],
  ['a day', '<c s="1"><v>45352</v></c>', '2024-03-01'],
  ['a day with a time', '<c s="1"><v>45352.5</v></c>', '2024-03-01 12:00:00'],
  ['the last day before the one that never was', '<c s="1"><v>59</v></c>', '1900-02-28'],
  ['the day after it', '<c s="1"><v>61</v></c>', '1900-03-01'],
  ['a day as text', '<c t="d"><v>2024-03-01T00:00:00</v></c>', '2024-03-01'],
  ['what a formula gave', '<c t="str"><f>A1&amp;"x"</f><v>idx</v></c>', 'idx'],
  ['a formula that was never worked out', '<c><f>1+1</f></c>', ''],
  ['true', '<c t="b"><v>1</v></c>', 'TRUE'],
  ['quotes and line ends', '<c t="inlineStr"><is><t>a"b\nc</t></is></c>', 'a""b\nc'],
  ['nothing', '', ''],
])('%s', async (_, cell, expected) => {
  const { columns, text } = await take(header + rowOf(cell));
  expect(columns).toEqual(['id', 'value']);
  expect(text).toBe(`"王芳","${expected}"\n`);
});

test('numbers as the mapping writes them, beside texts that hold such', async () => {
  const rows =
    header + rowOf('<c><v>1234.5</v></c>') + rowOf('<c t="inlineStr"><is><t>63 258,54</t></is></c>', 3);
  expect((await take(rows, { decimal: ',' })).text).toBe('"王芳","1234,5"\n"王芳","63 258,54"\n');
});

test('a workbook whose cells hold their own texts needs neither shared texts nor styles', async () => {
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = `<row r="1">${cell('id')}${cell('value')}</row><row r="2">${cell('王芳')}<c s="1"><v>45352</v></c></row>`;
  const parts = ['xl/sharedStrings.xml', 'xl/styles.xml'];
  expect((await take(rows, {}, '', parts)).text).toBe('"王芳","45352"\n');
  expect((await take(rows, {}, '', parts.slice(0, 1))).text).toBe('"王芳","2024-03-01"\n');
});

test('days as the mapping writes them, and of a workbook that counts from 1904', async () => {
  const date = { ...isoFormat, written: 'yyyymmdd' };
  const from1904 = '<workbookPr date1904="1"/>';
  expect((await take(header + rowOf('<c s="1"><v>0</v></c>'), { date }, from1904)).text).toBe(
    '"王芳","19040101"\n',
  );
});

test('rows that are left out keep their numbers; too many values and values that are errors are no records', async () => {
  const { broken, text } = await take(
    `${header}${rowOf('', 5)}<row r="6"/>${rowOf('<c t="e"><v>#N/A</v></c>', 7)}${rowOf('<c><v>1</v></c><c><v>2</v></c>', 8)}`,
  );
  expect(text).toBe('"王芳",""\n');
  expect(broken).toEqual([{ line: 7, code: 'intake.cell-unreadable' }, { line: 8 }]);
});

test('a sheet is found by its name, or named with those that are there', async () => {
  expect((await take(header, { sheet: 'Data' })).columns).toEqual(['id', 'value']);
  await expect(take(header, { sheet: 'Date' })).rejects.toMatchObject({
    code: 'intake.no-sheet',
    data: { sheet: 'Date', sheets: ['Data'] },
  });
});

test('entities of a document’s own are not expanded', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>';
  await expect(take(header + rowOf(`<c t="str"><v>&a;</v></c>`), {}, bomb)).rejects.toMatchObject({
    code: 'intake.not-excel',
  });
});

const cells = (texts: readonly string[], row: number): string =>
  `<row r="${row}">${texts.map((text) => (text.startsWith('#') ? `<c t="e"><v>${text}</v></c>` : `<c t="str"><v>${text}</v></c>`)).join('')}</row>`;

test('an error in a cell rejects its row with its line', async () => {
  await using lake = await TrialLake.open();
  const rows =
    cells(['id', 'name', 'opened', 'born'], 1) +
    cells(['C1', '王芳', '2020-01-01', '#REF!'], 2) +
    cells(['C2', 'x', '2024-02-01', ''], 3);
  const mapping = smallMapping({
    customer: `
  customer:
    file: book.xlsx
    read: { format: excel }
    fields: { customer_id: id, opened_on: opened, name: name, birth_year: born, status: { value: active } }`,
  });
  const report = await lake.import(mapping, { ...smallFiles, 'book.xlsx': await workbook(rows) });
  expect(report.rejects.first.map(({ line, code }) => `${line} ${code}`)).toContain(
    '2 intake.cell-unreadable',
  );
});

test('rejected rows of every kind have their sheet and their row in it', async () => {
  await using lake = await TrialLake.open();
  const rows =
    cells(['id', 'opened'], 1) +
    cells(['C1', '2020-01-01'], 2) +
    cells(['C1', '2020-01-02'], 5) +
    cells(['C2', 'soon'], 7) +
    cells(['C3', '#REF!'], 8);
  const customer = `
  customer:
    file: book.xlsx
    read: { format: excel }
    fields: { customer_id: id, opened_on: opened }`;
  const { rejects } = await lake.import(smallMapping({ customer, account: null, entry: null }), {
    'book.xlsx': await workbook(rows),
  });
  expect(rejects.first).toMatchObject([
    { code: 'intake.cell-unreadable', file: 'book.xlsx', sheet: 'Data', line: 8 },
    { code: 'intake.duplicate-key', file: 'book.xlsx', sheet: 'Data', line: 2 },
    { code: 'intake.duplicate-key', file: 'book.xlsx', sheet: 'Data', line: 5 },
    { code: 'intake.unreadable-day', file: 'book.xlsx', sheet: 'Data', line: 7 },
  ]);
  expect(await readFile(rejects.path ?? '', 'utf8')).toContain('\nbook.xlsx,Data,5,customer,customer_id,');
});
