import { formatDay, parseDay, type Day } from '@gradus/schema';
import { exampleFrom, exampleTo, type ExampleBank, type ExampleTable } from './bank.ts';
import { delimitedText } from './delimited.ts';
import { exampleMapping } from './example-mapping.ts';
import type { SourceExampleKind } from './kind.ts';

const openEnd = '9999-12-31';

/** 拉链表: balances from a day to a day, in place of bookings. Only the running interval has an open end. */
export function balanceIntervals(bank: ExampleBank): SourceExampleKind {
  const { entry: _, ...rest } = bank;
  const intervals: ExampleTable = {
    name: 'balance',
    columns: ['account_id', 'from_day', 'to_day', 'balance'],
    rows: bank.account.rows.flatMap((row) =>
      intervalsOf(row, bank).map(({ from, to, balance }) => [
        row[0] ?? '',
        formatDay(from),
        to === exampleTo ? openEnd : formatDay(to),
        balance,
      ]),
    ),
  };
  const mapping = exampleMapping(rest as ExampleBank, {
    about: [
      'Balances as intervals (拉链表): from a day to a day, the last one open. There are no bookings, so nothing is known of',
      'spending and income; balances, averages and terms are the same.',
    ],
    head: ['business_date: 2025-02-28'],
    feed: (table) => [`file: ${table}.csv`],
  });
  const feed = [
    '  balance:',
    '    file: balance.csv',
    '    fields:',
    '      account_id: account_id',
    '      day: from_day',
    `      until: { column: to_day, missing: ['${openEnd}'] }`,
    '      balance: balance',
  ];
  const tables = [...Object.values(rest), intervals] as ExampleTable[];
  return {
    folder: 'balance-intervals',
    mapping: `${mapping.trimEnd()}\n\n${feed.join('\n')}\n`,
    files: Object.fromEntries(tables.map((table) => [`${table.name}.csv`, delimitedText(table)])),
  };
}

/** A balance and the days from first to last on which an account has it. */
interface HeldBalance {
  readonly from: Day;
  readonly to: Day;
  readonly balance: string;
}

/** The balances of an account (a row of the bank), day upon day. */
export function intervalsOf(account: readonly string[], bank: ExampleBank): HeldBalance[] {
  const at = (name: string): string => account[bank.account.columns.indexOf(name)] ?? '';
  const id = at('account_id');
  const moves = new Map<Day, number>();
  for (const row of bank.entry.rows) {
    const of = (name: string): string => row[bank.entry.columns.indexOf(name)] ?? '';
    if (of('account_id') !== id) continue;
    const day = parseDay(of('booked_on')) ?? 0;
    moves.set(day, (moves.get(day) ?? 0) + cents(of('amount')));
  }
  const first = Math.max(exampleFrom, parseDay(at('opened_on')) ?? exampleFrom);
  const closed = parseDay(at('closed_on'));
  const last = closed === null ? exampleTo : closed - 1;
  const found: { from: Day; to: Day; balance: number }[] = [];
  let balance = cents(at('opening_balance'));
  for (let day = first; day <= last; day += 1) {
    balance += moves.get(day) ?? 0;
    const running = found.at(-1);
    if (running?.balance === balance) running.to = day;
    else found.push({ from: day, to: day, balance });
  }
  return found.map(({ balance: held, ...days }) => ({ ...days, balance: (held / 100).toFixed(2) }));
}

const cents = (text: string): number => (text === '' ? 0 : Math.round(Number(text) * 100));
