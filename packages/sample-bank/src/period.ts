import { dayParts, monthEndAfter, monthStart, type Day } from '@gradus/schema';

/** The stretch of time that a bank's bookings cover: whole months. */
export interface Period {
  readonly dataFrom: Day;
  /** A month end. */
  readonly endsOn: Day;
  readonly months: number;
  /** By month of the period. */
  readonly firstDays: readonly Day[];
  readonly lastDays: readonly Day[];
  /** Year × 100 + month, by month of the period. */
  readonly labels: readonly number[];
  /** Month of the period by `day - dataFrom`. */
  readonly monthOf: Uint16Array;
  /** Days on which interest on demand deposits is booked: the 21st of March, June, September, December. */
  readonly interestDays: readonly Day[];
}

const interestDay = 21;

/** Shapes: `endsOn` a month end, `months` at least 1. */
export function periodEndingOn(endsOn: Day, months: number): Period {
  const lastDays = Array.from({ length: months }, (_, index) => monthEndAfter(endsOn, index + 1 - months));
  const firstDays = lastDays.map(monthStart);
  const dataFrom = firstDays[0] as Day;
  const monthOf = new Uint16Array(endsOn - dataFrom + 1);
  for (let month = 0; month < months; month++) {
    monthOf.fill(month, (firstDays[month] as Day) - dataFrom, (lastDays[month] as Day) - dataFrom + 1);
  }
  const parts = firstDays.map(dayParts);
  return {
    dataFrom,
    endsOn,
    months,
    firstDays,
    lastDays,
    labels: parts.map(({ year, month }) => year * 100 + month),
    monthOf,
    interestDays: firstDays
      .filter((_, month) => (parts[month]?.month ?? 0) % 3 === 0)
      .map((day) => day + interestDay - 1),
  };
}
