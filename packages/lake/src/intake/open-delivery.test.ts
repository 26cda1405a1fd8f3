import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** What a delivery lacks is told before a row is read, with its place in the mapping. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const files: TrialFiles = { ...smallFiles, 'other.csv': 'k,v\n', 'facts.csv': 'id,day,v,n\n' };

/** A mapping of entries with settings of the feed, or with a field of them; `nope` is a column that no file has. */
const entry = (amount: string, settings = ''): string => `
  entry:
    - file: entries.csv${settings === '' ? '' : `\n      ${settings}`}
      fields: { account_id: account, booked_on: day, amount: ${amount}, purpose: { value: other }, entry_id: id }`;

/** The part of the mapping, the path of the finding from the feed, the word to which it points. */
const cases: readonly (readonly [string, string, string])[] = [
  [entry('nope'), 'fields.amount.column', 'amount'],
  [entry('{ column: nope, negate: true }'), 'fields.amount.column', 'nope'],
  [entry('{ columns: [amount, nope] }'), 'fields.amount.columns.1', 'nope'],
  [entry('{ credit: amount, debit: nope }'), 'fields.amount.debit', 'nope'],
  [entry('{ credit: nope, debit: amount }'), 'fields.amount.credit', 'nope'],
  [entry('{ column: amount, sign: { column: nope, negative: D } }'), 'fields.amount.sign.column', 'nope'],
  [entry('{ cases: [{ when: { nope: X }, value: 1 }] }'), 'fields.amount.cases.0.when.nope', 'nope'],
  [
    entry('{ cases: [{ when: { day: X }, value: 1 }, { when: { id: 1 }, column: nope }] }'),
    'fields.amount.cases.1.column',
    'nope',
  ],
  [
    entry('{ lookup: { file: other.csv, match: { nope: id }, take: v } }'),
    'fields.amount.lookup.match.nope',
    'nope',
  ],
  [
    entry('{ lookup: { file: other.csv, match: { k: { column: nope } }, take: v } }'),
    'fields.amount.lookup.match.k.column',
    'nope',
  ],
  [
    entry('{ lookup: { file: other.csv, match: { k: id }, where: { nope: 1 }, take: v } }'),
    'fields.amount.lookup.where.nope',
    'nope',
  ],
  [
    entry('{ lookup: { file: other.csv, match: { k: id }, take: nope } }'),
    'fields.amount.lookup.take',
    'nope',
  ],
  [
    entry(
      '{ lookup: { file: other.csv, match: { k: { lookup: { file: facts.csv, match: { id: id }, take: nope } } }, take: v } }',
    ),
    'fields.amount.lookup.match.k.lookup.take',
    'nope',
  ],
  [entry('amount', 'where: { nope: A }'), 'where.nope', 'nope'],
  [entry('amount', 'except: { nope: A }'), 'except.nope', 'nope'],
  [entry('amount', 'where: { nope: { starts_with: A } }'), 'where.nope', 'nope'],
  [entry('amount', 'except: [{ id: A }, { nope: A }]'), 'except.1.nope', 'nope'],
  [entry('amount', 'control: { sum: { nope: 1 } }'), 'control.sum.nope', 'nope'],
  [entry('amount', 'operation: nope'), 'operation.column', 'operation'],
  [entry('amount', 'operation: { column: nope, insert: A }'), 'operation.column', 'nope'],
  [entry('amount', 'sequence: nope'), 'sequence', 'nope'],
];

