import type { ColumnProfile } from './column-profile.ts';
import { patternOf } from './file-pattern.ts';
import type { FileGroup } from './file-group.ts';
import { readSettings } from './read-settings.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What a lookup says beside its file, as texts of the mapping. */
export interface LookupParts {
  readonly match: readonly string[];
  readonly take: ColumnProfile;
  readonly where?: string;
  readonly choose?: 'least';
}

/** A lookup from a file into another, with how the other is read where it is not read alike. */
export function lookupText(
  from: FileGroup,
  into: FileGroup,
  { match, take, where, choose }: LookupParts,
): string {
  const read = JSON.stringify(from.layout) === JSON.stringify(into.layout) ? [] : fullSettings(from, into);
  const parts = [
    `file: ${yamlScalar(patternOf(into))}`,
    ...(read.length === 0 ? [] : [`read: { ${read.join(', ')} }`]),
    `match: { ${match.join(', ')} }`,
    ...(where === undefined ? [] : [`where: ${where}`]),
    `take: ${yamlScalar(take.name)}`,
    ...(choose === undefined ? [] : [`choose: ${choose}`]),
  ];
  return `lookup: { ${parts.join(', ')} }`;
}

/** The settings of the other file, with those undone that only the first one needs: a lookup reads as its feed does. */
export function fullSettings(from: FileGroup, into: FileGroup): string[] {
  const settings = readSettings(into, { date: '', encoding: null });
  const says = (key: string): boolean => settings.some((one) => one.startsWith(`${key}:`));
  const undone: [string, string][] = [
    ['header', 'header: true'],
    ['format', 'format: csv'],
    ['delimiter', "delimiter: ','"],
  ];
  const own = readSettings(from, { date: '', encoding: null });
  return [
    ...settings.filter((one) => !one.startsWith('date:')),
    ...undone.flatMap(([key, text]) =>
      own.some((one) => one.startsWith(`${key}:`)) && !says(key) ? [text] : [],
    ),
  ];
}
