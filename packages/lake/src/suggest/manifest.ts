import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { patternOf } from './file-pattern.ts';
import { fullSettings } from './lookup-text.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** A file that lists the files of the delivery. */
export interface Manifest {
  readonly group: FileGroup;
  readonly names: ColumnProfile;
  /** How the others are named in it. */
  readonly form: '{file}' | '{stem}';
  /** The column with the number of their records; null: none holds it. */
  readonly rows: ColumnProfile | null;
}

const stem = (name: string): string => name.replace(/\.[^./]*$/, '');
const base = (name: string): string => name.replace(/^.*\//, '');

/** The files whose rows name the others. */
export function manifestsIn(groups: readonly FileGroup[]): Manifest[] {
  return groups.flatMap((group) => {
    if (group.rows > 10_000 || group.samples.length > 1) return [];
    const others = groups.flatMap((one) =>
      one === group ? [] : one.samples.map(({ file }) => base(file.name)),
    );
    for (const form of ['{file}', '{stem}'] as const) {
      const known = new Set(form === '{file}' ? others : others.map(stem));
      const names = group.columns.find(
        ({ distinct, isUnique }) =>
          isUnique &&
          distinct.size > 0 &&
          [...distinct].filter((name) => known.has(name)).length * 2 > distinct.size,
      );
      // A name without its suffix may be a word of any list.
      if (names === undefined || (form === '{stem}' && names.distinct.size < 2)) continue;
      return [{ group, names, form, rows: rowsColumn(group, names, groups) }];
    }
    return [];
  });
}

/** The column that agrees with the number of records of files that were looked at whole. */
function rowsColumn(
  group: FileGroup,
  names: ColumnProfile,
  groups: readonly FileGroup[],
): ColumnProfile | null {
  const counts = new Map(
    groups.flatMap(({ samples, totals }) =>
      samples.flatMap(({ file, rows, isWhole, oddRecords }) =>
        isWhole
          ? [
              [
                stem(base(file.name)),
                rows.length + oddRecords + (samples.length === 1 ? totals.length : 0),
              ] as const,
            ]
          : [],
      ),
    ),
  );
  const at = group.columns.indexOf(names);
  const numbers = group.columns.filter(({ number }) => number !== null && !number.hasFraction);
  const agreeing = numbers.filter((column) => {
    const index = group.columns.indexOf(column);
    const pairs = rowsOf(group).flatMap((row) => {
      const count = counts.get(row[at] ?? '') ?? counts.get(stem(row[at] ?? ''));
      return count === undefined ? [] : [Number(row[index]) === count];
    });
    return pairs.length > 0 && pairs.filter(Boolean).length * 2 > pairs.length;
  });
  return agreeing[0] ?? null;
}

/** What a feed says under `control` for a manifest to be held against its files; null when it does not name them. */
export function controlText(feed: FileGroup, { group, names, form, rows }: Manifest): string | null {
  const isListed = feed.samples.every(({ file }) => {
    const name = base(file.name);
    return names.distinct.has(form === '{file}' ? name : stem(name));
  });
  if (!isListed || rows === null || feed.layout.kind === 'excel' || feed.layout.kind === 'parquet')
    return null;
  const read = fullSettings(feed, group);
  return [
    `file: ${yamlScalar(patternOf(group))}`,
    ...(read.length === 0 ? [] : [`read: { ${read.join(', ')} }`]),
    `where: { ${yamlScalar(names.name)}: '${form}' }`,
    `rows: ${yamlScalar(rows.name)}`,
  ].join(', ');
}
