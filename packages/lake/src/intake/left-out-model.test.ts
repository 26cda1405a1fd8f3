import fc from 'fast-check';
import { tables, type TableName } from '@gradus/schema';
import { expect, test } from 'vitest';
import { seeded, testSize } from '../../../../tools/test-size.ts';
import { openLake } from '../store/lake.ts';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** Whatever rows of others a delivery holds, the lake is that of the rows alone that are neither left out nor rejected. */

type Fate = 'taken' | 'rejected' | 'out';

interface Row {
  readonly line: string;
  readonly fate: Fate;
}

/** A row falls by its own fault, then by what was rejected, then it is left out. */
function fateOf(isFaulty: boolean, named: readonly Fate[]): Fate {
  if (isFaulty || named.includes('rejected')) return 'rejected';
  return named.includes('out') ? 'out' : 'taken';
}

const customerKinds = ['taken', 'bad day', 'twice', 'left out', 'of nobody'] as const;
const place = fc.nat({ max: 9 });
const isFaulty = fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0);
const world = fc.record({
  customers: fc.array(fc.constantFrom(...customerKinds), { minLength: 1, maxLength: 8 }),
  accounts: fc.array(fc.record({ owner: place, isFaulty }), { minLength: 1, maxLength: 8 }),
  entries: fc.array(fc.record({ account: place, isFaulty }), { maxLength: 12 }),
  links: fc.array(fc.record({ from: place, to: place }), { maxLength: 6 }),
});
type World = typeof world extends fc.Arbitrary<infer One> ? One : never;

const fateOfKind = {
  taken: 'taken',
  'bad day': 'rejected',
  twice: 'rejected',
  'left out': 'out',
  'of nobody': 'out',
} as const;

const linesOfKind = (kind: (typeof customerKinds)[number], id: string): string[] =>
  ({
    taken: [`${id},2024-01-01,`],
    'bad day': [`${id},2024-01-32,`],
    twice: [`${id},2024-01-01,`, `${id},2024-01-02,`],
    'left out': [`${id},2024-01-01,X`],
    'of nobody': [],
  })[kind];

/** Rows by table, each with what becomes of it. A sound row in each keeps a feed from being left out as a whole. */
function rowsOf({ customers, accounts, entries, links }: World): Readonly<Record<string, readonly Row[]>> {
  const ofCustomer = (index: number): Fate => fateOfKind[customers[index] ?? 'of nobody'];
  const ofAccount = (index: number): Fate => {
    const account = accounts[index];
    return account === undefined ? 'out' : fateOf(account.isFaulty, [ofCustomer(account.owner)]);
  };
  const sound = (line: string): Row => ({ line, fate: 'taken' });
  return {
    customer: [
      sound('S,2024-01-01,'),
      ...customers.flatMap((kind, index) =>
        linesOfKind(kind, `C${index}`).map((line) => ({ line, fate: fateOfKind[kind] })),
      ),
    ],
    account: [
      sound('T,S,2024-01-01'),
      ...accounts.map(({ owner, isFaulty: isBad }, index) => ({
        line: `A${index},C${owner},${isBad ? 'x' : '2024-01-01'}`,
        fate: ofAccount(index),
      })),
    ],
    entry: [
      sound('t,T,1'),
      ...entries.map(({ account, isFaulty: isBad }, index) => ({
        line: `${index},A${account},${isBad ? 'x' : index}`,
        fate: fateOf(isBad, [ofAccount(account)]),
      })),
    ],
    customer_link: [
      sound('S,S'),
      ...new Map(
        links.map(({ from, to }) => [
          `C${from},C${to}`,
          { line: `C${from},C${to}`, fate: fateOf(false, [ofCustomer(from), ofCustomer(to)]) },
        ]),
      ).values(),
    ],
  };
}

const headers: Readonly<Record<string, string>> = {
  customer: 'id,opened,state',
  account: 'id,owner,opened',
  entry: 'id,account,amount',
  customer_link: 'old,new',
};

const filesOf = (rows: ReturnType<typeof rowsOf>): TrialFiles =>
  Object.fromEntries(
    Object.entries(rows).map(([table, list]) => [
      `${table}.csv`,
      `${headers[table]}\n${list.map(({ line }) => `${line}\n`).join('')}`,
    ]),
  );

const mapping = (setting: string): string =>
  smallMapping({
    head: 'tolerance: 100%',
    customer: `
  customer:
    file: customer.csv
    except: { state: X }
    fields: { customer_id: id, opened_on: opened }`,
    account: `
  account:
    file: account.csv
    ${setting}
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: opened }`,
    entry: `
  entry:
    file: entry.csv
    ${setting}
    fields: { account_id: account, booked_on: { value: 2024-01-31 }, amount: amount, purpose: { value: other }, entry_id: id }`,
    more: `
  customer_link:
    file: customer_link.csv
    ${setting}
    fields: { from: old, to: new, valid_from: { value: 2024-01-31 } }`,
  });

async function hashes(lake: TrialLake): Promise<string[]> {
  const manifest = await (await openLake(lake.directory)).head();
  return (Object.keys(tables) as TableName[]).flatMap((name) =>
    (manifest.tables[name] ?? []).map(({ sha256 }) => `${name} ${sha256}`),
  );
}

test('the rows that stay make the same lake as alone, and each row is counted for what became of it', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      await using lake = await TrialLake.open();
      await using alone = await TrialLake.open();
      const rows = rowsOf(drawn);
      const report = await lake.import(mapping('unknown_reference: leave_out'), filesOf(rows));
      expect(report.reasons).toEqual([]);
      const numberOf = (table: string, fate: Fate): number =>
        rows[table]?.filter((row) => row.fate === fate).length ?? 0;
      expect(
        report.tables.map(({ table, read, rejected, leftOut = 0 }) => ({ table, read, rejected, leftOut })),
      ).toEqual(
        Object.keys(rows).map((table) => ({
          table,
          read: numberOf(table, 'taken') + numberOf(table, 'rejected'),
          rejected: numberOf(table, 'rejected'),
          leftOut: numberOf(table, 'out'),
        })),
      );
      const taken = Object.entries(rows).map(([table, list]) => [
        table,
        list.filter(({ fate }) => fate === 'taken'),
      ]);
      const plain = await alone.import(mapping(''), filesOf(Object.fromEntries(taken) as typeof rows));
      expect(plain).toMatchObject({ status: 'accepted', rejects: { total: 0 } });
      expect(await hashes(lake)).toEqual(await hashes(alone));
    }),
    { numRuns: testSize() === 'long' ? 200 : 12, seed: seeded('rows left out') },
  );
});
