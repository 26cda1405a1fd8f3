import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMapping } from '../mapping/read-mapping.ts';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** What the settings of a field make of the texts of a file, and which texts they reject. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

/** A table whose rows have an id and one value; `query` gives `id value` of what was taken. */
interface Place {
  readonly mapping: (field: string) => string;
  readonly file: string;
  readonly row: (id: string, value: string) => string;
  readonly query: string;
}

const birthYears: Place = {
  mapping: (field) =>
    smallMapping({
      head: 'tolerance: 100%',
      customer: `
  customer:
    file: customers.csv
    read: { delimiter: ';' }
    fields: { customer_id: id, opened_on: { value: '2020-01-01' }, birth_year: ${field} }`,
      account: null,
      entry: null,
    }),
  file: 'customers.csv',
  row: (id, value) => `${id};${value}`,
  query: `SELECT external_id || ' ' || coalesce(CAST(birth_year AS VARCHAR), '-') FROM customer JOIN identity ON entity = 'customer' AND entity_key = customer_key ORDER BY external_id`,
};

const openings: Place = {
  ...birthYears,
  mapping: (field) =>
    birthYears
      .mapping('x')
      .replace("opened_on: { value: '2020-01-01' }, birth_year: x", `opened_on: ${field}`),
  query: `SELECT external_id || ' ' || CAST(opened_on AS VARCHAR) FROM customer JOIN identity ON entity = 'customer' AND entity_key = customer_key ORDER BY external_id`,
};

const figures: Place = {
  mapping: (field) =>
    smallMapping({
      head: 'tolerance: 100%\nbusiness_date: 2024-06-30',
      account: null,
      entry: null,
      customer: `
  customer: { file: customers.csv, fields: { customer_id: id, opened_on: { value: '2020-01-01' } }, read: { delimiter: ';' } }
  fact:
    file: customers.csv
    read: { delimiter: ';' }
    fields: { customer_id: id }
    figures: { rate: ${field} }`,
    }),
  file: 'customers.csv',
  row: (id, value) => `${id};${value}`,
  query: `SELECT external_id || ' ' || CAST(value AS VARCHAR) FROM fact JOIN identity ON entity = 'customer' AND entity_key = customer_key ORDER BY external_id`,
};

const rates: Place = {
  mapping: (field) =>
    smallMapping({
      head: 'tolerance: 100%',
      customer: `
  exchange_rate:
    file: customers.csv
    read: { delimiter: ';' }
    fields: { currency: { value: PLN }, quote_currency: { value: EUR }, as_of: { column: id, part: [-10, 10] }, rate: ${field} }`,
      account: null,
      entry: null,
    }),
  file: 'customers.csv',
  row: (id, value) =>
    `${id.slice(1).padStart(2, '0')} of 2024-01-${String(Number(id.slice(1)) + 1).padStart(2, '0')};${value}`,
  query: `SELECT 'C' || (day(as_of) - 1) || ' ' || CAST(rate_millionths AS VARCHAR) FROM exchange_rate ORDER BY as_of`,
};

const ids: Place = {
  ...birthYears,
  mapping: (field) =>
    birthYears.mapping('{ value: 1980 }').replace('customer_id: id', `customer_id: ${field}, name: id`),
  query: `SELECT name || ' ' || external_id FROM identity WHERE entity = 'customer' ORDER BY name`,
};

interface SettingCase {
  readonly name: string;
  readonly place: Place;
  readonly field: string;
  readonly values: readonly string[];
  /** By the place of the value: what is kept, or the code of the reject. */
  readonly kept: readonly string[];
}

