import type { ColumnProfile } from './column-profile.ts';
import type { Condition } from './row-choice.ts';
import type { FileSample } from './sample/file-sample.ts';

/** Longer texts are no code of a kind of record. */
const lengthMost = 4;

/**
 * The column that tells the rows from records of other kinds in the same file, as those at its head and its end; null when
 * there are none, or no column tells.
 */
export function recordTypeOf(
  columns: readonly ColumnProfile[],
  samples: readonly FileSample[],
): Condition | null {
  const odd = samples.flatMap(({ oddRows }) => oddRows ?? []);
  if (odd.length === 0) return null;
  // In delimited text a kind stands in front; elsewhere in it one value in all rows is a currency or a branch.
  const isDelimited = samples.some(({ layout }) => layout.kind === 'delimited');
  for (const [index, column] of columns.slice(0, isDelimited ? 1 : undefined).entries()) {
    const [value, ...more] = column.distinct;
    if (value === undefined || more.length > 0 || value.length > lengthMost || column.empty > 0) continue;
    if (odd.every((row) => row[index] !== value)) return { column, values: [value] };
  }
  return null;
}
