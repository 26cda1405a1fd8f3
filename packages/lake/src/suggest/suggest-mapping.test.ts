import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMapping } from '../mapping/read-mapping.ts';
import { suggestMapping, type SuggestedMapping } from './suggest-mapping.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-suggest-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function suggest(files: Readonly<Record<string, string | Uint8Array>>): Promise<SuggestedMapping> {
  for (const [name, contents] of Object.entries(files)) await writeFile(path.join(folder, name), contents);
  return suggestMapping({ sourceDirectory: folder, source: 'core', currency: 'CNY', locale: 'en' });
}

const hostileNames = [
  'no',
  'null',
  '~',
  '1.0',
  'a: b',
  '# x',
  "it's",
  '*a',
  '&b',
  '{a}',
  '? x',
  '"q"',
  ' x ',
  'a #b',
];

test('columns may be called anything, and the mapping is one and names them as they are', async () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    fc.constantFrom(...hostileNames, '开户\n机构', '!tag', '|', '>', '账户[1]', '2024-01-01'),
  );
  const names = fc
    .uniqueArray(name, { minLength: 4, maxLength: 4, selector: (text) => text.trim() })
    // With these the file is no text.
    .filter((all) => !all.some((text) => text.includes('\0')));
  await fc.assert(
    fc.asyncProperty(names, async (others) => {
      const header = ['customer_id', 'opened_on', ...others];
      const rows = Array.from({ length: 12 }, (_, at) => [
        `C${1000 + at}`,
        `2024-01-${10 + at}`,
        `x${at}`,
        '7',
        'AB',
        'y',
      ]);
      const quoted = [header, ...rows].map((row) =>
        row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','),
      );
      const { text, diagnostics } = await suggest({ 'customer.csv': quoted.join('\n') });
      expect(diagnostics).toEqual([]);
      const fields = readMapping(text).mapping?.feeds.flatMap((feed) => Object.values(feed.fields)) ?? [];
      const known = new Set([
        ...header.map((one) => one.trim()),
        '?',
        ...header.map((_, at) => `c${at + 1}`),
      ]);
      for (const { column } of fields) if (column !== undefined) expect(known).toContain(column);
    }),
    { numRuns: 60 },
  );
});

test('files of any bytes are looked at without an end, and none is passed over', async () => {
  const piece = fc.constantFrom(
    'a',
    '1',
    ' ',
    '|',
    ',',
    '\n',
    '"',
    '\t',
    '2024-01-01',
    '王',
    '\r',
    '\u001A',
    'PAR1',
    'PK\u0003\u0004',
  );
  const contents = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: piece, maxLength: 200 }).map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(contents, contents, fc.boolean(), async (one, other, isPacked) => {
      const packed = (bytes: Uint8Array): Uint8Array => (isPacked ? gzipSync(bytes) : bytes);
      const { text } = await suggest({ 'one.dat': packed(one), 'other.dat': packed(other) });
      expect(text).toContain('one.dat');
      expect(text).toContain('other.dat');
    }),
    { numRuns: 150 },
  );
});

test('moments are read as their days, ends that are open as none', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, at) => `C${1000 + at},2024-01-${10 + at} 0${at % 9}:00:00,202401${10 + at}235959`,
  );
  const { text } = await suggest({
    'customer.csv': `customer_id,opened_on,birth_date\n${rows.join('\n')}\n`,
  });
  expect(text).toContain('opened_on: { column: opened_on, part: [1, 10] }');
  expect(text).toContain('birth_year: { column: birth_date, part: [1, 8], date: yyyymmdd }');
});

test('the days of Excel and Parquet are written as the feed says, whatever the texts of other files are', async () => {
  const example = path.resolve(
    import.meta.dirname,
    '../../../../examples/sources/parquet/source/loan.parquet',
  );
  const rows = Array.from({ length: 12 }, (_, at) => `C${1000 + at};${10 + at}.01.2024;${10 + at}.02.1970`);
  const { text, diagnostics } = await suggest({
    'loan.parquet': await readFile(example),
    'customer.csv': `customer_id;opened_on;birth_date\n${rows.join('\n')}\n`,
  });
  expect(diagnostics).toEqual([]);
  expect(text).toContain('read: { date: dd.mm.yyyy }');
  expect(text).toContain('read: { format: parquet, date: yyyy-mm-dd }');
});

const accounts = (codes: readonly string[]): string =>
  [
    'account_no,customer_no,account_type,open_date',
    ...Array.from(
      { length: 40 },
      (_, at) => `A${1000 + at},C${500 + at},${codes[at % codes.length]},2024-01-${10 + (at % 20)}`,
    ),
  ].join('\n');

