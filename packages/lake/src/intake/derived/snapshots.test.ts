import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seeded, testSize } from '../../../../../tools/test-size.ts';
import { openDuckdb } from '@gradus/engine';
import { formatDay, type Day } from '@gradus/schema';
import { attachLake } from '../../store/attach-lake.ts';
import { openLake } from '../../store/lake.ts';
import { filesOf } from '../../store/manifest.ts';
import { smallMapping } from '../../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const files: TrialFiles = {
  'customers.csv': 'id,name,opened,born\nC1,a,2020-01-01,\nC2,b,2020-01-01,\n',
  'accounts.csv':
    'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,100\nA2,C2,demand,2024-02-10,,\n',
  'entries.csv':
    'id,account,day,amount,purpose\n1,A1,2024-01-20,10,salary\n2,A2,2024-02-10,7,spend\n3,A1,2024-05-31,-3,spend\n',
};
const head = 'business_date: 2024-06-30';
const more = (...lines: string[]): TrialFiles => ({
  'entries.csv': `id,account,day,amount,purpose\n${lines.join('\n')}\n`,
});
const entriesOnly = (text = head): string => smallMapping({ head: text, customer: null, account: null });

const sums = `balance_minor, balance_days_minor, month_end_sum_minor, spend_sum_minor, spend_count, salary_sum_minor`;
const summed = `SELECT spell_key, month_end, ${sums
  .split(', ')
  .map((name) => `CAST(sum(${name}) AS BIGINT) AS ${name}`)
  .join(', ')} FROM snapshot GROUP BY ALL ORDER BY ALL`;

async function snapshotFiles(): Promise<Record<string, number>> {
  const manifest = await (await openLake(lake.directory)).head();
  const parts = filesOf(manifest, 'snapshot').map(({ part }) => part ?? '');
  return Object.fromEntries(parts.map((part) => [part, parts.filter((one) => one === part).length]));
}

async function singleMonthEnds(): Promise<readonly Day[]> {
  const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  try {
    const opened = await openLake(lake.directory);
    return (await attachLake(session, opened, await opened.head())).singleMonthEnds;
  } finally {
    await session.close();
  }
}

test('stand on every month end from the first day of the data to the business date', async () => {
  const report = await lake.import(smallMapping({ head }), files);
  expect(report.monthEnds).toHaveLength(6);
  const rows = await lake.rows(
    `SELECT s.month_end - DATE '2024-01-31' AS d, s.${sums.replaceAll(', ', ', s.')} FROM snapshot s JOIN spell p USING (spell_key) JOIN identity i ON i.entity = 'account' AND i.entity_key = p.account_key WHERE i.external_id = 'A1' ORDER BY s.month_end`,
  );
  expect(rows.map((row) => Object.values(row).map(Number))).toEqual([
    [0, 11000, 10000 * 31 + 1000 * 12, 11000, 0, 0, 1000],
    [29, 11000, 322000 + 11000 * 29, 22000, 0, 0, 1000],
    [60, 11000, 322000 + 11000 * 60, 33000, 0, 0, 1000],
    [90, 11000, 322000 + 11000 * 90, 44000, 0, 0, 1000],
    [121, 10700, 322000 + 11000 * 121 - 300, 54700, -300, 1, 1000],
    [151, 10700, 322000 + 11000 * 121 - 300 + 10700 * 30, 65400, -300, 1, 1000],
  ]);
});

test('grow with the next month; those before stay the files they are', async () => {
  await lake.import(smallMapping({ head: 'business_date: 2024-05-31' }), files);
  const before = await snapshotFiles();
  await lake.import(entriesOnly(), more('4,A1,2024-06-15,5,other'));
  expect(await snapshotFiles()).toEqual({ ...before, '2024-06': 1 });
});

