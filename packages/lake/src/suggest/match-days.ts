import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';
import type { TableMatch } from './table-match.ts';

/** The days of one field of all feeds of a table, as yyyy-mm-dd, in order. */
export function isoDaysOf(
  matches: readonly TableMatch[],
  table: TableMatch['table'],
  field: string,
): readonly string[] {
  return matches
    .flatMap((match) => (match.table === table ? (match.columns.get(field)?.column ?? []) : []))
    .flatMap((column) => isoDays(column))
    .toSorted();
}

function isoDays({ distinct, dates, missing }: ColumnProfile): string[] {
  return [...distinct].flatMap((text) => {
    const day = missing.includes(text) ? '' : isoDay(text, dates[0]);
    return day === '' ? [] : [day];
  });
}