const cases: readonly SettingCase[] = [
  {
    name: 'the year of a day',
    place: birthYears,
    field: '{ column: v, date: dd.mm.yyyy }',
    values: ['31.12.1980', '29.02.2000', '', '29.02.1999', '1980', '01.01.1700'],
    kept: ['1980', '2000', '-', 'intake.unreadable-day', 'intake.unreadable-day', 'intake.unreadable-day'],
  },
  {
    name: 'the year of a day of two digits, in the hundred years up to one',
    place: birthYears,
    field: '{ column: v, date: yymmdd, latest_year: 2024 }',
    values: ['240101', '250101', '681231', '991231', '000101'],
    kept: ['2024', '1925', '1968', '1999', '2000'],
  },
  {
    name: 'two digits of a year up to 2068 unless stated',
    place: birthYears,
    field: '{ column: v, date: yymmdd }',
    values: ['681231', '690101'],
    kept: ['2068', '1969'],
  },
  {
    name: 'a latest year that ends a century, and one that begins one',
    place: openings,
    field: '{ column: v, date: mm/dd/yy, latest_year: 1999 }',
    values: ['12/31/99', '01/01/00', '02/29/00', '02/29/96'],
    kept: ['1999-12-31', '1900-01-01', 'intake.unreadable-day', '1996-02-29'],
  },
  {
    name: 'a day of the year',
    place: openings,
    field: '{ column: v, date: yyyyddd }',
    values: ['2023001', '2023365', '2023366', '2024366', '2024000', '2024060', '202460', '2024367'],
    kept: [
      '2023-01-01',
      '2023-12-31',
      'intake.unreadable-day',
      '2024-12-31',
      'intake.unreadable-day',
      '2024-02-29',
      'intake.unreadable-day',
      'intake.unreadable-day',
    ],
  },
  {
    name: 'a day of a year of two digits',
    place: openings,
    field: '{ column: v, date: yyddd, latest_year: 2030 }',
    values: ['30001', '31365', '24366', '23366'],
    kept: ['2030-01-01', '1931-12-31', '2024-12-31', 'intake.unreadable-day'],
  },
  {
    name: 'days and months of one digit or two',
    place: openings,
    field: '{ column: v, date: d/m/yy, latest_year: 2026 }',
    values: ['1/5/26', '31/12/27', '01/05/26', '31/4/26', '1/5/2026', '001/5/26'],
    kept: [
      '2026-05-01',
      '1927-12-31',
      '2026-05-01',
      'intake.unreadable-day',
      'intake.unreadable-day',
      'intake.unreadable-day',
    ],
  },
  {
    name: 'months by their names',
    place: openings,
    field: '{ column: v, date: dd-mmm-yyyy }',
    values: ['31-MAR-2026', '01-sep-2019', '29-Feb-2024', '29-Feb-2023', '31-Mrz-2026', '1-Jan-2020'],
    kept: [
      '2026-03-31',
      '2019-09-01',
      '2024-02-29',
      'intake.unreadable-day',
      'intake.unreadable-day',
      'intake.unreadable-day',
    ],
  },
  {
    name: 'months by their names before a year of two digits',
    place: openings,
    field: '{ column: v, date: dmmmyy, latest_year: 2030 }',
    values: ['1JAN31', '31dec30'],
    kept: ['1931-01-01', '2030-12-31'],
  },
  {
    name: 'a value where there is none',
    place: openings,
    field: '{ column: v, date: yyyymmdd, missing: "00000000", otherwise: "19990101" }',
    values: ['20200101', '', '00000000', 'x'],
    kept: ['2020-01-01', '1999-01-01', '1999-01-01', 'intake.unreadable-day'],
  },
  {
    name: 'blanks of any kind within an id, before its part is cut',
    place: ids,
    field: "{ column: v, remove: ' ', part: [-6, 6], pad: 4 }",
    values: ['12 3456 78', '12\u00a03456\u202f79', '1\u3000 2', '123', ' '],
    kept: ['345678', '345679', '0012', '0123', 'intake.missing-value'],
  },
  {
    name: 'texts within an id, one after the other',
    place: ids,
    field: "{ column: v, remove: ['-', 'NO.', '/'], missing: '--' }",
    values: ['NO.12-3', '1/2/3-4', '--', '-', 'N-O.5', "1'2"],
    kept: ['123', '1234', 'intake.missing-value', 'intake.missing-value', '5', "1'2"],
  },
  {
    name: 'what stands around a number',
    place: figures,
    field: "{ column: v, unit: ratio, group: ',', remove: ['元', ' '] }",
    values: ['1,234元', '0.5 元', '元3'],
    kept: ['12340000', '5000', '30000'],
  },
  {
    name: 'an id filled with zeros, after a part of it from the end',
    place: ids,
    field: '{ column: v, part: [-6, 6], pad: 4 }',
    values: ['0', '10', '2000', 'PL303030', '44444444'],
    kept: ['0000', '0010', '2000', '303030', '444444'],
  },
  {
    name: 'rates quoted the other way round',
    place: rates,
    field: '{ column: v, invert: true, decimal: "," }',
    values: ['4,2194', '0,5', '3', '0', '-1', '8000000', '0,000001'],
    kept: [
      '237001',
      '2000000',
      '333333',
      'intake.number-out-of-range',
      'intake.number-out-of-range',
      'intake.number-out-of-range',
      '1000000000000',
    ],
  },
  {
    name: 'signs that are written with blanks',
    place: figures,
    field: "{ column: v, unit: count, sign: { column: id, negative: [' C1 '], positive: [C0] } }",
    values: ['5', '5', '5'],
    kept: ['5', '-5', 'intake.unknown-code'],
  },
  {
    name: 'minus signs of ledgers, and parentheses',
    place: figures,
    field: "{ column: v, unit: ratio, group: ',' }",
    values: ['▲1,234', '△0.5', '−7', '(1,234.5)', '(7', '▲', '▲-1', '7▲'],
    kept: [
      '-12340000',
      '-5000',
      '-70000',
      '-12345000',
      'intake.unreadable-number',
      'intake.unreadable-number',
      'intake.unreadable-number',
      'intake.unreadable-number',
    ],
  },
  {
    name: 'blanks between groups, whichever',
    place: figures,
    field: "{ column: v, unit: ratio, group: ' ', decimal: ',' }",
    values: ['1 234,5', '1\u00a0234,5', '1\u202f234', '-1\u00a0000\u00a0000', '1  234', '12 34'],
    kept: [
      '12345000',
      '12345000',
      '12340000',
      '-10000000000',
      'intake.unreadable-number',
      'intake.unreadable-number',
    ],
  },
  {
    name: 'numbers per hundred',
    place: figures,
    field: '{ column: v, unit: ratio, per: 100 }',
    values: ['3.25', '-0.1', '100', '0.01', '0.001', '5-', '5+', '+5+'],
    kept: ['325', '-10', '10000', '1', 'intake.too-many-decimals', '-500', '500', 'intake.unreadable-number'],
  },
  {
    name: 'numbers per thousand, rounded',
    place: figures,
    field: '{ column: v, unit: ratio, per: 1000, round: true, decimal: "," }',
    values: ['1,5', '0,05', '0,049', '-0,05'],
    kept: ['15', '1', '0', '-1'],
  },
];

