import { formatDay } from '@gradus/schema';
import type { ExampleBank, ExampleTable } from './bank.ts';
import { delimitedText } from './delimited.ts';
import { exampleMapping } from './example-mapping.ts';
import { intervalsOf } from './intervals.ts';
import type { SourceExampleKind } from './kind.ts';
import { packed } from './packed.ts';

/** Every account's balance at the end of every day, in place of bookings. */
export function dailyBalances(bank: ExampleBank): SourceExampleKind {
  const { entry: _, ...rest } = bank;
  const balances: ExampleTable = {
    name: 'balance',
    columns: ['day', 'account_id', 'balance'],
    rows: bank.account.rows
      .flatMap((row) => dailyRows(row, bank))
      .toSorted((a, b) => compareTexts(a[0], b[0])),
  };
  const mapping = exampleMapping(rest as ExampleBank, {
    about: [
      'Balances at the end of every day, as a warehouse keeps them (日终余额). A balance holds until the next, so days on which',
      'nothing changed may be left out. There are no bookings, so nothing is known of spending and income.',
    ],
    head: ['business_date: 2025-02-28'],
    feed: (table) => [`file: ${table}.csv`],
  });
  const feed = [
    '  balance:',
    '    file: balance.csv.gz',
    '    read: { date: yyyymmdd }',
    '    fields: { account_id: account_id, day: day, balance: balance }',
  ];
  const tables: ExampleTable[] = Object.values(rest);
  return {
    folder: 'daily-balances',
    mapping: `${mapping.trimEnd()}\n\n${feed.join('\n')}\n`,
    files: {
      ...Object.fromEntries(tables.map((table) => [`${table.name}.csv`, delimitedText(table)])),
      'balance.csv.gz': packed(delimitedText(balances)),
    },
  };
}

function dailyRows(account: readonly string[], bank: ExampleBank): string[][] {
  const id = account[0] ?? '';
  return intervalsOf(account, bank).flatMap(({ from, to, balance }) =>
    Array.from({ length: to - from + 1 }, (_, index) => [
      formatDay(from + index).replaceAll('-', ''),
      id,
      balance,
    ]),
  );
}

const compareTexts = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
