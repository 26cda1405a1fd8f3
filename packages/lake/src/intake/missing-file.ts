import { suggest, type DataOf, type SourceTableName } from '@gradus/schema';
import type { IntakeRun } from './run.ts';

/** What is told of a file that is not there: those that are. */
export async function missingFile(
  { catalogue }: Pick<IntakeRun, 'catalogue'>,
  table: SourceTableName,
  pattern: string,
): Promise<DataOf<'intake.missing-file'>> {
  const known = (await catalogue.find('*')).map(({ name }) => name);
  return { table, pattern, suggestions: suggest(pattern, known), known };
}
