import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tables, type TableName } from '@gradus/schema';
import { seeded, testSize } from '../../../../tools/test-size.ts';
import { openLake } from '../store/lake.ts';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

const customers = Array.from({ length: 40 }, (_, index) => `C${index},n${index},2020-01-01,19${50 + index}`);
const accounts = Array.from(
  { length: 60 },
  (_, index) => `A${index},C${index % 40},demand,2020-01-01,,${index}.5`,
);
const entries = Array.from(
  { length: 200 },
  (_, index) => `${index},A${index % 60},2024-0${1 + (index % 6)}-10,${index - 100}.25,spend`,
);

function files(parts: { customers: string[]; accounts: string[]; entries: string[] }): TrialFiles {
  const headOf = (name: string): string => String(smallFiles[name]).split('\n')[0] ?? '';
  return Object.fromEntries(
    Object.entries(parts).map(([name, lines]) => [
      `${name}.csv`,
      `${headOf(`${name}.csv`)}\n${lines.join('\n')}\n`,
    ]),
  );
}

/** SHA-256 of every table's files: contents and order of rows are the same, so the bytes are. */
async function hashes(lake: TrialLake): Promise<[string, string[]][]> {
  const manifest = await (await openLake(lake.directory)).head();
  return (Object.keys(tables) as TableName[]).map((name) => [
    name,
    (manifest.tables[name] ?? []).map(({ sha256 }) => sha256).toSorted(),
  ]);
}

test('the order of rows in files changes nothing, neither keys nor any byte of a table', async () => {
  const shuffled = fc.record({
    customers: fc.shuffledSubarray(customers, { minLength: customers.length }),
    accounts: fc.shuffledSubarray(accounts, { minLength: accounts.length }),
    entries: fc.shuffledSubarray(entries, { minLength: entries.length }),
  });
  await using sorted = await TrialLake.open();
  await sorted.import(smallMapping(), files({ customers, accounts, entries }));
  const expected = await hashes(sorted);
  expect(expected.filter(([, found]) => found.length > 0).map(([name]) => name)).toEqual([
    'identity',
    'customer',
    'account',
    'spell',
    'entry',
    'snapshot',
  ]);
  await fc.assert(
    fc.asyncProperty(shuffled, async (parts) => {
      await using lake = await TrialLake.open();
      await lake.import(smallMapping(), files(parts), { threads: 2 });
      expect(await hashes(lake)).toEqual(expected);
    }),
    { numRuns: testSize() === 'long' ? 30 : 3, seed: seeded('row order') },
  );
});

test('keys are numbered within the first byte of the MD5 of the id, and never used twice', async () => {
  await using lake = await TrialLake.open();
  await lake.import(smallMapping(), files({ customers: customers.slice(0, 20), accounts: [], entries: [] }));
  const query = `SELECT external_id, entity_key, entity_key % 256 = CAST('0x' || substr(md5(external_id), 1, 2) AS INTEGER) AS fits FROM identity WHERE entity = 'customer' ORDER BY ALL`;
  const before = await lake.rows(query);
  expect(before.every((row) => row['fits'] === true)).toBe(true);
  await lake.import(smallMapping(), files({ customers, accounts: [], entries: [] }));
  const after = await lake.rows(query);
  expect(after).toHaveLength(40);
  expect(new Set(after.map((row) => row['entity_key'])).size).toBe(40);
  for (const row of before) expect(after).toContainEqual(row);
});
