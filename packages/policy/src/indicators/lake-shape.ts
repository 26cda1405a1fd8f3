import type { Day } from '@gradus/schema';

/** What a query must know of the lake it will read. */
export interface LakeShape {
  /** First day whose bookings the lake holds; null: every account's from its opening on. */
  readonly dataFrom: Day | null;
  /** Month ends that have prefix snapshots, in any order. */
  readonly monthEnds: readonly Day[];
  /** Those of them at which no spell has more than one row: nothing was booked late. Unless given, none is known to be so. */
  readonly singleMonthEnds?: readonly Day[];
  /** Currencies that accounts have or had; unless given, any. Where there is but one, nothing has to be converted. */
  readonly currencies?: readonly string[];
  /** Kinds that accounts have or had; unless given, any. A filter that all of them pass is none. */
  readonly kinds?: readonly string[];
}

/** The latest snapshot on or before `day`, or null when there is none. */
export function snapshotBefore(day: Day, shape: LakeShape): Day | null {
  const earlier = shape.monthEnds.filter((end) => end <= day);
  return earlier.length === 0 ? null : Math.max(...earlier);
}