test('codes of unknown meaning are listed with how often they occur, and wait for theirs', async () => {
  const { text, unfilled, diagnostics } = await suggest({
    'accounts.csv': accounts(['K7', 'K7', 'Q2', 'plus']),
  });
  expect(text).toContain('kind: { column: account_type, codes: { K7: other, Q2: other, plus: other } }');
  expect(text).toMatch(/codes of unknown meaning are taken as other: K7 \(20\), Q2 \(10\), plus \(10\)/);
  expect({ unfilled, diagnostics }).toEqual({ unfilled: [], diagnostics: [] });
});

test('codes that nothing stands for are left to be filled, and the mapping is otherwise sound', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, at) => `L${700 + at},C${500 + at},${at % 3 === 0 ? 'ZP' : 'HD'},2024-01-${10 + (at % 20)}`,
  );
  const { text, unfilled, diagnostics } = await suggest({
    'loan_party.csv': `loan_no,customer_no,role\n${rows.map((row) => row.split(',').slice(0, 3).join(',')).join('\n')}\n`,
    'accounts.csv': accounts(['savings']),
  });
  expect(text).toContain("role: { column: role, codes: { HD: '?', ZP: '?' } }");
  expect(text).toMatch(/HD \(20\), ZP \(10\); write for each "\?" one of borrower, guarantor/);
  expect(unfilled).toContain('loan_party.role');
  expect(diagnostics).toEqual([]);
  const filled = readMapping(text.replaceAll("'?'", 'borrower'));
  expect(filled.diagnostics).toEqual([]);
});

test.each([
  ['en', 'write'],
  ['zh-CN', '请'],
] as const)('every doubt says what to do, in %s', async (locale, word) => {
  await suggest({
    'accounts.csv': accounts(['K7', 'Q2']),
    'loan_party.csv': 'loan_no,customer_no,role\nL701,C500,ZP\nL702,C501,HD\nL703,C502,HD\n',
    'notes.txt': 'Call the data centre.\nThere is more to know.\n',
  });
  const { text } = await suggestMapping({ sourceDirectory: folder, source: 'core', currency: null, locale });
  const doubts = text.split('\n').filter((line) => line.trimStart().startsWith('# ?'));
  expect(doubts.length).toBeGreaterThan(3);
  const told = /write|put|change|delete|add|name|check|ask|leave|keep|read|exchange|have the bank|compare/;
  for (const doubt of doubts) expect(doubt).toMatch(locale === 'en' ? told : /请|可|若/);
  expect(text).toContain(word);
});

test.each([
  { of: 'its accounts', header: 'account_no,customer_no,open_date,ccy', cells: 'EUR', currency: 'EUR' },
  {
    of: 'the name of a column',
    header: 'account_no,customer_no,open_date,value_PLN',
    cells: '',
    currency: 'PLN',
  },
  { of: 'Chinese words', header: '账号,客户号,开户日期,备注', cells: '', currency: 'CNY' },
  { of: 'nothing', header: 'account_no,customer_no,open_date,remark', cells: '', currency: "'?'" },
])('the currency of the bank is told by $of', async ({ header, cells, currency }) => {
  const rows = Array.from(
    { length: 12 },
    (_, at) => `A${1000 + at},C${500 + at},2024-01-${10 + at},${at === 0 ? 'USD' : cells}`,
  );
  await suggest({
    'accounts.csv': [header, ...rows.map((row) => (cells === '' ? row.replace('USD', '') : row))].join('\n'),
  });
  const { text, unfilled } = await suggestMapping({
    sourceDirectory: folder,
    source: 'core',
    currency: null,
    locale: 'en',
  });
  expect(text).toContain(`\ncurrency: ${currency}\n`);
  expect(unfilled.includes('currency')).toBe(currency === "'?'");
});

test.each([
  ['1-JAN-2024', (at: number) => `${1 + at}-JAN-2024`, 'd-mmm-yyyy'],
  ['2/1/2024', (at: number) => `${1 + at}/1/2024`, 'd/m/yyyy'],
])('days such as %s are read', async (_, dayOf, written) => {
  const rows = Array.from({ length: 20 }, (__, at) => `C${500 + at},${dayOf(at)}`);
  const { text, unfilled } = await suggest({ 'customer.csv': `customer_id,opened_on\n${rows.join('\n')}\n` });
  expect(text).toContain(`read: { date: ${written} }`);
  expect(unfilled).toEqual([]);
});

test('days that no format reads are named with what to ask for', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => `C${500 + at},${1 + at} January 2024`);
  const { text, unfilled } = await suggest({ 'customer.csv': `customer_id,opened_on\n${rows.join('\n')}\n` });
  expect(text).toMatch(/"opened_on" holds days written as 1 January 2024, which are not read: ask for/);
  expect(unfilled).toEqual(['customer.opened_on']);
});

