import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** Rows that no case fits, and lookups that find nothing, are told as such, without anybody's id. */

const mappingOf = (kind: string, owner: string): string =>
  smallMapping({
    account: `
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: ${owner}, kind: ${kind}, opened_on: { value: '2024-01-01' } }`,
    entry: null,
  });

const files: TrialFiles = {
  'customers.csv': 'id,name,opened,born\n0000123456,N,2020-01-01,\n',
  'owners.csv': 'account,customer\n00900001,0000123456\n00900002,\n',
  'accounts.csv': 'id,type,term\n900001,CC,\n900002,CD,12\n900003,CD,\n900003,CD,\n,CD,\n',
};

async function causesOf(kind: string, owner: string) {
  await using lake = await TrialLake.open();
  const { rejects } = await lake.import(mappingOf(kind, owner), files);
  const list = rejects.path === null ? '' : await readFile(rejects.path, 'utf8');
  const causes = rejects.byCode.map(({ code, field, count, examples }) => {
    const values = examples.map((one) => `${one.value} ${one.count}`);
    return `${code} ${field} ${count}: ${values.join(', ')}`;
  });
  return { causes, list };
}

const isTerm = "{ when: { type: CD, term: '12' }, value: term }";
const owner = '{ value: "0000123456" }';

test('a row that no case fits shows the values of the columns that the cases look at', async () => {
  const { causes, list } = await causesOf(`{ cases: [${isTerm}] }`, owner);
  expect(causes).toContain("intake.no-case kind 3: CD / '' 2, CC / '' 1");
  expect(list).toContain("kind,intake.no-case,CC / '',");
  const covered = await causesOf(`{ cases: [${isTerm}], otherwise: demand }`, owner);
  expect(covered.causes.join()).not.toContain('intake.no-case');
});

test('a value of a case that is none of the field is still an unknown code', async () => {
  const { causes } = await causesOf('{ cases: [{ when: { type: [CC, CD] }, column: type }] }', owner);
  expect(causes.find((cause) => cause.includes(' kind '))).toContain('intake.unknown-code kind');
});

const kind = '{ value: demand }';
const lookup = (match: string): string =>
  `{ lookup: { file: owners.csv, match: { account: ${match} }, take: customer } }`;

test('a lookup that finds nothing shows the form of its key, and a found row without a value does not count', async () => {
  const { causes, list } = await causesOf(kind, lookup('id'));
  expect(causes).toContain('intake.nothing-found customer_id 4: 999999 4');
  expect(list).toContain('customer_id,intake.nothing-found,999999,');
  expect(list).not.toContain('900001');
  const padded = await causesOf(kind, lookup('{ column: id, pad: 8 }'));
  expect(padded.causes).toContain('intake.nothing-found customer_id 3: 99999999 3');
});

test('a field that may lack a value may find nothing', async () => {
  await using lake = await TrialLake.open();
  const product = `product: { lookup: { file: owners.csv, match: { account: id }, take: customer } }`;
  const { status } = await lake.import(mappingOf(kind, owner).replace('kind: {', `${product}, kind: {`), {
    ...files,
    'accounts.csv': 'id,type,term\n77,CC,\n',
  });
  expect(status).toBe('accepted');
});

test('a lookup by which no row finds anything is told with the forms of its keys, of whatever file', async () => {
  await using lake = await TrialLake.open();
  const name = (match: string, more = ''): string =>
    `name: { lookup: { file: owners.csv, match: { account: ${match} }, take: customer }${more} }`;
  const customers = (count: number): TrialFiles => ({
    'a.csv': `id,opened\n${Array.from({ length: count }, (_, at) => `C${at},2024-01-01`).join('\n')}\n`,
    'b.csv': `id,opened\nX1,2024-01-01\n`,
    'owners.csv': 'account,customer\n00-0001,N\n00-0002,M\n99-9999,\n',
  });
  const warned = async (field: string, count: number): Promise<object[]> => {
    const feed = `
  customer:
    - { file: a.csv, fields: { customer_id: id, opened_on: opened, ${field} } }
    - { file: b.csv, fields: { customer_id: id, opened_on: opened } }`;
    const { status, warnings } = await lake.import(
      smallMapping({ customer: feed, account: null, entry: null }),
      customers(count),
    );
    expect(status).toBe('accepted');
    return warnings.map(({ code, path, data }) => ({ code, path, data }));
  };
  const told = {
    table: 'customer',
    field: 'name',
    file: 'owners.csv',
    rows: '11',
    here: 'A9',
    there: '99-9999',
  };
  // Of few rows none may find anything by chance.
  expect(await warned(name('id'), 9)).toEqual([]);
  expect(await warned(name('id'), 11)).toEqual([
    { code: 'intake.lookup-found-nothing', path: 'tables.customer.0.fields.name.lookup', data: told },
  ]);
  expect(await warned(name('id', ', otherwise: none'), 12)).toMatchObject([{ data: { rows: '12' } }]);
  expect(await warned(name("{ columns: [id, opened], part: [1, 1], codes: { C: '00-0002' } }"), 13)).toEqual(
    [],
  );
});
