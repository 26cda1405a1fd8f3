import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diagnosticText } from '@gradus/schema';
import { readMapping } from '../mapping/read-mapping.ts';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** Holdings that come as the whole picture of a day: what a slice lacks has ended. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const holding = (settings = 'delivery: slices'): string => `
  holding:
    file: holdings.csv
    ${settings}
    fields: { customer_id: id, product: product, as_of: day, value: value, currency: ccy, quantity: n }`;
const first = smallMapping({ head: 'vanish_at_most: 100%', more: holding() });
const later = (head = 'vanish_at_most: 100%', settings?: string): string =>
  smallMapping({ head, customer: null, account: null, entry: null, more: holding(settings) });

const slices = (...lines: readonly string[]): TrialFiles => ({
  'holdings.csv': `id,product,day,value,ccy,n\n${lines.join('\n')}\n`,
});

const stored = (): Promise<string[]> =>
  lake.texts(
    `SELECT i.external_id || ' ' || product || ' ' || currency || ' ' || as_of || ' ' || coalesce(value_minor::VARCHAR, '-') || ' ' || coalesce(quantity::VARCHAR, '-')
     FROM holding h JOIN identity i ON i.entity = 'customer' AND i.entity_key = h.customer_key ORDER BY 1`,
  );

/** Takes slices in, one delivery after the other. */
async function take(...deliveries: readonly (readonly string[])[]): Promise<void> {
  for (const [index, lines] of deliveries.entries()) {
    const files = { ...(index === 0 ? smallFiles : {}), ...slices(...lines) };
    const report = await lake.import(index === 0 ? first : later(), files);
    expect(report).toMatchObject({ status: 'accepted', reasons: [], warnings: [] });
  }
}

const jan = ['C1,FUND,2024-01-31,1000,,', 'C1,GOLD,2024-01-31,5,USD,', 'C2,CARD,2024-01-31,,,2'];
const feb = ['C1,FUND,2024-02-29,1100,,'];
const mar = ['C1,FUND,2024-03-31,1200,,', 'C2,CARD,2024-03-31,,,1'];
const quarter = [
  'C1 FUND CNY 2024-01-31 100000 -',
  'C1 FUND CNY 2024-02-29 110000 -',
  'C1 FUND CNY 2024-03-31 120000 -',
  'C1 GOLD USD 2024-01-31 500 -',
  'C1 GOLD USD 2024-02-29 0 0',
  'C2 CARD CNY 2024-01-31 - 2',
  'C2 CARD CNY 2024-02-29 0 0',
  'C2 CARD CNY 2024-03-31 - 1',
];

test.each([
  ['several months at once', [[...jan, ...feb, ...mar]]],
  ['each month alone', [jan, feb, mar]],
  ['the first month last', [mar, feb, jan]],
  ['the month between last', [jan, mar, feb]],
  ['a month again', [jan, [...feb, ...mar], feb]],
  [
    'all of them again',
    [
      [...jan, ...feb, ...mar],
      [...mar, ...feb, ...jan],
    ],
  ],
  ['a month that was wrong', [jan, ['C1,SILVER,2024-02-29,7,,', 'C2,CARD,2024-02-29,,,9'], mar, feb]],
])('what is gone ends on the next slice: %s', async (_, deliveries) => {
  await take(...deliveries);
  expect(await stored()).toEqual(quarter);
});

test('a slice that is delivered again takes back what it ended, and moves ends to the next', async () => {
  await take(jan, feb, ['C2,CARD,2024-03-31,,,1'], [...feb, 'C1,GOLD,2024-02-29,6,USD,']);
  expect((await stored()).filter((row) => row.startsWith('C1'))).toEqual([
    'C1 FUND CNY 2024-01-31 100000 -',
    'C1 FUND CNY 2024-02-29 110000 -',
    'C1 FUND CNY 2024-03-31 0 0',
    'C1 GOLD USD 2024-01-31 500 -',
    'C1 GOLD USD 2024-02-29 600 -',
    'C1 GOLD USD 2024-03-31 0 0',
  ]);
});

test('what came by changes before ends with the first slice, and is not touched', async () => {
  const changes = smallMapping({ more: holding('') });
  const lines = ['C1,FUND,2024-01-31,1000,,', 'C2,FUND,2024-02-10,5,,', 'C2,FUND,2024-02-20,0,,'];
  await lake.import(changes, { ...smallFiles, ...slices(...lines) });
  await lake.import(later(), slices('C2,OTHER,2024-03-31,1,,'));
  expect(await stored()).toEqual([
    'C1 FUND CNY 2024-01-31 100000 -',
    'C1 FUND CNY 2024-03-31 0 0',
    'C2 FUND CNY 2024-02-10 500 -',
    'C2 FUND CNY 2024-02-20 0 -',
    'C2 OTHER CNY 2024-03-31 100 -',
  ]);
});

test('another source has its own slices', async () => {
  await take(jan);
  const other = later().replace('source: core', 'source: wealth');
  await lake.import(other, slices('C2,BOND,2024-02-29,1,,'));
  expect((await stored()).filter((row) => row.includes('2024-02-29'))).toEqual([
    'C2 BOND CNY 2024-02-29 100 -',
  ]);
});

