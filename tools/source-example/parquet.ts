import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb } from '@gradus/engine';
import type { ExampleBank, ExampleTable } from './bank.ts';
import { delimitedText } from './delimited.ts';
import { exampleMapping } from './example-mapping.ts';
import type { SourceExampleKind } from './kind.ts';

/** Parquet with real types: days are days, numbers are numbers. */
export async function parquet(bank: ExampleBank): Promise<SourceExampleKind> {
  return {
    folder: 'parquet',
    mapping: exampleMapping(bank, {
      about: ['Parquet, as warehouses keep it: days are days and amounts are decimals.'],
      head: ['read: { format: parquet }'],
      feed: (table) => [`file: ${table}.parquet`],
    }),
    files: await parquetFiles(bank),
  };
}

async function parquetFiles(bank: ExampleBank): Promise<Record<string, Buffer>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gradus-example-'));
  const session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
  try {
    const files: Record<string, Buffer> = {};
    for (const table of Object.values(bank) as ExampleTable[]) {
      const csv = path.join(folder, `${table.name}.csv`);
      const target = path.join(folder, `${table.name}.parquet`);
      await writeFile(csv, delimitedText(table));
      const columns = table.columns.map((name) => `'${name}': '${typeOf(name)}'`).join(', ');
      await session.run(
        `COPY (SELECT * FROM read_csv('${csv}', header = true, auto_detect = false, delim = ',', columns = {${columns}})) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`,
      );
      files[`${table.name}.parquet`] = await readFile(target);
    }
    return files;
  } finally {
    await session.close();
    await rm(folder, { recursive: true });
  }
}

function typeOf(name: string): string {
  if (/_on$|^as_of$/.test(name)) return 'DATE';
  if (/^(birth_year|term_months|days_past_due)$/.test(name)) return 'INTEGER';
  if (name === 'rate') return 'DECIMAL(12, 6)';
  return /^(amount|opening_balance|principal|outstanding|overdue)$/.test(name) ? 'DECIMAL(18, 2)' : 'VARCHAR';
}