test('late bookings add rows of differences from their month on', async () => {
  await lake.import(smallMapping({ head }), files);
  await lake.import(entriesOnly(), more('4,A1,2024-03-15,5,salary'));
  expect(await snapshotFiles()).toEqual({
    '2024-01': 1,
    '2024-02': 1,
    '2024-03': 2,
    '2024-04': 2,
    '2024-05': 2,
    '2024-06': 2,
  });
  const several = await lake.rows(
    'SELECT DISTINCT month_end FROM (SELECT month_end FROM snapshot GROUP BY spell_key, month_end HAVING count(*) > 1) ORDER BY 1',
  );
  const single = await singleMonthEnds();
  expect(several.map((row) => Number(row['month_end'])).filter((end) => single.includes(end))).toEqual([]);
  expect(single.map(formatDay)).toEqual(['2024-01-31', '2024-02-29']);
});

test('after many late deliveries a month end is made anew', async () => {
  await lake.import(smallMapping({ head }), files);
  for (let index = 0; index < 8; index += 1) {
    await lake.import(entriesOnly(), more(`${10 + index},A1,2024-06-15,5,salary`));
  }
  expect(await snapshotFiles()).toMatchObject({ '2024-05': 1, '2024-06': 1 });
});

describe('in whatever portions the same rows come', () => {
  const day = fc
    .integer({ min: 0, max: 181 })
    .map((offset) => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10));
  const booking = fc.record({
    account: fc.constantFrom('A1', 'A2', 'A3'),
    day,
    amount: fc.integer({ min: -100_000, max: 100_000 }).map((minor) => (minor / 100).toFixed(2)),
    purpose: fc.constantFrom('salary', 'spend', 'other'),
  });
  const owners = fc.constantFrom('C1', 'C2');
  const scenario = fc.record({
    portions: fc.array(fc.array(booking, { maxLength: 8 }), { minLength: 2, maxLength: 3 }),
    changes: fc.uniqueArray(fc.record({ day, owner: owners }), { maxLength: 3, selector: (one) => one.day }),
    changePortion: fc.integer({ min: 0, max: 1 }),
    openingPortion: fc.integer({ min: 0, max: 1 }),
  });

  const account = `
  account:
    file: accounts.csv
    delivery: changes
    fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: { value: 2020-01-01 }, opening_balance: opening, valid_from: since }`;
  const entry = `
  entry:
    file: entries.csv
    fields: { account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }`;

  type Scenario = typeof scenario extends fc.Arbitrary<infer One> ? One : never;

  const accountLines = ({ changes, changePortion, openingPortion }: Scenario, portion: number): string[] => {
    const basic = ['A1', 'A2', 'A3'].map(
      (id) => `${id},C1,2020-01-01,${id === 'A3' && openingPortion > portion ? '' : '55.5'}`,
    );
    const moved = changePortion > portion ? [] : changes.map((one) => `A1,${one.owner},${one.day},`);
    return [...basic, ...moved];
  };

  const delivery = (one: Scenario, from: number, to: number): TrialFiles => ({
    'customers.csv': String(files['customers.csv']),
    'accounts.csv': `id,owner,since,opening\n${accountLines(one, to).join('\n')}\n`,
    'entries.csv': `id,account,day,amount,purpose\n${one.portions
      .flatMap((portion, index) =>
        index < from || index > to
          ? []
          : portion.map(
              (row, place) => `${index}-${place},${row.account},${row.day},${row.amount},${row.purpose}`,
            ),
      )
      .join('\n')}\n`,
  });

  test('spells, movements and snapshots are the same', async () => {
    const runs = testSize() === 'long' ? 60 : 6;
    await fc.assert(
      fc.asyncProperty(scenario, async (one) => {
        const mapping = smallMapping({ head, account, entry });
        await using whole = await TrialLake.open();
        await using portioned = await TrialLake.open();
        const last = one.portions.length - 1;
        expect(await whole.import(mapping, delivery(one, 0, last))).toMatchObject({ status: 'accepted' });
        for (let index = 0; index <= last; index += 1) {
          const report = await portioned.import(mapping, delivery(one, index, index));
          expect(['accepted', 'unchanged']).toContain(report.status);
        }
        for (const query of [
          'SELECT * FROM spell ORDER BY ALL',
          'SELECT * FROM movement WHERE amount_minor <> 0 ORDER BY ALL',
          summed,
        ]) {
          expect(await portioned.rows(query)).toEqual(await whole.rows(query));
        }
      }),
      { numRuns: runs, seed: seeded('snapshots in portions') },
    );
  });
});
