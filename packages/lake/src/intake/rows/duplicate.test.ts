import { expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../../trial/small-bank.ts';
import { TrialLake } from '../../trial/trial-lake.ts';

/** Records of many figures give many rows; what is counted are the records. */

const facts = (settings: string, figures: string): string => `
  fact:
    file: figures.csv
    ${settings}
    fields: { customer_id: id, as_of: day }
    figures: { ${figures} }`;
const twoFigures = 'a: { column: a, unit: count }, b: { column: b, unit: count }';
const threeFigures = `${twoFigures}, c: { column: c, unit: count }`;
const delta = 'operation: op\n    sequence: seq';

test.each([
  {
    name: 'records that are repeated',
    more: facts('', threeFigures),
    lines: [
      'id,day,a,b,c',
      ...['C1,2024-01-31,1,2,3', 'C1,2024-01-31,1,2,3', 'C2,2024-01-31,4,,'].flatMap((one) => [one, one]),
    ],
    counts: { read: 6, rejected: 0, duplicates: 4 },
    left: 4,
  },
  {
    name: 'a record of which one figure says something new',
    more: facts('', twoFigures),
    lines: ['id,day,a,b', 'C1,2024-01-31,1,', 'C1,2024-01-31,1,2', 'C1,2024-01-31,,2'],
    counts: { read: 3, rejected: 0, duplicates: 1 },
    left: 2,
  },
  {
    name: 'a record that is rejected for one figure and repeated in the other',
    more: facts('', twoFigures),
    lines: ['id,day,a,b', 'C1,2024-01-31,1,2', 'C1,2024-01-31,1,3', 'C2,2024-01-31,1,3'],
    counts: { read: 3, rejected: 2, duplicates: 0 },
    left: 3,
  },
  {
    name: 'records that are overtaken in one figure and repeated in the other',
    more: facts(delta, twoFigures),
    lines: [
      'op,seq,id,day,a,b',
      ...['', '', '', ''].map(() => 'I,1,C1,2024-01-31,1,2'),
      'U,2,C1,2024-01-31,5,',
    ],
    counts: { read: 5, rejected: 0, duplicates: 3 },
    left: 2,
  },
  {
    name: 'records that delete nothing',
    more: facts(delta, threeFigures),
    lines: ['op,seq,id,day,a,b,c', 'D,1,C1,2024-01-31,,,', 'D,1,C2,2024-01-31,,,', 'I,1,C2,2024-02-29,1,,'],
    counts: { read: 3, rejected: 0, duplicates: 2 },
    left: 1,
  },
])('$name', async ({ more, lines, counts, left }) => {
  await using lake = await TrialLake.open();
  const report = await lake.import(smallMapping({ head: 'tolerance: { fact: 2 rows }', more }), {
    ...smallFiles,
    'figures.csv': `${lines.join('\n')}\n`,
  });
  expect(report).toMatchObject({ status: 'accepted' });
  expect(report.tables.find(({ table }) => table === 'fact')).toMatchObject(counts);
  expect(await lake.texts('SELECT count(*) FROM fact')).toEqual([String(left)]);
});

test('a record that deletes some of its figures was there', async () => {
  await using lake = await TrialLake.open();
  const insert = { 'figures.csv': 'op,seq,id,day,a,b\nI,1,C1,2024-01-31,1,\n' };
  await lake.import(smallMapping({ more: facts(delta, twoFigures) }), { ...smallFiles, ...insert });
  const report = await lake.import(
    smallMapping({ customer: null, account: null, entry: null, more: facts(delta, twoFigures) }),
    { 'figures.csv': 'op,seq,id,day,a,b\nD,2,C1,2024-01-31,,\n' },
  );
  expect(report).toMatchObject({
    status: 'accepted',
    warnings: [],
    tables: [{ table: 'fact', read: 1, duplicates: 0, deleted: 1 }],
  });
  expect(await lake.texts('SELECT count(*) FROM fact')).toEqual(['0']);
});

test.each([
  ['equal rows', '', () => 'I,1,USD,2024-01-10,7.1', 'CNY 7100000'],
  ['changes', delta, (index: number) => `U,${index},USD,2024-01-10,${index + 1}`, 'CNY 60000000000'],
])('a key may have very many %s', async (_, settings, lineOf, expected) => {
  const count = 60_000;
  const more = `
  exchange_rate:
    file: rates.csv
    delivery: changes
    ${settings}
    fields: { currency: currency, quote_currency: { value: CNY }, as_of: day, rate: rate }`;
  await using lake = await TrialLake.open();
  const report = await lake.import(smallMapping({ more }), {
    ...smallFiles,
    'rates.csv': `op,seq,currency,day,rate\n${Array.from({ length: count }, (__, index) => `${lineOf(index)}\n`).join('')}`,
  });
  // Compared each with each they would take minutes.
  expect(report.tables.at(-1)).toMatchObject({ read: count, duplicates: count - 1 });
  expect(await lake.texts('SELECT quote_currency, rate_millionths FROM exchange_rate')).toEqual([expected]);
});