test('a file may be called anything, and the day in its name is still found', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => `C${500 + at},2024-01-${10 + at}`);
  const { text, diagnostics } = await suggest({
    'bank\'s "clients": #1_20240630.csv': `customer_id,opened_on\n${rows.join('\n')}\n`,
  });
  expect(diagnostics).toEqual([]);
  const date = readMapping(text).mapping?.businessDate;
  expect(date?.kind === 'file_name' ? date.pattern.source : null).toBe(
    String.raw`bank's "clients": #1_(\d{8})\.csv`,
  );
});

test('what one of two columns of amounts needs is said of both', async () => {
  const rows = Array.from({ length: 120 }, (_, at) => {
    const amount = String(100_001 + 37 * at);
    const [credit, debit] = at % 2 === 0 ? [amount, 'NULL'] : ['', amount];
    return `R${7000 + at},A${500 + (at % 30)},2024-01-${10 + (at % 20)},${credit},${debit}`;
  });
  const { text, diagnostics } = await suggest({
    'bookings.csv': `reference,account_no,booking_date,credit,debit\n${rows.join('\n')}\n`,
  });
  expect(diagnostics).toEqual([]);
  expect(text).toContain('amount: { credit: credit, debit: debit, missing: [NULL], in: minor }');
  expect(text).toContain('taken as cents');
});

test('figures are read with the marks between their thousands', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, at) => `C${500 + at};2024-01-10;${1 + at}.234.567,89;${at % 9} 000,5`,
  );
  const { text, diagnostics } = await suggest({
    'customer_20240630.csv': `customer_id;opened_on;aum;income\n${rows.join('\n')}\n`,
  });
  expect(diagnostics).toEqual([]);
  expect(text).toContain("aum: { column: aum, unit: money, decimal: ',', group: '.' }");
  expect(text).toContain("income: { column: income, unit: money, decimal: ',', group: ' ' }");
});

test.each([
  ['MOV_20240630.txt', 'entry'],
  ['list_20240630.txt', undefined],
])('a word that is cut short in the name of a file tells what it holds: %s', async (name, table) => {
  const rows = Array.from(
    { length: 80 },
    (_, at) => `A10${1000 + (at % 40)};202401${10 + (at % 20)};${10 + (at % 7)}.50`,
  );
  const suggestion = await suggest({
    'accounts.csv': accounts(['savings']).replaceAll(/^A/gm, 'A10'),
    [name]: `${rows.join('\n')}\n`,
  });
  expect(suggestion.tables.find(({ files }) => files === name)?.table).toBe(table);
});

test('codes of money in and out of which nothing tells are left to be said', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `T${1000 + at},A${100 + (at % 9)},2024-01-${10 + (at % 20)},${50 + at}.20,${1 + (at % 2)}`,
  );
  const { text, unfilled } = await suggest({
    'entries.csv': ['txn_id,acct_no,booking_date,amount,dr_cr_flag', ...rows].join('\n'),
  });
  expect(unfilled).toContain('entry.amount');
  expect(text).toContain("sign: { column: dr_cr_flag, negative: '?' }");
});

