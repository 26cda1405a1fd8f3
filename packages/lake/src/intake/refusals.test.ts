import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnosticText } from '@gradus/schema';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping, type SmallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

interface RefusalCase {
  readonly name: string;
  readonly mapping?: SmallMapping;
  readonly files?: TrialFiles;
  readonly code: string;
  readonly data?: object;
}

const entryWith = (settings: string): SmallMapping => ({
  entry: `
  entry:
    file: entries.csv
    ${settings}
    fields: { account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }`,
});

const cases: readonly RefusalCase[] = [
  {
    name: 'a file that is missing',
    mapping: { entry: entryWith('').entry?.replace('entries.csv', 'book*.csv') ?? '' },
    code: 'intake.missing-file',
    data: { table: 'entry', pattern: 'book*.csv' },
  },
  {
    name: 'a column that is missing',
    files: { 'entries.csv': 'id,acount,day,amount,purpose\n' },
    code: 'intake.missing-column',
    data: { file: 'entries.csv', column: 'account', suggestions: ['acount', 'amount'] },
  },
  {
    name: 'two columns of one name',
    files: { 'entries.csv': 'id,account,day,amount,id\n' },
    code: 'intake.repeated-column',
    data: { file: 'entries.csv', column: 'id' },
  },
  {
    name: 'an empty file',
    files: { 'entries.csv': '' },
    code: 'intake.empty-file',
    data: { file: 'entries.csv' },
  },
  {
    name: 'a file that is no Parquet',
    mapping: entryWith('read: { format: parquet }'),
    code: 'intake.not-parquet',
    data: { file: 'entries.csv', problem: 'no-mark' },
  },
  {
    name: 'a lookup in a file that is missing',
    mapping: {
      account: `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: { lookup: { file: owners.csv, match: { a: id }, take: c } }, kind: kind, opened_on: opened }`,
    },
    code: 'intake.missing-file',
    data: { pattern: 'owners.csv' },
  },
  {
    name: 'a wrong number of records',
    mapping: entryWith('control: { rows: 5 }'),
    code: 'intake.control-rows',
    data: { table: 'entry', expected: '5', found: '4' },
  },
  {
    name: 'a wrong sum',
    mapping: entryWith('control: { sum: { amount: 30.26 } }'),
    code: 'intake.control-sum',
    data: { table: 'entry', column: 'amount', expected: '30.26', found: '30.25' },
  },
  {
    name: 'a wrong total in a control file',
    mapping: entryWith('control: { file: control.csv, where: { t: entry }, rows: n, sum: { amount: s } }'),
    files: { 'control.csv': 't,n,s\ncustomer,2,0\nentry,4,31\n' },
    code: 'intake.control-sum',
    data: { expected: '31', found: '30.25' },
  },
  {
    name: 'a control file without the one row',
    mapping: entryWith('control: { file: control.csv, rows: n }'),
    files: { 'control.csv': 'n\n1\n2\n' },
    code: 'intake.control-unreadable',
    data: {
      file: 'control.csv',
      detail: { en: '2 rows fit instead of one; say in "where" which one is meant' },
    },
  },
  {
    name: 'a business date that no file name gives',
    mapping: { head: "business_date: { file_name: 'core_(\\d{8})' }" },
    code: 'intake.bad-business-date',
    data: { found: [] },
  },
  {
    name: 'amounts that could leave 64 bits',
    files: {
      'entries.csv': `id,account,day,amount,purpose\n${Array.from({ length: 20 }, (_, index) => `${index},A1,2024-01-02,9000000000000,other`).join('\n')}\n`,
    },
    code: 'intake.sum-too-large',
  },
];

test.each(cases)('refuses $name', async ({ mapping, files, code, data }) => {
  const report = await lake.import(smallMapping(mapping), {
    ...smallFiles,
    'accounts.csv': smallFiles['accounts.csv']?.toString().replace(',2024-04-15', ',') ?? '',
    ...files,
  });
  expect(report).toMatchObject({ status: 'refused', batch: null });
  expect(report.reasons).toMatchObject([{ code, severity: 'error', data: data ?? {} }]);
  await expect(lake.rows('FROM entry')).rejects.toMatchObject({ code: 'lake.empty' });
});

test('accepts totals that are right, and a control file', async () => {
  const control = entryWith('control: { file: control.csv, rows: n, sum: { amount: s } }');
  const files = { ...smallFiles, 'control.csv': 'n,s\n4,30.25\n' };
  expect(await lake.import(smallMapping(control), files)).toMatchObject({ status: 'accepted', reasons: [] });
});

test('refuses a mapping with mistakes, with their places', async () => {
  const report = await lake.import(smallMapping({ head: 'tolerence: 1%' }), smallFiles);
  expect(report).toMatchObject({
    status: 'refused',
    source: null,
    reasons: [{ code: 'intake.unknown-key', position: { line: 5, column: 1 }, path: 'tolerence' }],
  });
});

test('a folder that is not there, or holds nothing of the mapping, is said so', async () => {
  const missing = lake.import(smallMapping(), smallFiles, {
    sourceDirectory: path.join(lake.folder, 'nowhere'),
  });
  await expect(missing).rejects.toMatchObject({ code: 'intake.no-source-folder' });
  const optional = smallMapping({ customer: null, account: null, ...entryWith('required: false') });
  const report = await lake.import(optional, { 'other.csv': 'x\n' });
  expect(report.reasons).toMatchObject([{ code: 'intake.nothing-delivered' }]);
});

