import { diagnosticText } from '@gradus/schema';
import { expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';

/** A feed that takes no row of its files is told, with what its columns hold where that are codes. */

const customers = (rows: readonly string[]): string =>
  `id,name,opened,born,type,branch\n${rows.join('\n')}\n`;
const mappingOf = (selection: string): string =>
  smallMapping({
    customer: `
  customer:
    - file: customers.csv
      fields: { customer_id: id, opened_on: opened, name: name }
    - file: more.csv
      ${selection}
      fields: { customer_id: id, opened_on: opened, name: name }`,
    account: null,
    entry: null,
  });

const four = [
  'X1,王芳,2020-01-01,1980,01,B1',
  'X2,李雷,2020-01-01,1980,01,B2',
  'X3,韩梅,2020-01-01,1980,02,B1',
  'X4,林涛,2020-01-01,1980,,B2',
];

async function warningsOf(selection: string, rows: readonly string[] = four): Promise<string[]> {
  await using lake = await TrialLake.open();
  const { reasons, warnings } = await lake.import(mappingOf(selection), {
    ...smallFiles,
    'more.csv': customers(rows),
  });
  expect(reasons.map((one) => diagnosticText(one, 'en'))).toEqual([]);
  expect(warnings.map(({ path }) => path)).toEqual(warnings.map(() => 'tables.customer.1'));
  return warnings.map((one) => `${one.code}: ${diagnosticText(one, 'en')}`);
}

test.each([
  {
    selection: 'where: { type: [PF, PJ] }',
    told: 'No row of "more.csv" has "type" = "PF" or "PJ", so that nothing of its 4 rows is taken for customer. Values of "type": "01" (2 rows), "" (1 row), "02" (1 row). Correct "where", or remove the feed.',
  },
  { selection: "where: { type: '02', branch: B9 }", told: 'has "branch" = "B9", so' },
  { selection: "where: { type: '02', branch: B2 }", told: 'has "type" = "02" and "branch" = "B2", so' },
  {
    selection: "except: { type: ['01', '02', ''] }",
    told: '"except" leaves out every row of "more.csv", since all have "type" = "01" or "02" or "", so',
  },
  {
    selection: 'where: { type: { starts_with: [P, Q], contains: F } }',
    told: 'has "type" starting with "P" or "Q" or "type" containing "F", so',
  },
  {
    selection: "except: [{ type: '01' }, { type: '02', branch: B1 }, { type: '' }]",
    told: 'since all have "type" = "01" or "type" = "02" and "branch" = "B1" or "type" = "", so',
  },
])('$selection', async ({ selection, told }) => {
  const [warning, ...others] = await warningsOf(selection);
  expect(warning).toContain('intake.no-row-taken: ');
  expect(warning).toContain(told);
  expect(others).toEqual([]);
});

test.each([
  { selection: 'where: { id: C9 }', length: 3 },
  { selection: 'where: { name: 王小明 }', length: 3 },
  { selection: 'where: { born: nobody }', length: 9 },
])('ids, names and values that are many are not told: $selection', async ({ selection, length }) => {
  const rows = Array.from({ length }, (_, index) => `Y${index},N${index},2020-01-01,199${index},01,B1`);
  const [warning = ''] = await warningsOf(selection, rows);
  expect(warning).toContain('No row of "more.csv" has');
  expect(warning).not.toContain('Values of');
});

test('words are told when they repeat, as codes do', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, index) => `Y${index},N,2020-01-01,1990,${index % 2 === 0 ? 'Pessoa' : '公司'},B1`,
  );
  const [often = ''] = await warningsOf('where: { type: person }', rows);
  expect(often).toContain('Values of "type": "Pessoa" (10 rows), "公司" (10 rows).');
  const [seldom = ''] = await warningsOf('where: { type: person }', rows.slice(0, 19));
  expect(seldom).not.toContain('Values of');
});

test('one row that is taken is enough, and a table without any is told with 0', async () => {
  expect(await warningsOf("where: { type: '02' }")).toEqual([]);
  expect(await warningsOf('where: { type: PF }', [])).toEqual([]);
  await using lake = await TrialLake.open();
  const { tables, warnings } = await lake.import(smallMapping(), {
    ...smallFiles,
    'entries.csv': 'id,account,day,amount,purpose\n',
  });
  expect(tables).toMatchObject([{}, {}, { table: 'entry', read: 0, rejected: 0 }]);
  expect(warnings).toEqual([]);
});
