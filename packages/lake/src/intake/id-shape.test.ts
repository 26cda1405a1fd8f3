import { expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';

/** Ids that name nothing are shown by their form, beside the form of those they might name. */

const opened = '2020-01-01';
const customersOf = (ids: readonly string[]): string =>
  `id,name,opened,born\n${ids.map((id) => `${id},N,${opened},`).join('\n')}\n`;
const accountsOf = (owners: readonly string[]): string =>
  `id,owner,kind,opened,closed,opening\n${owners.map((owner, index) => `A${index},${owner},demand,${opened},,0`).join('\n')}\n`;

async function shapesOf(customers: readonly string[], owners: readonly string[]): Promise<unknown> {
  await using lake = await TrialLake.open();
  const { rejects } = await lake.import(smallMapping({ entry: null }), {
    ...smallFiles,
    'customers.csv': customersOf(customers),
    'accounts.csv': accountsOf(owners),
  });
  return rejects.byCode.find(({ code }) => code === 'intake.unknown-reference')?.shapes;
}

const six = ['000123', '000124', '100125'];

test.each([
  {
    name: 'zeros that were lost',
    customers: six,
    owners: ['123', '124', '999'],
    shapes: {
      here: '999',
      there: '999999',
      fix: { setting: 'pad: 6', on: 'here', found: 2, ids: 3 },
    },
  },
  {
    name: 'zeros that the other file lost',
    customers: ['123', '124', '7'],
    owners: ['000123', '000007'],
    shapes: {
      here: '999999',
      there: '999',
      fix: { setting: 'pad: 6', on: 'there', found: 2, ids: 2 },
    },
  },
  {
    name: 'a branch in front',
    customers: six,
    owners: ['0510-000123', '0510-100125'],
    shapes: {
      here: '9999-999999',
      there: '999999',
      fix: { setting: 'part: [-6, 6]', on: 'here', found: 2, ids: 2 },
    },
  },
  {
    name: 'blanks and strokes within',
    customers: six,
    owners: ['000 12-3', '100 12-5'],
    shapes: {
      here: '999 99-9',
      there: '999999',
      fix: { setting: "remove: [' ', '-']", on: 'here', found: 2, ids: 2 },
    },
  },
  {
    name: 'blanks within those of the other file, of another kind than seen',
    customers: ['000\u00a0123', '000\u00a0124'],
    owners: ['000123'],
    shapes: {
      here: '999999',
      there: '999\u00a0999',
      fix: { setting: "remove: ' '", on: 'there', found: 1, ids: 1 },
    },
  },
  {
    name: 'another kind of number',
    customers: ['张1', 'b2'],
    owners: ['77'],
    shapes: { here: '99', there: 'A9', fix: null },
  },
  { name: 'ids of the same form', customers: six, owners: ['000123', '555555'], shapes: undefined },
  { name: 'one of the known forms', customers: [...six, '7'], owners: ['8'], shapes: undefined },
])('$name', async ({ customers, owners, shapes }) => {
  const found = await shapesOf(customers, owners);
  if (shapes === undefined) expect(found).toBeUndefined();
  else expect(found).toEqual({ table: 'customer', ...shapes });
});

test('ids that the lake has count as well', async () => {
  await using lake = await TrialLake.open();
  await lake.import(smallMapping({ account: null, entry: null }), { 'customers.csv': customersOf(six) });
  const { rejects } = await lake.import(smallMapping({ customer: null, entry: null }), {
    'accounts.csv': accountsOf(['123']),
  });
  expect(rejects.byCode).toMatchObject([{ shapes: { here: '999', there: '999999', fix: { found: 1 } } }]);
});
