import type { LocalText } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import type { Condition } from './row-choice.ts';
import type { FileSample } from './sample/file-sample.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What tells records with fewer columns, as at the head and the end of a file, from the rows; null when nothing does, or there are none. */
export function trailerOf(
  columns: readonly ColumnProfile[],
  samples: readonly FileSample[],
): Condition | null {
  const isCut = samples.every(
    ({ layout, oddRows, oddRecords }) => layout.kind === 'delimited' && (oddRows?.length ?? 0) >= oddRecords,
  );
  if (!isCut) return null;
  const odd = samples.flatMap(({ oddRows }) => oddRows ?? []);
  if (odd.length === 0) return null;
  for (const [index, column] of columns.entries()) {
    const words = [...new Set(odd.map((row) => row[index] ?? ''))];
    const isTelling = words.every((word) => /\p{L}/u.test(word) && !column.distinct.has(word));
    if (isTelling && words.length <= wordsMost) return { column, values: words };
  }
  return null;
}

/** A head and an end, in two ways of writing. */
const wordsMost = 4;

/** Whether records may lack columns at their end for the files to be read: what has fewer is told from the rows. */
export function hasShortLines({ layout, samples, recordType, trailer }: FileGroup): boolean {
  const isShort = samples.some(({ oddRows }) => (oddRows ?? []).length > 0);
  return layout.kind === 'delimited' && isShort && (recordType ?? trailer) !== null;
}

/** How the number of rows in the last record of each file is held against them; null when it does not say it. */
export function trailerDoubt({ trailer, samples, columns }: FileGroup): LocalText | null {
  if (trailer === null) return null;
  const counted = columns.find((_, index) =>
    samples.every(({ rows, oddRows, isWhole }) => {
      const [only, ...more] = oddRows ?? [];
      return isWhole && more.length === 0 && Number(only?.[index] ?? '') === rows.length;
    }),
  );
  const word = trailer.values.at(-1) ?? '';
  const total = `control: { total: { ${yamlScalar(trailer.column.name)}: ${yamlScalar(word)} }, rows: ${yamlScalar(counted?.name ?? 'COLUMN')} }`;
  return counted === undefined
    ? {
        en: `records with fewer columns are left out; where one at the end of each file holds its number of rows or a sum, "${total}" in place of "except" checks it`,
        'zh-CN': `列数较少的记录已排除；若每个文件末尾有一条记录写明行数或合计，可用 "${total}" 代替 except 进行核对`,
      }
    : {
        en: `the record at the end of each file holds its number of rows: "${total}" in place of "except" checks it`,
        'zh-CN': `每个文件末尾的记录写明了行数：可用 "${total}" 代替 except 进行核对`,
      };
}
