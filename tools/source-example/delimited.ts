import type { ExampleBank, ExampleTable } from './bank.ts';
import { exampleMapping } from './example-mapping.ts';
import type { SourceExampleKind } from './kind.ts';

/** Lines of a table, header first, with values quoted where they must be. */
export function delimitedText(table: ExampleTable, delimiter = ','): string {
  const value = (text: string): string =>
    text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  return `${[table.columns, ...table.rows].map((row) => row.map(value).join(delimiter)).join('\n')}\n`;
}

/** Each table as text by `write`, under its name and `suffix`. */
export function filesOf<Contents>(
  bank: ExampleBank,
  suffix: string,
  write: (table: ExampleTable) => Contents,
): Record<string, Contents> {
  return Object.fromEntries(
    Object.values(bank).map((table: ExampleTable) => [`${table.name}${suffix}`, write(table)]),
  );
}

export function csvUtf8(bank: ExampleBank): SourceExampleKind {
  return {
    folder: 'csv-utf8',
    mapping: exampleMapping(bank, {
      about: ['CSV in UTF-8 with a header: what most systems export.'],
      head: [],
      feed: (table) => [`file: ${table}.csv`],
    }),
    files: filesOf(bank, '.csv', (table) => delimitedText(table)),
  };
}
