import { AssertionFailure, failure, type Failure } from '@gradus/schema';

/** What of a failed statement helps a person to find it. */
const startLength = 160;

/** Told only below the first line when the folder for temporary files is what is full. */
const diskFull = /No space left on device|max_temp_directory_size|disk quota exceeded/i;

const byMessage: readonly (readonly [RegExp, (detail: string, memoryMib: number) => Failure])[] = [
  [/^INTERRUPT Error/i, () => failure('engine.interrupted', {})],
  [/^Out of Memory Error/i, (detail, memoryMib) => failure('engine.out-of-memory', { memoryMib, detail })],
  [/overflow/i, (detail) => failure('engine.number-too-large', { detail })],
  [
    /^IO Error|No files found that match|No magic bytes found|too small to be a Parquet file|^TProtocolException|ZSTD Decompression failure|Failed to read Parquet/i,
    (detail) => failure('engine.file-unreadable', { detail }),
  ],
];

/** The {@link Failure} that stands for an error of DuckDB; our own assertions stay what they are. */
export function statementFailure(
  error: unknown,
  statement: string,
  memoryMib: number,
): Failure | AssertionFailure {
  if (error instanceof AssertionFailure) return error;
  const text = error instanceof Error ? error.message : String(error);
  const detail = firstLine(text);
  if (diskFull.test(text)) return failure('engine.disk-full', { detail });
  const known = byMessage.find(([pattern]) => pattern.test(detail));
  if (known !== undefined) return known[1](detail, memoryMib);
  const start = statement.trim().replaceAll(/\s+/g, ' ').slice(0, startLength);
  return failure('engine.statement-failed', { statement: start, detail }, { cause: error });
}

/** DuckDB appends the statement with a caret and hints; the statement is ours, so the first line says it all. */
function firstLine(text: string): string {
  return (text.split('\n')[0] ?? text).trim();
}
