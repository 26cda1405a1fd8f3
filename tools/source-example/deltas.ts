import type { ExampleBank, ExampleTable } from './bank.ts';
import { delimitedText } from './delimited.ts';
import { exampleMapping } from './example-mapping.ts';
import type { SourceExampleKind } from './kind.ts';

/** One change of a row; `values` are those of the table's columns. */
interface Change {
  readonly operation: 'I' | 'U' | 'D';
  readonly values: readonly string[];
}

/** Number of first columns that tell rows apart: what a deleted row needs. */
const keyLengths: Readonly<Record<keyof ExampleBank, number>> = {
  customer: 1,
  account: 1,
  entry: 1,
  loan: 1,
  loan_party: 3,
  loan_status: 2,
  exchange_rate: 3,
};

/** Columns in which rows of the first delivery are wrong, until the second corrects them, and the wrong values. */
const mistakes: Readonly<Partial<Record<keyof ExampleBank, Readonly<Record<string, string>>>>> = {
  customer: { status: 'dormant' },
  // An account must end at 0 when it is closed, and some of the bookings come later.
  account: { term_months: '7', closed_on: '' },
  entry: { amount: '77.77' },
  loan: { principal: '1.00' },
  loan_status: { days_past_due: '45' },
  exchange_rate: { rate: '1.0000' },
};

/** What is delivered first and should never have been: the second delivery deletes it. */
const strays: Readonly<Partial<Record<keyof ExampleBank, readonly string[]>>> = {
  account: ['A9999', 'C001', 'demand', 'D0', 'CNY', '2024-05-05', '', '', '', ''],
  entry: ['E999999', 'A9999', '2024-05-06', '123.45', 'transfer', 'counter'],
  loan: ['L999', 'mortgage', 'CNY', '9.00', '2024-01-05', '2034-01-05'],
  loan_party: ['L999', 'C002', 'borrower'],
  loan_status: ['L999', '2024-02-29', '9.00', '400', '9.00', 'loss'],
};

/** 增量: two deliveries of rows with what became of them and a running number; together they are the bank. */
export function deltas(bank: ExampleBank): SourceExampleKind {
  const names = Object.keys(bank) as (keyof ExampleBank)[];
  const write = (changesOf: (table: keyof ExampleBank) => readonly Change[]) =>
    Object.fromEntries(
      names.map((name) => [`${name}.csv`, delimitedText(changesTable(bank[name], changesOf(name)))]),
    );
  return {
    folder: 'deltas',
    mapping: exampleMapping(bank, {
      about: [
        'Deltas by key (增量): every row says what became of it (I new, U changed, D gone), and a running number says in which order.',
        'The deliveries source-1 and source-2 make the bank together; the second corrects and takes back some of the first.',
      ],
      head: [],
      feed: (table) => [`file: ${table}.csv`, 'delivery: changes', 'operation: op', 'sequence: seq'],
    }),
    deliveries: {
      'source-1': write((name) => firstChanges(bank[name], name)),
      'source-2': write((name) => secondChanges(bank[name], name)),
    },
  };
}

/** The rows that come first: all customers, and of the others all but every third; every fifth of them is wrong. */
function firstChanges(table: ExampleTable, name: keyof ExampleBank): Change[] {
  const rows = table.rows.flatMap((values, index): Change[] =>
    comesLater(name, index)
      ? []
      : [{ operation: 'I', values: isWrong(table, index) ? wrong(table, name, values) : values }],
  );
  const stray = strays[name];
  return stray === undefined ? rows : [...rows, { operation: 'I', values: stray }];
}

/** The rest; what was wrong, twice: still wrong and then right; and the strays, gone. */
function secondChanges(table: ExampleTable, name: keyof ExampleBank): Change[] {
  const rows = table.rows.flatMap((values, index): Change[] => {
    if (comesLater(name, index)) return [{ operation: 'I', values }];
    if (!isWrong(table, index) || mistakes[name] === undefined) return [];
    return [
      { operation: 'U', values: wrong(table, name, values) },
      { operation: 'U', values },
    ];
  });
  const stray = strays[name];
  if (stray === undefined) return rows;
  const key = stray.map((value, index) => (index < keyLengths[name] ? value : ''));
  return [...rows, { operation: 'D', values: key }];
}

const comesLater = (name: keyof ExampleBank, index: number): boolean => {
  // Whoever refers to a row must come after it.
  const mayWait = name === 'entry' || name === 'loan_status' || name === 'exchange_rate';
  return mayWait && index % 3 === 2;
};

function isWrong({ columns, rows }: ExampleTable, index: number): boolean {
  const closedOn = rows[index]?.[columns.indexOf('closed_on')] ?? '';
  return closedOn !== '' || index % 5 === 1;
}

function wrong(table: ExampleTable, name: keyof ExampleBank, values: readonly string[]): string[] {
  return values.map((value, index) => mistakes[name]?.[table.columns[index] ?? ''] ?? value);
}

/** The changes under their running numbers, the last first: the order of lines says nothing. */
function changesTable(table: ExampleTable, changes: readonly Change[]): ExampleTable {
  const rows = changes.map(({ operation, values }, index) => [String(index + 1), operation, ...values]);
  return { name: table.name, columns: ['seq', 'op', ...table.columns], rows: rows.toReversed() };
}
