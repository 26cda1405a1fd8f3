import { isKeyWith } from './account-key.ts';
import type { TableMatch } from './table-match.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';

/** Numbers that begin anew on each day tell bookings apart together with the day. */
export function withEntryKey(match: TableMatch): TableMatch {
  const day = match.columns.get('booked_on')?.column;
  if (match.table !== 'entry' || match.columns.has('entry_id') || day === undefined) return match;
  const taken = new Set([...match.columns.values()].map(({ column }) => column));
  const number = namedColumns(match.candidates, fieldNames.entry?.['entry_id'] ?? []).find(
    (column) =>
      !taken.has(column) &&
      column.number !== null &&
      column.empty === 0 &&
      isKeyWith(match.group, column, day),
  );
  if (number === undefined) return match;
  const id = { column: number, fit: 1, joined: { columns: [day, number], join: '-' } };
  return { ...match, columns: new Map([...match.columns, ['entry_id', id]]) };
}