test.each(cases)('a column that is read and is not there: %s', async (part, path, word) => {
  const text = smallMapping({ entry: part });
  const report = await lake.import(text, files);
  expect(report).toMatchObject({ status: 'refused', tables: [], rejects: { total: 0 } });
  expect(report.files.length).toBeGreaterThanOrEqual(3);
  expect(report.reasons).toMatchObject([
    { code: 'intake.missing-column', path: `tables.entry.0.${path}`, data: { column: 'nope', absent: 1 } },
  ]);
  const { line = 0, column = 0 } = report.reasons[0]?.position ?? {};
  expect(text.split('\n')[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^${word}\\b`));
});

test('all that is missing is told at once, with what is there', async () => {
  const more = `
  fact:
    file: facts.csv
    fields: { customer_id: id, as_of: day }
    figures: { score: { column: scor, unit: count }, wealth: { column: v, unit: money } }
  loan:
    file: loan*.csv
    fields: { loan_id: id, opened_on: opened }`;
  const customer = `
  customer:
    file: customers.csv
    except: { statte: X }
    fields: { customer_id: ID, opened_on: opened, birth_year: ID }`;
  const report = await lake.import(smallMapping({ customer, more }), files);
  expect(report.reasons.map(({ code, path, data }) => [code, path, data])).toEqual([
    [
      'intake.missing-column',
      'tables.customer.fields.customer_id.column',
      {
        file: 'customers.csv',
        column: 'ID',
        suggestions: ['id'],
        known: ['id', 'name', 'opened', 'born'],
        absent: 1,
        headerRow: 1,
      },
    ],
    ['intake.missing-column', 'tables.customer.except.statte', expect.objectContaining({ column: 'statte' })],
    [
      'intake.missing-file',
      'tables.loan.file',
      {
        table: 'loan',
        pattern: 'loan*.csv',
        suggestions: [],
        known: ['accounts.csv', 'customers.csv', 'entries.csv', 'facts.csv', 'other.csv'],
      },
    ],
    [
      'intake.missing-column',
      'tables.fact.figures.score.column',
      expect.objectContaining({ column: 'scor' }),
    ],
  ]);
});

test('a file that is read in a wrong way is told once', async () => {
  const accounts = String(smallFiles['accounts.csv']).replaceAll(',', ';');
  const report = await lake.import(smallMapping(), { ...files, 'accounts.csv': accounts });
  expect(report.reasons).toMatchObject([
    {
      code: 'intake.missing-column',
      data: { column: 'id', known: ['id;owner;kind;opened;closed;opening'], absent: 6 },
    },
  ]);
});

test('a column that one file of many lacks is told with that file', async () => {
  const customer = `
  customer:
    file: customers*.csv
    fields: { customer_id: id, opened_on: opened, birth_year: born }`;
  const later = { 'customers2.csv': 'id,opened\n', 'customers3.csv': 'id,born\n' };
  const report = await lake.import(smallMapping({ customer }), { ...files, ...later });
  expect(report.reasons).toMatchObject([
    { data: { file: 'customers2.csv', column: 'born' } },
    { data: { file: 'customers3.csv', column: 'opened' } },
  ]);
});

test('files that need not come, and what they look up, need no columns', async () => {
  const optional = entry(
    '{ lookup: { file: nowhere.csv, match: { nope: id }, take: v } }',
    'required: false',
  );
  const report = await lake.import(
    smallMapping({ entry: optional.replace('entries.csv', 'none.csv') }),
    files,
  );
  expect(report.reasons).toEqual([]);
});

test('a column is found whatever way the file composes its letters', async () => {
  const [composed, decomposed] = [
    (text: string) => text.normalize('NFC'),
    (text: string) => text.normalize('NFD'),
  ];
  for (const [inMapping, inFile] of [
    [composed, decomposed],
    [decomposed, composed],
  ] as const) {
    const customer = inMapping(`
  customer:
    file: 고객*.csv
    fields: { customer_id: Número, opened_on: 등록일 }`);
    const report = await lake.import(smallMapping({ customer, account: null, entry: null }), {
      [inFile('고객1.csv')]: inFile('Número,등록일\nC1,2020-01-01\n'),
    });
    expect(report).toMatchObject({ reasons: [], tables: [{ table: 'customer', read: 1, rejected: 0 }] });
  }
});
