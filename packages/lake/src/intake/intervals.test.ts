import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatDay, parseDay } from '@gradus/schema';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const mapping = (until: string | null = "{ column: to, missing: ['9999-12-31'] }"): string =>
  smallMapping({
    head: 'business_date: 2024-06-30',
    entry: null,
    more: `
  balance:
    file: balances.csv
    fields: { account_id: account, day: from, ${until === null ? '' : `until: ${until}, `}balance: balance }`,
  });
const files = (...lines: string[]): TrialFiles => ({
  'customers.csv': 'id,name,opened,born\nC1,a,2020-01-01,\n',
  'accounts.csv':
    'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,\nA2,C1,term,2024-02-10,2024-05-15,\n',
  'balances.csv': `account,from,to,balance\n${lines.join('\n')}\n`,
});
const bookings = `SELECT i.external_id || ' ' || e.booked_on || ' ' || e.amount_minor FROM entry e JOIN identity i ON i.entity = 'account' AND i.entity_key = e.account_key ORDER BY 1`;

test('intervals are kept as what changed between them; the one that spans the beginning opens the account', async () => {
  const report = await lake.import(
    mapping(),
    files(
      'A1,2019-01-01,2021-12-31,7',
      'A1,2022-01-01,2024-01-31,100',
      'A1,2024-02-01,2024-02-29,130',
      'A1,2024-03-01,9999-12-31,90.5',
      'A2,2024-02-10,2024-05-14,1000',
    ),
  );
  expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
  expect(await lake.texts(bookings)).toEqual([
    'A1 2024-02-01 3000',
    'A1 2024-03-01 -3950',
    'A2 2024-02-10 100000',
    'A2 2024-05-15 -100000',
  ]);
  expect(
    await lake.texts('SELECT opening_minor FROM spell JOIN account USING (account_key) ORDER BY from_on'),
  ).toEqual(['10000', 'null']);
});

test('an end that is not included is one day earlier', async () => {
  const half = mapping("{ column: to, missing: ['9999-12-31'], add: -1 }");
  const lines = [
    'A1,2022-01-01,2024-02-01,100',
    'A1,2024-02-01,9999-12-31,130',
    'A2,2024-02-10,2024-05-15,1',
  ];
  expect(await lake.import(half, files(...lines))).toMatchObject({ status: 'accepted' });
  expect((await lake.texts(bookings))[0]).toBe('A1 2024-02-01 3000');
});

test.each([
  ['A1,2022-01-01,2024-02-01,100', 'A1,2024-02-01,9999-12-31,130', '2 until intake.intervals-overlap'],
  ['A1,2022-01-01,9999-12-31,100', 'A1,2024-02-01,9999-12-31,130', '2 until intake.intervals-overlap'],
  ['A1,2022-01-01,2024-01-30,100', 'A1,2024-02-01,9999-12-31,130', '2 until intake.interval-gap'],
  ['A1,2022-01-01,2024-01-31,100', 'A1,2024-02-01,2024-06-01,130', '3 until intake.interval-gap'],
  ['A1,2024-02-02,2024-02-01,100', 'A1,2024-02-02,9999-12-31,130', '2 until intake.days-out-of-order'],
])('%s and %s: %s', async (first, second, expected) => {
  const report = await lake.import(mapping(), files(first, second));
  expect(report.status).toBe('refused');
  expect(report.rejects.first.map(({ line, field, code }) => `${line} ${field} ${code}`)).toContain(expected);
});

test('a later delivery ends an open interval and begins the next', async () => {
  await lake.import(mapping(), files('A1,2022-01-01,9999-12-31,100'));
  const report = await lake.import(
    mapping(),
    files('A1,2022-01-01,2024-03-31,100', 'A1,2024-04-01,9999-12-31,60'),
  );
  expect(report).toMatchObject({ status: 'accepted', reasons: [] });
  expect(await lake.texts(bookings)).toEqual(['A1 2024-04-01 -4000']);
});

test('intervals say what daily balances say', async () => {
  const start = parseDay('2024-01-01') ?? 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({ days: fc.integer({ min: 1, max: 40 }), balance: fc.integer({ min: -99, max: 99 }) }),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      async (steps) => {
        let day = start;
        const intervals: string[] = [];
        const daily: string[] = [];
        for (const [index, { days, balance }] of steps.entries()) {
          const isLast = index === steps.length - 1;
          intervals.push(
            `A1,${formatDay(day)},${isLast ? '9999-12-31' : formatDay(day + days - 1)},${balance}`,
          );
          for (let on = day; on < day + days; on += 1) daily.push(`A1,${formatDay(on)},,${balance}`);
          day += days;
        }
        await using one = await TrialLake.open();
        await using other = await TrialLake.open();
        expect(await one.import(mapping(), files(...intervals))).toMatchObject({ status: 'accepted' });
        expect(await other.import(mapping(null), files(...daily))).toMatchObject({ status: 'accepted' });
        expect(await one.texts(bookings)).toEqual(await other.texts(bookings));
      },
    ),
    { numRuns: 8 },
  );
});
