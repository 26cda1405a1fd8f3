import type { ExampleBank, ExampleTable } from './bank.ts';
import { exampleMapping } from './example-mapping.ts';
import type { SourceExampleKind } from './kind.ts';

/** Fields that are days, numbers or amounts; the others are texts. */
const types: Readonly<Record<string, string>> = {
  birth_year: 'integer',
  term_months: 'integer',
  days_past_due: 'integer',
  opened_on: 'date',
  closed_on: 'date',
  matures_on: 'date',
  booked_on: 'date',
  as_of: 'date',
  opening_balance: 'numeric(18, 2)',
  amount: 'numeric(18, 2)',
  principal: 'numeric(18, 2)',
  outstanding: 'numeric(18, 2)',
  overdue: 'numeric(18, 2)',
  rate: 'numeric(12, 6)',
};

/** Names of the tables in the databases, as a core system might have them. */
const databaseTable = (name: string): string => `core_${name}`;

export function postgresql(bank: ExampleBank): SourceExampleKind {
  return database(bank, {
    folder: 'postgresql',
    about: [
      'Queries on PostgreSQL. The address is told on import and stands nowhere:',
      'GRADUS_CONNECTION_CORE=postgres://user:password@host:5432/database npx gradus import …',
      'source/bank.sql makes the tables of this example.',
    ],
    text: 'text',
  });
}

export function mysql(bank: ExampleBank): SourceExampleKind {
  return database(bank, {
    folder: 'mysql',
    about: [
      'Queries on MySQL. The address is told on import and stands nowhere:',
      'GRADUS_CONNECTION_CORE=mysql://user:password@host:3306/database npx gradus import …',
      'source/bank.sql makes the tables of this example.',
    ],
    text: 'varchar(100)',
  });
}

function database(
  bank: ExampleBank,
  {
    folder,
    about,
    text,
  }: { readonly folder: string; readonly about: readonly string[]; readonly text: string },
): SourceExampleKind {
  return {
    folder,
    mapping: exampleMapping(bank, {
      about,
      head: [],
      // The order makes the same rows the same delivery.
      feed: (table) => ['connection: core', `query: ${exampleQuery(bank[table])}`],
    }),
    files: {
      'bank.sql': Object.values(bank)
        .map((table: ExampleTable) => statements(table, text))
        .join('\n'),
    },
  };
}

/** The query of a table in the example mappings. */
export function exampleQuery({ name, columns }: ExampleTable): string {
  return `SELECT ${columns.join(', ')} FROM ${databaseTable(name)} ORDER BY ${columns.slice(0, 3).join(', ')}`;
}

function statements({ name, columns, rows }: ExampleTable, text: string): string {
  const table = databaseTable(name);
  const typed = columns.map((column) => `  ${column} ${types[column] ?? text}`);
  const value = (written: string): string => (written === '' ? 'NULL' : `'${written.replaceAll("'", "''")}'`);
  const values = rows.map((row) => `  (${row.map(value).join(', ')})`);
  return `CREATE TABLE ${table} (\n${typed.join(',\n')}\n);\nINSERT INTO ${table} VALUES\n${values.join(',\n')};\n`;
}
