import { open } from 'node:fs/promises';
import { parquetSchema, type Session } from '@gradus/engine';
import { failure } from '@gradus/schema';
import type { FoundFile } from './folder.ts';

/** Columns of a Parquet file. Errors: `intake.not-parquet`. */
export async function parquetColumns(
  session: Session,
  found: FoundFile,
): Promise<{ name: string; type: string }[]> {
  const problem = await parquetProblem(found.path);
  if (problem !== null) throw failure('intake.not-parquet', { file: found.name, problem });
  return parquetSchema(session, found.path).catch(() => {
    throw failure('intake.not-parquet', { file: found.name, problem: 'damaged' });
  });
}

/** A Parquet file begins and ends with the same mark; the engine's own words would speak of the lake's files. */
async function parquetProblem(file: string): Promise<'no-mark' | 'cut-off' | null> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const markAt = async (position: number): Promise<boolean> =>
      (await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, position))).buffer.toString('latin1') === 'PAR1';
    if (!(await markAt(0))) return 'no-mark';
    return (await markAt(size - 4)) && size > 12 ? null : 'cut-off';
  } finally {
    await handle.close();
  }
}
