import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';

/** Rejects by cause, with the values that are to blame. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const line = (file: string, at: number) => ({ file, sheet: null, line: at });

test('causes with most rows come first; the five most frequent values stand for the others', async () => {
  const codes = ['f', 'e', 'd', 'd', 'c', 'b', 'a', 'a', 'a', 'e'];
  const entries = codes.map((code, index) => `${index + 10},A1,2024-03-01,1,${code}`);
  const report = await lake.import(smallMapping(), {
    ...smallFiles,
    'customers.csv': `${String(smallFiles['customers.csv'])}C3,x,2024-02-30,\nC4,y,2024-02-31,\n"\n`,
    'entries.csv': `id,account,day,amount,purpose\n${entries.join('\n')}\n`,
  });
  const [codesOfEntries, days, broken] = report.rejects.byCode;
  expect(codesOfEntries).toMatchObject({ table: 'entry', field: 'purpose', count: 10, values: 6 });
  expect(codesOfEntries?.examples).toEqual([
    { value: 'a', count: 3, first: line('entries.csv', 8), last: line('entries.csv', 10) },
    { value: 'e', count: 2, first: line('entries.csv', 3), last: line('entries.csv', 11) },
    { value: 'd', count: 2, first: line('entries.csv', 4), last: line('entries.csv', 5) },
    { value: 'f', count: 1, first: line('entries.csv', 2), last: line('entries.csv', 2) },
    { value: 'c', count: 1, first: line('entries.csv', 6), last: line('entries.csv', 6) },
  ]);
  expect(days).toMatchObject({ code: 'intake.unreadable-day', count: 2, values: 2 });
  expect(broken).toMatchObject({
    code: 'intake.broken-record',
    count: 1,
    examples: [{ value: '…', first: line('customers.csv', 6) }],
  });
});

test('both rows of a key have their places, over the files of a feed, and the key stays in the vault', async () => {
  const id = '6222020200112233445';
  const report = await lake.import(
    smallMapping({
      customer: `
  customer:
    file: customers*.csv
    fields: { customer_id: id, opened_on: opened }`,
      account: null,
      entry: null,
    }),
    {
      'customers1.csv': `id,opened\nC1,2020-01-01\n${id},2020-01-01\n`,
      'customers2.csv': `id,opened\n${id},2020-01-02\n`,
    },
  );
  expect(report.rejects.byCode).toMatchObject([
    {
      code: 'intake.duplicate-key',
      count: 2,
      values: 1,
      examples: [
        { value: '…3445', count: 2, first: line('customers1.csv', 3), last: line('customers2.csv', 2) },
      ],
    },
  ]);
});

test('lines that are no records are told however many there are', async () => {
  const count = 200_000;
  const report = await lake.import(smallMapping(), {
    ...smallFiles,
    'customers.csv': `${String(smallFiles['customers.csv'])}${'x\n'.repeat(count)}`,
  });
  expect(report.status).toBe('refused');
  expect(report.rejects.byCode.find(({ table }) => table === 'customer')).toMatchObject({
    code: 'intake.broken-record',
    count,
    examples: [{ count, first: line('customers.csv', 4), last: line('customers.csv', count + 3) }],
  });
});
