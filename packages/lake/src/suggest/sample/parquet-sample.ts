import { quoteName, quoteText, type Session } from '@gradus/engine';
import type { FoundFile } from '../../source/folder.ts';
import { parquetColumns } from '../../source/parquet-columns.ts';
import { rowsMost, type FileSample } from './file-sample.ts';

/** Looks at a Parquet file: names from its schema, values as the engine writes them. Errors: `intake.not-parquet`, of the engine. */
export async function sampleParquet(session: Session, file: FoundFile): Promise<FileSample> {
  const columns = await parquetColumns(session, file);
  const list = columns.map(({ name }, index) => `CAST(${quoteName(name)} AS VARCHAR) AS c${index}`);
  const found = await session.rows(
    `SELECT ${list.join(', ')} FROM read_parquet(${quoteText(file.path)}) LIMIT ${rowsMost + 1}`,
  );
  return {
    file,
    layout: { kind: 'parquet' },
    header: columns.map(({ name }) => name),
    rows: found.slice(0, rowsMost).map((row) => columns.map((_, index) => textOf(row[`c${index}`]))),
    columnCount: columns.length,
    oddRecords: 0,
    isWhole: found.length <= rowsMost,
    described: null,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