test('days of accounts without names: what lies ahead is a maturity, what lies behind a closing', async () => {
  const rows = Array.from({ length: 60 }, (_, at) =>
    [
      `6217000000${1000 + at}`,
      `20240${1 + (at % 6)}10`,
      at % 3 === 0 ? `20270${1 + (at % 6)}15` : '00000000',
      at % 7 === 0 ? `20240${1 + (at % 6)}25` : '00000000',
    ].join('|'),
  );
  const closings = rows
    .map((row) => row.split('|'))
    .map(([id, opened, ends, closed]) => [id, opened, closed, ends]);
  const files = { 'account.dat': rows.join('\n') };
  expect((await suggest(files)).text).toMatch(
    /matures_on: \{ column: c3, .*\n(.*\n)?\s+closed_on: \{ column: c4,/,
  );
  const turned = { 'account.dat': closings.map((row) => row.join('|')).join('\n') };
  expect((await suggest(turned)).text).toMatch(
    /matures_on: \{ column: c4, .*\n(.*\n)?\s+closed_on: \{ column: c3,/,
  );
});

test('an account that comes again is told apart by its branch, where nothing else joins them a doubt says so', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `A${100 + (at % 30)},C${1 + at},2024-01-${10 + (at % 20)}`,
  );
  const { text } = await suggest({ 'account.csv': ['acct_no,cust_id,open_date', ...rows].join('\n') });
  expect(text).toMatch(/# \? "acct_no" comes again with other contents.*\n\s+account_id: acct_no/);
});

test('where openings are missing, what they can be worked out from is named', async () => {
  const bookings = Array.from(
    { length: 40 },
    (_, at) =>
      `T${1000 + at},A${100 + (at % 9)},2024-01-${10 + (at % 20)},${at % 2 === 0 ? '-' : ''}${50 + at}.20,${900 + at}.10`,
  );
  const accounts = Array.from(
    { length: 9 },
    (_, at) => `A${100 + at},C${1 + at},2020-01-${10 + at},${70 + at}.50`,
  );
  const { text } = await suggest({
    'entries.csv': ['txn_id,acct_no,booking_date,amount,saldo', ...bookings].join('\n'),
    'accounts.csv': ['acct_no,cust_id,open_date,closing_balance', ...accounts].join('\n'),
  });
  expect(text).toContain(
    '"closing_balance" of the accounts less all that was booked, or "saldo" of the first booking',
  );
});

test('in words that nobody knows, customers are those who own the accounts, and no file of bookings', async () => {
  const each = (count: number, row: (at: number) => string): string[] =>
    Array.from({ length: count }, (_, at) => row(at));
  const { text, tables } = await suggest({
    'Asiakkaat.csv': [
      'Xnumero;Xnimi;Xpaiva',
      ...each(40, (at) => `${900_100 + at};Aino ${at};${10 + (at % 18)}.01.2019`),
    ].join('\n'),
    'Tapahtumat.csv': [
      'Ypaiva;Ynumero;Ytili',
      ...each(90, (at) => `${10 + (at % 18)}.02.2026;${70_000 + at};FI${550_000 + (at % 50)}`),
    ].join('\n'),
    'Tilit.csv': [
      'Ztili;Xnumero;Zlaji;Zvaluutta;Zavattu',
      ...each(
        50,
        (at) => `FI${550_000 + at};${900_100 + (at % 40)};Käyttötili;EUR;${10 + (at % 18)}.03.2020`,
      ),
    ].join('\n'),
  });
  expect(Object.fromEntries(tables.map(({ table, files }) => [table, files]))).toEqual({
    customer: 'Asiakkaat.csv',
    account: 'Tilit.csv',
  });
  expect(text).toMatch(/# \? Tapahtumat\.csv is not used/);
});

/** Numbers of persons in Poland, each with its check digit. */
const pesels = Array.from({ length: 60 }, (_, at) => {
  const digits = `9001${10 + (at % 18)}${10_000 + at * 13}`.slice(0, 10);
  const sum = Array.from(digits).reduce(
    (all, digit, index) => all + Number(digit) * ([1, 3, 7, 9][index % 4] ?? 0),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
});

test('numbers of persons are no figures, whether their name says so or their check digits', async () => {
  const rows = pesels.map(
    (pesel, at) => `C${1000 + at},${pesel},${pesel},2020-01-${10 + (at % 18)},${at}.50,${at * 2}.25`,
  );
  const { text } = await suggest({
    'customer_figures.csv': ['customer_id,pesel,xnumer,opened_on,aum,income', ...rows].join('\n'),
  });
  expect(text).toMatch(/figures:\n(.*\n)*\s+aum: /);
  expect(text).not.toMatch(/column: (pesel|xnumer)/);
  expect(text).toMatch(/not used: personal, [^\n]*: pesel, xnumer/);
});

test('a number of persons is no id of a bank where no name says so', async () => {
  const rows = pesels.map((pesel, at) => `${pesel}|${7_000_000 + at * 3}|2020-01-${10 + (at % 18)}`);
  const { text } = await suggest({ 'customer.dat': rows.join('\n') });
  expect(text).toContain('customer_id: c2');
  expect(text).not.toContain(pesels[0]);
});

test('records with fewer columns at the head and the end are left out, and their number of rows can be checked', async () => {
  const rows = Array.from({ length: 12 }, (_, at) => `C${10 + at}|Ann|2024-01-${10 + at}`);
  const names = 'CUST_NO|CUST_NM|OPEN_DT';
  const { text } = await suggest({ 'CUST.txt': [names, ...rows, 'TRL|12', ''].join('\n') });
  expect(text).toContain("read: { delimiter: '|', short_lines: true }");
  expect(text).toContain('except: { CUST_NO: TRL }');
  expect(text).toContain('control: { total: { CUST_NO: TRL }, rows: CUST_NM }');
  expect(text).not.toContain('would be rejected');
  const bare = await suggest({ 'CUST.txt': ['HDR|1', ...rows, 'TRL|99', ''].join('\n') });
  expect(bare.text).toContain('except: { c1: [HDR, TRL] }');
  expect(bare.text).toContain('rows: COLUMN');
  const untold = await suggest({ 'CUST.txt': [names, ...rows, '12|12', ''].join('\n') });
  expect(untold.text).not.toContain('short_lines');
  expect(untold.text).toContain('1 of the records looked at are unlike the others and would be rejected');
});