describe.each(cases)('$name', ({ place, field, values, kept }) => {
  test('keeps what it can, and rejects the rest', async () => {
    const rows = values.map((value, index) => place.row(`C${index}`, value));
    const report = await lake.import(place.mapping(field), {
      [place.file]: `id;v\n${rows.join('\n')}\n`,
    });
    const found = new Map<string, string>();
    for (const text of await lake.texts(place.query)) {
      const [id = '', value = ''] = text.split(' ');
      found.set(id, value);
    }
    for (const { code, line } of report.rejects.first) found.set(`C${line - 2}`, code);
    expect(values.map((_, index) => found.get(`C${index}`))).toEqual(kept);
  });
});

test('a lookup reads its file in its own way, and gives a value where it finds none', async () => {
  const files: TrialFiles = {
    'customers.csv': 'id,opened\nC1,2020-01-01\nC2,2020-01-01\n',
    'branches.txt': 'no|place\nC1|B 7\nC3|B 9\n',
  };
  const mapping = smallMapping({
    customer: `
  customer:
    file: customers.csv
    fields:
      customer_id: id
      opened_on: opened
      branch_id:
        lookup: { file: branches.txt, read: { delimiter: '|' }, match: { no: id }, take: place }
        otherwise: head office`,
    account: null,
    entry: null,
  });
  expect(await lake.import(mapping, files)).toMatchObject({ status: 'accepted', reasons: [] });
  expect(
    await lake.texts(
      `SELECT b.external_id FROM customer JOIN identity b ON b.entity = 'branch' AND b.entity_key = branch_key ORDER BY ALL`,
    ),
  ).toEqual(['B 7', 'head office']);
});

