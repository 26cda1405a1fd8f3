import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** Control files that are laid out in their own way, and name the files that they count. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const mappingWith = (control: string, read = ''): string =>
  smallMapping({
    entry: `
  entry:
    file: entries*.csv
    ${read}
    control: { ${control} }
    fields: { account_id: account, booked_on: day, amount: amount, purpose: { value: other }, entry_id: id }`,
  });

const manifest = String.raw`file: 'DW_*.ok', read: { header: false, columns: [FILE, ROWS, SUM], delimiter: '|@|' }`;
const byFile = `${manifest}, where: { FILE: '{file}' }, rows: ROWS, sum: { amount: SUM }`;

const { 'entries.csv': entries = '', ...others } = smallFiles;
const lines = entries.toString().trimEnd().split('\n');
const [header = '', ...records] = lines;
/** Four bookings in two files. */
const halves: TrialFiles = {
  ...others,
  'entries_1.csv': [header, ...records.slice(0, 1)].join('\n'),
  'entries_2.csv': [header, ...records.slice(1)].join('\n'),
};
const amounts = records.map((record) => Number(record.split(',')[3]));
const sums = [amounts[0] ?? 0, amounts.slice(1).reduce((sum, one) => sum + one, 0)].map((sum) =>
  sum.toFixed(2),
);
const manifestOf = (...rows: readonly string[]): TrialFiles => ({ 'DW_20240401.ok': `${rows.join('\n')}\n` });
const right = [`entries_1.csv|@|1|@|${sums[0]}`, `entries_2.csv|@|3|@|${sums[1]}`];

interface Case {
  readonly name: string;
  readonly control?: string;
  readonly files: TrialFiles;
  /** Null: taken. */
  readonly reason: object | null;
}

const cases: readonly Case[] = [
  { name: 'each file by its line', files: manifestOf(...right, 'accounts.csv|@|9|@|0'), reason: null },
  {
    name: 'lines over several manifests',
    files: { 'DW_1.ok': `${right[0]}\n`, 'DW_2.ok': `${right[1]}\n` },
    reason: null,
  },
  {
    name: 'a manifest for each file',
    control: byFile.replace('DW_*.ok', '{stem}.ok').replace("where: { FILE: '{file}' }, ", ''),
    files: { 'entries_1.ok': `${right[0]}\n`, 'entries_2.ok': `${right[1]}\n` },
    reason: null,
  },
  {
    name: 'names without their suffix',
    control: byFile.replace('{file}', '{stem}'),
    files: manifestOf(...right.map((row) => row.replace('.csv', ''))),
    reason: null,
  },
  {
    name: 'lines of a column without a value, by the word that says so',
    control:
      "file: 'DW_*.ok', read: { header: false, columns: [FILE, ROWS], missing: [' NIL'] }, where: { FILE: ' NIL ' }, rows: ROWS",
    files: manifestOf('NIL,4', 'entries_1.csv,1'),
    reason: null,
  },
  {
    name: 'records that were lost',
    files: manifestOf(right[0] ?? '', `entries_2.csv|@|4|@|${sums[1]}`),
    reason: { code: 'intake.control-rows', data: { expected: '5', found: '4' } },
  },
  {
    name: 'a sum that is off',
    files: manifestOf(right[0] ?? '', 'entries_2.csv|@|3|@|0.01'),
    reason: { code: 'intake.control-sum', data: { column: 'amount' } },
  },
  {
    name: 'a file that no line names',
    files: manifestOf(right[0] ?? ''),
    reason: {
      code: 'intake.control-unreadable',
      data: { detail: { en: '0 rows fit instead of one where { FILE: entries_2.csv }' } },
    },
  },
  {
    name: 'a file that two lines name',
    files: manifestOf(...right, right[1] ?? ''),
    reason: {
      code: 'intake.control-unreadable',
      data: { detail: { en: '2 rows fit instead of one where { FILE: entries_2.csv }' } },
    },
  },
  {
    name: 'a file that was lost',
    files: manifestOf(...right, 'entries_3.csv|@|7|@|1.00'),
    reason: { code: 'intake.control-lacks-file', data: { named: 'entries_3.csv', table: 'entry' } },
  },
  {
    name: 'a number that is none',
    files: manifestOf(right[0] ?? '', `entries_2.csv|@|three|@|${sums[1]}`),
    reason: { code: 'intake.control-unreadable', data: { detail: { en: '"three" is no such number' } } },
  },
  {
    name: 'a column that the manifest does not have',
    control: byFile.replace('rows: ROWS', 'rows: COUNT'),
    files: manifestOf(...right),
    reason: {
      code: 'intake.missing-column',
      path: 'tables.entry.control.rows',
      data: { file: 'DW_20240401.ok', column: 'COUNT', headerRow: null },
    },
  },
  {
    name: 'a manifest whose first line is taken for a header',
    control: byFile.replace('header: false, columns: [FILE, ROWS, SUM], ', ''),
    files: manifestOf(...right),
    reason: { code: 'intake.missing-column', data: { file: 'DW_20240401.ok', absent: 3, headerRow: 1 } },
  },
  {
    name: 'a manifest that is not there',
    files: {},
    reason: {
      code: 'intake.missing-file',
      path: 'tables.entry.control.file',
      data: { pattern: 'DW_*.ok' },
    },
  },
];

test.each(cases)('$name', async ({ control = byFile, files, reason }) => {
  const report = await lake.import(mappingWith(control), { ...halves, ...files });
  expect(report).toMatchObject({
    status: reason === null ? 'accepted' : 'refused',
    reasons: reason === null ? [] : [reason],
  });
});

