import { parseDay } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';

/** Columns of a file whose rows follow each other, key by key, as intervals of days. */
export interface IntervalColumns {
  readonly key: ColumnProfile;
  readonly from: ColumnProfile;
  readonly to: ColumnProfile;
  /** Whether the last day belongs to the interval; otherwise the next one begins on it. */
  readonly isInclusive: boolean;
}

/** Pairs of neighbouring rows that must be seen before a file is taken for one of intervals. */
const pairsLeast = 3;
const rowsMost = 20_000;

/** Finds a key and two days such that a row begins where the row before it of the same key ends; null: there are none. */
export function intervalColumns(
  columns: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
): IntervalColumns | null {
  // The last interval of an account is open: without any, two days of a booking could look the same.
  const isOpen = ({ missing, empty }: ColumnProfile): boolean => missing.length > 0 || empty > 0;
  const days = columns.filter(({ dates, filled }) => dates.length > 0 && filled > 0);
  const keys = columns.filter(
    ({ dates, isUnique, distinct }) => dates.length === 0 && !isUnique && distinct.size > 1,
  );
  for (const key of keys) {
    for (const from of days) {
      for (const to of days) {
        const isInclusive =
          from === to || !isOpen(to) || from.missing.length > 0
            ? null
            : stepOf(columns, rows.slice(0, rowsMost), { key, from, to });
        if (isInclusive !== null) return { key, from, to, isInclusive };
      }
    }
  }
  return null;
}

function stepOf(
  columns: readonly ColumnProfile[],
  rows: readonly (readonly string[])[],
  { key, from, to }: Omit<IntervalColumns, 'isInclusive'>,
): boolean | null {
  const at = (column: ColumnProfile): number => columns.indexOf(column);
  const byKey = new Map<string, { readonly from: number; readonly to: number | null }[]>();
  for (const row of rows) {
    const begin = dayOf(row[at(from)], from);
    if (begin === null) continue;
    const own = byKey.get(row[at(key)] ?? '') ?? [];
    const end = dayOf(row[at(to)], to);
    if (end !== null && end < begin) return null;
    own.push({ from: begin, to: end });
    byKey.set(row[at(key)] ?? '', own);
  }
  const steps = { all: 0, same: 0, next: 0 };
  for (const own of byKey.values()) {
    const sorted = own.toSorted((a, b) => a.from - b.from);
    for (const [index, later] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before === undefined) continue;
      steps.all += 1;
      if (before.from === later.from) continue;
      if (before.to === later.from) steps.same += 1;
      if (before.to !== null && before.to + 1 === later.from) steps.next += 1;
    }
  }
  if (steps.all < pairsLeast) return null;
  if (steps.next * 10 >= steps.all * 8) return true;
  return steps.same * 10 >= steps.all * 8 ? false : null;
}

function dayOf(text: string | undefined, { dates, missing }: ColumnProfile): number | null {
  if (text === undefined || text === '' || missing.includes(text)) return null;
  return parseDay(isoDay(text, dates[0]));
}