test.each([
  ['a value that cannot be read', 'C1,GOLD,2024-02-29,many,USD,'],
  ['a product that is missing', 'C1,,2024-02-29,5,USD,'],
  ['a day that cannot be read', 'C1,GOLD,2024-02-30,5,USD,'],
  ['too many decimals', 'C1,GOLD,2024-02-29,5.001,USD,'],
])('what a rejected row names has not ended with its slice: %s', async (_, line) => {
  await take(jan);
  const text = later('vanish_at_most: 100%\ntolerance: { holding: 1 rows }');
  await lake.import(text, slices(...feb, line));
  const gold = async () => (await stored()).filter((row) => row.startsWith('C1 GOLD'));
  expect(await gold()).toEqual(['C1 GOLD USD 2024-01-31 500 -']);
  await lake.import(later(), slices(...mar));
  expect(await gold()).toEqual(['C1 GOLD USD 2024-01-31 500 -', 'C1 GOLD USD 2024-03-31 0 0']);
});

test('with the next slice in the same delivery, it ends there', async () => {
  await take(jan);
  const text = later('vanish_at_most: 100%\ntolerance: { holding: 1 rows }');
  await lake.import(text, slices(...feb, 'C1,GOLD,2024-02-29,many,USD,', ...mar));
  expect((await stored()).filter((row) => row.startsWith('C1 GOLD'))).toEqual([
    'C1 GOLD USD 2024-01-31 500 -',
    'C1 GOLD USD 2024-03-31 0 0',
  ]);
});

test.each([
  ['no customer', ',GOLD,2024-02-29,5,USD,'],
  ['no record', 'C1,GOLD,2024-02-29'],
])('a row with %s could be of anybody', async (_, line) => {
  await take(jan);
  const text = later('vanish_at_most: 100%\ntolerance: { holding: 1 rows }');
  const report = await lake.import(text, slices(...feb, line));
  expect(report).toMatchObject({
    status: 'refused',
    reasons: [{ code: 'intake.slice-unsure', data: { rows: '1' } }],
  });
});

test('a slice that ends much is told of', async () => {
  await take(jan);
  const report = await lake.import(later('vanish_at_most: 50%'), slices(...feb));
  expect(report).toMatchObject({
    status: 'accepted',
    warnings: [{ code: 'intake.slice-ends', data: { day: '2024-02-29', ended: '2', before: '3' } }],
  });
  expect(diagnosticText(report.warnings[0]!, 'en')).toContain('lacks 2 of 3 holdings');
});

test('slices are of holdings alone, and know no operation and no period', () => {
  const codes = (text: string): string[] =>
    readMapping(text).diagnostics.map(({ code, path }) => `${code} ${path}`);
  const fact = smallMapping({
    more: `
  fact: { file: f.csv, delivery: slices, fields: { customer_id: a, name: n, as_of: d, value: { column: v, unit: count } } }`,
  });
  expect(codes(fact)).toEqual(['intake.bad-value tables.fact.delivery']);
  expect(codes(later('', 'delivery: slices\n    operation: op'))).toEqual([
    'intake.needs-changes tables.holding.operation',
  ]);
  const period = 'delivery: slices\n    period: { from: 2024-01-01, to: 2024-02-01 }';
  expect(codes(later('', period))).toEqual(['intake.bad-value tables.holding.period']);
});

test('in whatever order and however often slices come, the lake is that of the last of each day', async () => {
  const days = ['2024-01-31', '2024-02-15', '2024-02-29', '2024-03-31'];
  const keys = ['C1,FUND', 'C1,GOLD', 'C2,FUND', 'C2,GOLD'];
  const slice = fc.tuple(
    fc.constantFrom(...days),
    // At least one row: of an empty slice no day is known.
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }).map((values) => [9, ...values]),
  );
  const delivery = fc.uniqueArray(slice, { selector: ([day]) => day, minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 4 }), async (deliveries) => {
      await using one = await TrialLake.open();
      const known = new Map<string, readonly number[]>();
      const all = ['C2,LAST', ...keys];
      for (const [index, parts] of deliveries.entries()) {
        const lines = parts.flatMap(([day, values]) => {
          known.set(day, values);
          return all.flatMap((key, at) => ((values[at] ?? 0) === 0 ? [] : [`${key},${day},${values[at]},,`]));
        });
        const files = { ...(index === 0 ? smallFiles : {}), ...slices(...lines) };
        const { status } = await one.import(index === 0 ? first : later(), files);
        expect(['accepted', 'unchanged']).toContain(status);
        // A delivery that was taken before is not taken again.
        if (status === 'unchanged') return;
      }
      const expected = all.flatMap((key, at) => {
        let before = 0;
        return [...known.keys()].toSorted().flatMap((day) => {
          const now = known.get(day)?.[at] ?? 0;
          const row = now === 0 && before === 0 ? [] : [`${key.replace(',', ' ')} ${day} ${now * 100}`];
          before = now;
          return row;
        });
      });
      const rows = await one.texts(
        `SELECT i.external_id, product, CAST(as_of AS VARCHAR), value_minor FROM holding h
         JOIN identity i ON i.entity = 'customer' AND i.entity_key = h.customer_key`,
      );
      expect(rows.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 12 },
  );
});