test('shares separators with the feed, not how its records are laid out', async () => {
  const read =
    "read: { header: false, columns: [id, account, day, amount, purpose], missing: '-', delimiter: ',', group: ' ' }";
  const control = 'file: totals.csv, rows: n';
  const bare = Object.fromEntries(
    Object.entries(halves).map(([name, text]) => [
      name,
      name.startsWith('entries') ? text.toString().replace(`${header}\n`, '') : text,
    ]),
  );
  const report = await lake.import(mappingWith(control, read), { ...bare, 'totals.csv': 'n\n" 4"\n' });
  expect(report).toMatchObject({ status: 'accepted', reasons: [] });
});

test('its columns need no header: false of their own where one stands around them', async () => {
  const read = 'read: { header: false, columns: [id, account, day, amount, purpose] }';
  const control = "file: 'DW_*.ok', read: { columns: [FILE, ROWS] }, where: { FILE: '{stem}' }, rows: ROWS";
  const bare = { ...others, 'entries_1.csv': `${records.join('\n')}\n` };
  const files = { ...bare, ...manifestOf('entries_1,4', 'entries_x,9') };
  expect((await lake.import(mappingWith(control, read), files)).reasons).toMatchObject([
    { code: 'intake.control-lacks-file', data: { named: 'entries_x' } },
  ]);
  const taken = await lake.import(mappingWith(control, read), { ...files, ...manifestOf('entries_1,4') });
  expect(taken).toMatchObject({ status: 'accepted', reasons: [] });
});

test('settings of reading need a file, and are checked', async () => {
  const report = await lake.import(mappingWith('rows: 4, read: { columns: [a] }'), halves);
  expect(report.reasons).toMatchObject([
    { code: 'intake.bad-value', path: 'tables.entry.control.read.columns' },
    { code: 'intake.missing-key', path: 'tables.entry.control.read', data: { key: 'file' } },
  ]);
});

describe('totals within the files themselves', () => {
  const own = 'total: { id: { starts_with: TOTAL } }, rows: account, sum: { amount: amount }';
  const read = 'read: { short_lines: true }';
  const short = read.replace('true', "true, group: ','");
  const withTotals = (totals: readonly [string, string]): TrialFiles => ({
    ...others,
    'entries_1.csv': [header, ...records.slice(0, 1), totals[0], ''].join('\n'),
    'entries_2.csv': [header, ...records.slice(1), totals[1], ''].join('\n'),
  });

  test.each([
    {
      name: 'are not taken, and right',
      totals: [`TOTALS,1,,${sums[0]}`, `TOTAL of all,3,,${sums[1]}`],
      reason: null,
    },
    {
      name: 'are added up, and off',
      totals: [`TOTALS,1,,${sums[0]}`, `TOTALS,4,,${sums[1]}`],
      reason: { code: 'intake.control-rows', data: { expected: '5', found: '4' } },
    },
    {
      name: 'of a sum are off',
      totals: [`TOTALS,1,,${sums[0]}`, 'TOTALS,3,,0'],
      reason: { code: 'intake.control-sum', data: { column: 'amount' } },
    },
    {
      name: 'lack in one file',
      totals: [`TOTALS,1,,${sums[0]}`, ''],
      reason: {
        code: 'intake.control-unreadable',
        data: { file: 'entries_2.csv', detail: { en: 'no row fits "total"' } },
      },
    },
    {
      name: 'stand twice in one file',
      totals: [`TOTALS,1,,${sums[0]}`, `TOTALS,3,,${sums[1]}\nTOTALS,3,,${sums[1]}`],
      reason: { code: 'intake.control-unreadable', data: { file: 'entries_2.csv' } },
    },
    {
      name: 'lack a value',
      totals: [`TOTALS,1,,${sums[0]}`, 'TOTALS,3'],
      reason: {
        code: 'intake.control-unreadable',
        data: { detail: { en: 'there is no value for "amount"' } },
      },
    },
  ])('$name', async ({ totals: [first = '', second = ''], reason }) => {
    const report = await lake.import(mappingWith(own, short), withTotals([first, second]));
    expect(report).toMatchObject(
      reason === null ? { status: 'accepted' } : { status: 'refused', reasons: [reason] },
    );
    if (reason === null)
      expect(report.tables.find(({ table }) => table === 'entry')).toMatchObject({ read: 4, leftOut: 2 });
  });

  test('say so when there is nothing else', async () => {
    const onlyTotals: TrialFiles = { ...others, 'entries_1.csv': `${header}\nTOTALS,0,,0\n` };
    expect(await lake.import(mappingWith(own, short), onlyTotals)).toMatchObject({
      status: 'accepted',
      warnings: [],
    });
    const off: TrialFiles = { ...others, 'entries_1.csv': `${header}\nTOTALS,2,,0\n` };
    expect((await lake.import(mappingWith(own, short), off)).reasons).toMatchObject([
      { code: 'intake.control-rows', data: { expected: '2', found: '0' } },
    ]);
  });

  test('need no file beside them', async () => {
    const { reasons } = await lake.import(mappingWith(`${own}, file: x.csv`), withTotals(['', '']));
    expect(reasons).toMatchObject([{ code: 'intake.bad-value', path: 'tables.entry.control.total' }]);
    const lacking = await lake.import(
      mappingWith('total: { id: TOTALS, no: A }, rows: n'),
      withTotals(['', '']),
    );
    expect(lacking.reasons.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'intake.missing-column tables.entry.control.total.no',
      'intake.missing-column tables.entry.control.rows',
    ]);
  });
});
