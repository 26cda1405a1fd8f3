import iconv from 'iconv-lite';
import type { ExampleBank, ExampleTable } from './bank.ts';
import { delimitedText, filesOf } from './delimited.ts';
import { exampleMapping } from './example-mapping.ts';
import type { SourceExampleKind } from './kind.ts';
import { packed } from './packed.ts';

type TableName = keyof ExampleBank;

export function csvGb18030(bank: ExampleBank): SourceExampleKind {
  return {
    folder: 'csv-gb18030',
    mapping: exampleMapping(bank, {
      about: [
        'CSV in GB18030, as most Chinese core systems write it. The encoding is found; it may be stated as well.',
      ],
      head: ['read: { encoding: gb18030 }'],
      feed: (table) => [`file: ${table}.csv`],
    }),
    files: filesOf(bank, '.csv', (table) => iconv.encode(delimitedText(table), 'gb18030')),
  };
}

export function multiCharacterDelimiter(bank: ExampleBank): SourceExampleKind {
  return {
    folder: 'multi-character-delimiter',
    mapping: exampleMapping(bank, {
      about: [
        'Text whose columns are divided by |@|, so that no value can hold the delimiter; there are no quotes.',
      ],
      head: [`read: { delimiter: '|@|', quote: '' }`],
      feed: (table) => [`file: ${table}.dat`],
    }),
    files: filesOf(bank, '.dat', (table) => delimitedText(table, '|@|')),
  };
}

export function headerInAnotherFile(bank: ExampleBank): SourceExampleKind {
  return {
    folder: 'header-in-another-file',
    mapping: exampleMapping(bank, {
      about: [
        'Files without a header; the names of their columns lie in files of their own, one name on each line.',
      ],
      head: ['read: { delimiter: "\\x01" }'],
      feed: (table) => [`file: ${table}.txt`, `read: { header: { file: ${table}.names } }`],
    }),
    files: {
      ...filesOf(bank, '.txt', (table) => linesOf(table, '\u0001')),
      ...filesOf(bank, '.names', (table) => `${table.columns.join('\n')}\n`),
    },
  };
}

export function controlFile(bank: ExampleBank): SourceExampleKind {
  const sums = Object.values(bank).map((table: ExampleTable) => [
    table.name,
    String(table.rows.length),
    sumOf(table),
  ]);
  return {
    folder: 'control-file',
    mapping: exampleMapping(bank, {
      about: [
        'Files with a control file: numbers of records and a sum, and a flag that the core system writes last. Without the',
        'flag nothing is taken; with a wrong number or sum the delivery is refused.',
      ],
      head: ["business_date: { file_name: 'core_(\\d{8})\\.ok', date: yyyymmdd }"],
      feed: (table) => [
        `file: ${table}.csv`,
        `control: { flag: 'core_*.ok', file: control.csv, where: { table: ${table} }, rows: records${table === 'entry' ? ', sum: { amount: amount }' : ''} }`,
      ],
    }),
    files: {
      ...filesOf(bank, '.csv', (table) => delimitedText(table)),
      'control.csv': `table,records,amount\n${sums.map((row) => row.join(',')).join('\n')}\n`,
      'core_20250228.ok': '',
    },
  };
}

export function gzip(bank: ExampleBank): SourceExampleKind {
  return {
    folder: 'gzip',
    mapping: exampleMapping(bank, {
      about: ['CSV packed with gzip: known by its first bytes, whatever it is called.'],
      head: [],
      feed: (table) => [`file: ${table}.csv.gz`],
    }),
    files: filesOf(bank, '.csv.gz', (table) => packed(delimitedText(table))),
  };
}

/** Every value in its own bytes of a line in GB18030, padded with blanks: files of mainframes. */
export function fixedWidth(bank: ExampleBank): SourceExampleKind {
  const widths = new Map(Object.values(bank).map((table: ExampleTable) => [table.name, widthsOf(table)]));
  const placed = (table: TableName): string =>
    bank[table].columns
      .map((name, index) => `{ name: ${name}, length: ${widths.get(table)?.[index] ?? 1} }`)
      .join(', ');
  return {
    folder: 'fixed-width',
    mapping: exampleMapping(bank, {
      about: ['Lines of fixed width in GB18030, counted in bytes: a Chinese sign takes two.'],
      head: ['read: { format: fixed, encoding: gb18030 }'],
      feed: (table) => [`file: ${table}.txt`, `read: { columns: [${placed(table)}] }`],
    }),
    files: filesOf(bank, '.txt', (table) =>
      Buffer.concat(
        table.rows.flatMap((row) => [
          ...row.map((text, index) => padded(text, widths.get(table.name)?.[index] ?? 1)),
          Buffer.from('\n'),
        ]),
      ),
    ),
  };
}

function linesOf({ rows }: ExampleTable, delimiter: string): string {
  return `${rows.map((row) => row.join(delimiter)).join('\n')}\n`;
}

function sumOf(table: ExampleTable): string {
  const at = table.columns.indexOf('amount');
  if (at < 0) return '';
  const cents = table.rows.reduce((sum, row) => sum + Math.round(Number(row[at]) * 100), 0);
  return (cents / 100).toFixed(2);
}

function widthsOf({ columns, rows }: ExampleTable): number[] {
  return columns.map((_, index) =>
    Math.max(1, ...rows.map((row) => iconv.encode(row[index] ?? '', 'gb18030').length)),
  );
}

function padded(text: string, length: number): Buffer {
  const bytes = iconv.encode(text, 'gb18030');
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, ' ')]);
}
