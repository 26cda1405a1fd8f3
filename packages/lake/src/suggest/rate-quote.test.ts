import { expect, test } from 'vitest';
import { groupFiles } from './file-group.ts';
import { quoteForm } from './rate-quote.ts';
import type { FileSample } from './sample/file-sample.ts';

function rates(rows: readonly (readonly string[])[]): FileSample {
  return {
    file: { name: 'rates.csv', path: 'rates.csv' },
    layout: {
      kind: 'delimited',
      encoding: 'utf-8',
      delimiter: ',',
      quote: '"',
      header: { kind: 'line', line: 1 },
    },
    header: ['currency', 'rate', 'date'],
    rows,
    columnCount: 3,
    oddRecords: 0,
    isWhole: true,
    described: null,
  };
}

test.each([
  [
    'CNY',
    [
      ['USD', '7.12', '2026-01-31'],
      ['HKD', '0.91', '2026-01-31'],
    ],
    [],
  ],
  [
    'CNY',
    [
      ['USD', '712.00', '2026-01-31'],
      ['HKD', '91.10', '2026-01-31'],
    ],
    ['per: 100'],
  ],
  [
    'EUR',
    [
      ['PLN', '4.2194', '2026-01-31'],
      ['PLN', '4.2585', '2026-02-28'],
    ],
    ['invert: true'],
  ],
  ['EUR', [['PLN', '0.2370', '2026-01-31']], []],
  ['CNY', [['JPY', '4.80', '2026-01-31']], ['per: 100']],
  ['CNY', [['JPY', '20.80', '2026-01-31']], ['invert: true']],
])('rates for %s such as %j are read with %j', (quote, rows, expected) => {
  const [group] = groupFiles([rates(rows)]);
  if (group === undefined) throw new Error('no group');
  expect(quoteForm(group, quote, [])).toEqual(expected);
});
