import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const mapping = smallMapping({
  more: `
  holding:
    file: holdings.csv
    fields: { customer_id: id, product: product, as_of: day, value: value, currency: ccy, quantity: n }`,
});

const holdings = (...lines: string[]) => ({
  ...smallFiles,
  'holdings.csv': `id,product,day,value,ccy,n\n${lines.join('\n')}\n`,
});

const stored = (): Promise<string[]> =>
  lake.texts(
    `SELECT i.external_id || ' ' || product || ' ' || currency || ' ' || as_of || ' ' || coalesce(value_minor::VARCHAR, '-') || ' ' || coalesce(quantity::VARCHAR, '-')
     FROM holding h JOIN identity i ON i.entity = 'customer' AND i.entity_key = h.customer_key ORDER BY 1`,
  );

test('holdings are kept in minor units of their currency, the mapping’s where none is written', async () => {
  const files = holdings(
    'C1,FUND,2024-03-31,1000.50,,',
    'C1,YEN,2024-03-31,900,JPY,',
    'C2,CARD,2024-04-01,,,2',
  );
  expect(await lake.import(mapping, files)).toMatchObject({ status: 'accepted' });
  expect(await stored()).toEqual([
    'C1 FUND CNY 2024-03-31 100050 -',
    'C1 YEN JPY 2024-03-31 900 -',
    'C2 CARD CNY 2024-04-01 - 2',
  ]);
});

test('a later delivery adds days and replaces a value of the same day', async () => {
  await lake.import(mapping, holdings('C1,FUND,2024-03-31,1000,,', 'C1,FUND,2024-04-30,1100,,'));
  await lake.import(mapping, holdings('C1,FUND,2024-04-30,1200,,', 'C1,FUND,2024-05-31,0,,'));
  expect(await stored()).toEqual([
    'C1 FUND CNY 2024-03-31 100000 -',
    'C1 FUND CNY 2024-04-30 120000 -',
    'C1 FUND CNY 2024-05-31 0 -',
  ]);
});

test('unknown customers, unlike values of one day and fractions of a yen are rejected', async () => {
  const files = holdings(
    'C9,FUND,2024-03-31,1,,',
    'C1,YEN,2024-03-31,1.5,JPY,',
    'C2,F,2024-04-01,1,,',
    'C2,F,2024-04-01,2,,',
  );
  const report = await lake.import(mapping, files);
  expect(report.status).toBe('refused');
  expect(report.rejects.first.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
    '2 customer_id intake.unknown-reference',
    '3 value intake.too-many-decimals',
    '4 customer_id intake.duplicate-key',
    '5 customer_id intake.duplicate-key',
  ]);
});
