import { readRecords, type ReadRecords, type SourceFile } from '../source/source-file.ts';
import type { FileColumns } from './file-columns.ts';
import type { IntakeRun } from './run.ts';

/** Reads a file into the temporary table `name`: a row for each record, with the texts that were asked of `columns` before. */
export async function makeTextTable(
  { session, catalogue, options }: IntakeRun,
  file: SourceFile,
  columns: FileColumns,
  name: string,
): Promise<ReadRecords> {
  return readRecords(file, catalogue.copyName(), async (relation) => {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${columns.textColumns()} FROM ${relation}`,
      options,
    );
    const [row] = await session.rows(`SELECT count(*) AS n FROM ${name}`);
    return Number(row?.['n']);
  });
}
