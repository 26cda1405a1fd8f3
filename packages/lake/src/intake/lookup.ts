import { quoteText } from '@gradus/engine';
import type { Lookup } from '../mapping/field.ts';
import type { Feed } from '../mapping/mapping.ts';
import { conditionSql } from './field/field-text.ts';
import { FileColumns } from './file-columns.ts';
import { countsOf, type IntakeRun } from './run.ts';
import { makeTextTable } from './text-table.ts';

/**
 * Makes the table of a lookup: keys `k0` …, `value`, `is_ambiguous`; one row per key.
 */
export async function makeLookupTable(
  run: IntakeRun,
  feed: Feed,
  lookup: Lookup,
  name: string,
): Promise<void> {
  const { session, catalogue, rejects } = run;
  const files = await catalogue.open(lookup.file, feed.lookups.get(lookup) ?? feed.read);
  const keys = Object.keys(lookup.match);
  const keyNames = keys.map((_, index) => `k${index}`);
  const all = [...keyNames, 'value'].map((one) => `${one} VARCHAR`).join(', ');
  await session.run(`CREATE OR REPLACE TEMP TABLE ${name}_rows (${all})`);
  for (const file of files) {
    const columns = new FileColumns(file, new Map());
    const picked = [...keys, lookup.take].map(columns.columnText).join(', ');
    const where = conditionSql(lookup.where ?? {}, columns);
    const read = await makeTextTable(run, file, columns, `${name}_file`);
    await session.run(`INSERT INTO ${name}_rows SELECT ${picked} FROM ${name}_file WHERE ${where}`);
    await session.run(`DROP TABLE ${name}_file`);
    countsOf(run, feed.table).read += BigInt(read.broken.length);
    rejects.addFile(
      { table: feed.table, name: file.name, sheet: file.sheet, records: read.records, lines: read.lines },
      read.broken,
    );
  }
  const chosen = lookup.choose === 'greatest' ? 'max(value)' : 'min(value)';
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${keyNames.join(', ')}, ${chosen} AS value, min(value) <> max(value) AS is_ambiguous FROM ${name}_rows WHERE value IS NOT NULL GROUP BY ${keyNames.join(', ')}`,
  );
  await session.run(`DROP TABLE ${name}_rows`);
}

/** Fields of a fault as one text, so that a row carries one value. */
export function faultText(code: string, field: string): string {
  return quoteText(`${code}|${field}`);
}