test('a lookup that says how its file is read has a header of its own, and may be another sheet', async () => {
  const { mapping, diagnostics } = readMapping(
    smallMapping({
      customer: `
  customer:
    file: book.xlsx
    read: { format: excel, sheet: People, header: { row: 5 }, decimal: ',', missing: [none] }
    fields:
      customer_id: id
      opened_on: opened
      branch_id: { lookup: { file: book.xlsx, read: { sheet: Branches }, match: { no: id }, take: place } }
      contact: { lookup: { file: x.csv, read: { delimiter: ';' }, match: { no: id }, take: phone } }
      name: { lookup: { file: book.xlsx, match: { no: id }, take: name } }`,
    }),
  );
  expect(diagnostics).toEqual([]);
  const feed = mapping?.feeds.find(({ table }) => table === 'customer');
  expect([...(feed?.lookups.values() ?? [])]).toMatchObject([
    { format: 'excel', sheet: 'Branches', headerRow: 1, decimal: ',', missing: ['', 'none'] },
    { format: 'csv', delimiter: ';', sheet: null, headerRow: 1 },
    { format: 'excel', sheet: 'People', headerRow: 5 },
  ]);
});

test('joined names do without a part, joined ids do not', async () => {
  const customer = `
  customer:
    file: customers.csv
    fields: { customer_id: { columns: [branch, id], join: '-' }, opened_on: opened, name: { columns: [first, last], join: ' ' } }`;
  const report = await lake.import(
    smallMapping({ head: 'tolerance: 100%', customer, account: null, entry: null }),
    {
      'customers.csv':
        'branch,id,opened,first,last\nB,1,2020-01-01,Ann,Lee\nB,2,2020-01-01,,ACME\nB,3,2020-01-01,,\n,4,2020-01-01,Bo,Li\n',
    },
  );
  expect(report.rejects.first).toMatchObject([
    { line: 5, code: 'intake.missing-value', field: 'customer_id' },
  ]);
  expect(
    await lake.texts(
      `SELECT external_id || ' ' || coalesce(name, '-') FROM identity WHERE entity = 'customer' ORDER BY 1`,
    ),
  ).toEqual(['B-1 Ann Lee', 'B-2 ACME', 'B-3 -']);
});

test('conditions and words for missing are met without blanks at the ends of what the file holds', async () => {
  const customer = `
  customer:
    file: customers.csv
    read: { missing: ['  /  /    '] }
    where: { left: '  /  /    ' }
    except: { kind: ' X ' }
    fields:
      customer_id: id
      opened_on: opened
      branch_id: { cases: [{ when: { kind: 'A  ' }, value: one }], otherwise: two }`;
  const report = await lake.import(smallMapping({ customer, account: null, entry: null }), {
    'customers.csv': `id,opened,left,kind
C1,2020-01-01,  /  /    ,A
C2,2020-01-01,01/01/2024, A
C3,2020-01-01,,B
C4,2020-01-01,  /  /    ,X
`,
  });
  expect(report).toMatchObject({ status: 'accepted' });
  expect(
    await lake.texts(
      `SELECT i.external_id || ' ' || b.external_id FROM customer c JOIN identity i ON i.entity = 'customer' AND i.entity_key = c.customer_key JOIN identity b ON b.entity = 'branch' AND b.entity_key = c.branch_key ORDER BY 1`,
    ),
  ).toEqual(['C1 one', 'C3 two']);
});