test('the first day of the data is one for the whole lake', async () => {
  await lake.import(smallMapping(), smallFiles);
  const report = await lake.import(
    smallMapping().replace('data_from: 2024-01-01', 'data_from: 2023-01-01'),
    smallFiles,
  );
  expect(report.reasons).toMatchObject([
    { code: 'intake.data-from-differs', data: { lake: '2024-01-01', mapping: '2023-01-01' } },
  ]);
});

test('a file that changes while it is read refuses the delivery', async () => {
  const folder = await lake.deliver(smallFiles);
  const touched: Promise<void>[] = [];
  const report = await lake.import(
    smallMapping(),
    {},
    {
      sourceDirectory: folder,
      onProgress: ({ phase, subject }) => {
        if (phase === 'check' && subject === 'customer') {
          touched.push(appendFile(path.join(folder, 'customers.csv'), 'C3,x,2024-01-01,\n'));
        }
      },
    },
  );
  await Promise.all(touched);
  expect(report).toMatchObject({
    status: 'refused',
    reasons: [{ code: 'intake.file-changed', data: { file: 'customers.csv' } }],
  });
});

test('a file in GB18030 is read, and the report says so', async () => {
  const text = `id,name,opened,born\n${Array.from({ length: 30 }, (_, index) => `C${index + 1},王芳李雷韩梅梅,2020-01-01,`).join('\n')}\n`;
  const report = await lake.import(smallMapping(), {
    ...smallFiles,
    'customers.csv': iconv.encode(text, 'gb18030'),
  });
  expect(report).toMatchObject({
    status: 'accepted',
    warnings: [
      {
        code: 'intake.encoding-guessed',
        severity: 'warning',
        data: { file: 'customers.csv', encoding: 'gb18030' },
      },
    ],
  });
  expect(report.files.find(({ name }) => name === 'customers.csv')).toMatchObject({
    encoding: 'gb18030',
    records: 30,
  });
  expect(await lake.texts(`SELECT DISTINCT name FROM identity WHERE entity = 'customer'`)).toEqual([
    '王芳李雷韩梅梅',
  ]);
});

test('files in one encoding are told once, with how many there are and what else they may be', async () => {
  const encode = (text: string, encoding: string): Buffer => iconv.encode(text, encoding);
  const report = await lake.import(
    smallMapping({
      account: null,
      entry: null,
      customer: `
  customer:
    - file: east_*.csv
      fields: { customer_id: id, opened_on: opened, name: name }
    - file: west.csv
      fields: { customer_id: id, opened_on: opened, name: name }`,
    }),
    {
      'east_1.csv': encode('id,name,opened\n1,高橋　健二,2020-01-01\n2,ﾀｶﾊｼ ｹﾝｼﾞ,2020-01-01\n', 'cp932'),
      'east_2.csv': encode('id,name,opened\n3,佐々木　大輔,2020-01-01\n4,ｻｻｷ ﾀﾞｲｽｹ,2020-01-01\n', 'cp932'),
      'west.csv': encode('id,name,opened\n5,Šimko,2020-01-01\n6,Nový,2020-01-01\n', 'iso-8859-2'),
    },
  );
  expect(report).toMatchObject({
    status: 'accepted',
    warnings: [
      {
        code: 'intake.encoding-guessed',
        data: { encoding: 'shift_jis', file: 'east_1.csv', files: 2, others: ['gb18030'] },
      },
      {
        code: 'intake.encoding-guessed',
        data: { encoding: 'iso-8859-2', file: 'west.csv', files: 1, others: ['windows-1250'] },
      },
    ],
  });
  expect(report.warnings.map((one) => diagnosticText(one, 'en'))).toEqual([
    '2 files, "east_1.csv" first, are no UTF-8 and were read as shift_jis, which their bytes suggest; gb18030 would fit nearly as well. Look at names in the lake; state "encoding" to be sure.',
    '"west.csv" is no UTF-8 and was read as iso-8859-2, which its bytes suggest; windows-1250 would fit nearly as well. Look at names in the lake; state "encoding" to be sure.',
  ]);
  expect(await lake.texts(`SELECT name FROM identity ORDER BY external_id`)).toEqual([
    '高橋　健二',
    'ﾀｶﾊｼ ｹﾝｼﾞ',
    '佐々木　大輔',
    'ｻｻｷ ﾀﾞｲｽｹ',
    'Šimko',
    'Nový',
  ]);
});

describe('work that is cancelled', () => {
  test.each(['read', 'check', 'write', 'derive', 'commit'])(
    'in the phase %s leaves nothing behind',
    async (wanted) => {
      const stop = new AbortController();
      const run = lake.import(smallMapping(), smallFiles, {
        signal: stop.signal,
        onProgress: ({ phase }) => {
          if (phase === wanted) stop.abort();
        },
      });
      await expect(run).rejects.toMatchObject({ code: 'engine.interrupted' });
      await expect(lake.rows('FROM entry')).rejects.toMatchObject({ code: 'lake.empty' });
      expect(await lake.import(smallMapping(), smallFiles)).toMatchObject({ status: 'accepted', batch: 1 });
    },
  );
});

test('a wrong sum is told with thousands apart, and says which rows are summed', async () => {
  const { reasons } = await lake.import(
    smallMapping(entryWith('control: { sum: { amount: 29780247 } }\n    where: { purpose: nothing }')),
    smallFiles,
  );
  const [reason] = reasons;
  const text = reason === undefined ? '' : diagnosticText(reason, 'en');
  expect(text).toContain(
    'is 29,780,247.00; all records of the files, those that "where" and "except" leave out included',
  );
  expect(text).toContain('add up to 30.25.');
});
