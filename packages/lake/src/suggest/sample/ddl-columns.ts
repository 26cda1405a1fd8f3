import path from 'node:path';
import type { FoundFile } from '../../source/folder.ts';
import type { FileSample } from './file-sample.ts';
import type { DdlTable } from './table-ddl.ts';

/** Tables that a file beside the others creates. */
export interface TableText {
  readonly file: FoundFile;
  readonly tables: readonly DdlTable[];
}

/** A sample without a header, with the names of the table that its file is an unload of; null when none or several fit. */
export function describedByDdl(sample: FileSample, texts: readonly TableText[]): FileSample | null {
  if (sample.layout.kind !== 'delimited' || sample.header !== null) return null;
  const stem = letters(path.posix.basename(sample.file.name).split('.', 1)[0] ?? '');
  const fitting = texts.flatMap(({ file, tables }) =>
    tables.flatMap((table) => {
      const isOfFile = file !== sample.file && table.columns.length === sample.columnCount;
      return isOfFile ? [{ file, table }] : [];
    }),
  );
  // `M_CUST_20260630` is of M_CUST and not of CUST.
  const named = fitting
    .filter(({ table }) => stem.includes(letters(table.name)) || letters(table.name).includes(stem))
    .toSorted((a, b) => closeness(stem, a.table) - closeness(stem, b.table));
  const [first, second] = named;
  if (first === undefined) return null;
  if (second !== undefined && closeness(stem, second.table) === closeness(stem, first.table)) return null;
  const { columns } = first.table;
  return {
    ...sample,
    header: columns.map(({ name }) => name),
    described: { file: first.file.name, record: null, fields: [], table: first.table },
  };
}

function closeness(stem: string, { name }: DdlTable): number {
  return Math.abs(letters(name).length - stem.length);
}

/** A name without what tells one delivery from the next. */
function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[\d_\-\s.]+/g, '');
}