test('free texts are told apart by what they begin with and what they hold, the first case first', async () => {
  const texts = ['UPI/SALARY/1', 'UPI/2', 'NEFT 100%_x', 'Neft', "O'K card", 'card', ' UPI/3', '', 'fee'];
  const customer = `
  customer:
    file: customers.csv
    except: { text: { starts_with: [fee, tax] } }
    fields:
      customer_id: id
      opened_on: { value: '2020-01-01' }
      name: text
      branch_id:
        cases:
          - { when: { text: { contains: SALARY } }, value: salary }
          - { when: { text: { starts_with: [UPI/, 'NEFT '] , contains: "'K" } }, value: paid }
          - { when: { text: ['', '100%'] }, value: none }
          - { when: { text: { contains: '%' } }, value: percent }
        otherwise: rest`;
  const report = await lake.import(smallMapping({ customer, account: null, entry: null }), {
    'customers.csv': `id,text\n${texts.map((text, index) => `C${index},${text}`).join('\n')}\n`,
  });
  expect(report).toMatchObject({ status: 'accepted' });
  expect(
    await lake.texts(
      `SELECT i.external_id || ' ' || b.external_id FROM customer c JOIN identity i ON i.entity = 'customer' AND i.entity_key = c.customer_key JOIN identity b ON b.entity = 'branch' AND b.entity_key = c.branch_key ORDER BY 1`,
    ),
  ).toEqual(['C0 salary', 'C1 paid', 'C2 paid', 'C3 rest', 'C4 paid', 'C5 rest', 'C6 paid', 'C7 none']);
});

test('a list of what to leave out leaves out rows of which one holds', async () => {
  const customer = `
  customer:
    file: customers.csv
    except: [{ kind: X, branch: [1, 2] }, { state: closed }, {}]
    fields: { customer_id: id, opened_on: opened }`;
  const report = await lake.import(smallMapping({ customer, account: null, entry: null }), {
    'customers.csv': `id,opened,kind,branch,state
C1,2020-01-01,X,1,open
C2,2020-01-01,X,2,closed
C3,2020-01-01,X,3,open
C4,2020-01-01,Y,1,closed
C5,2020-01-01,Y,1,open
`,
  });
  expect(report).toMatchObject({ status: 'accepted' });
  expect(await lake.texts(`SELECT external_id FROM identity WHERE entity = 'customer' ORDER BY 1`)).toEqual([
    'C3',
    'C5',
  ]);
});

test('amounts quoted per ten thousand keep their digits', async () => {
  const entry = `
  entry:
    file: entries.csv
    fields: { account_id: account, booked_on: day, amount: { column: amount, per: 10000 }, purpose: purpose, entry_id: id }`;
  const amounts = ['502500', '100', '1', '-200000'];
  const report = await lake.import(smallMapping({ entry, head: 'tolerance: 100%' }), {
    ...smallFiles,
    'entries.csv': `id,account,day,amount,purpose\n${amounts.map((text, index) => `${index},A1,2024-03-01,${text},other`).join('\n')}\n`,
  });
  expect(report.rejects.first.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '4 intake.too-many-decimals',
  ]);
  expect(await lake.texts('SELECT CAST(amount_minor AS VARCHAR) FROM entry ORDER BY amount_minor')).toEqual([
    '-2000',
    '1',
    '5025',
  ]);
  expect(await readFile(report.rejects.path ?? '', 'utf8')).toContain('too-many-decimals');
});

test('amounts quoted per ten thousand are divided before they are rounded', async () => {
  const entry = `
  entry:
    file: entries.csv
    fields: { account_id: account, booked_on: day, amount: { column: amount, per: 10000, round: true }, purpose: purpose, entry_id: id }`;
  const amounts = ['12550', '12549.99', '-12550', '200.', '.5', '12550-', '+502500'];
  const report = await lake.import(smallMapping({ entry }), {
    ...smallFiles,
    'entries.csv': `id,account,day,amount,purpose\n${amounts.map((text, index) => `${index},A1,2024-03-01,${text},other`).join('\n')}\n`,
  });
  expect(report).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
  expect(await lake.texts('SELECT CAST(amount_minor AS VARCHAR) FROM entry ORDER BY entry_id')).toEqual([
    '126',
    '125',
    '-126',
    '2',
    '0',
    '-126',
    '5025',
  ]);
});
