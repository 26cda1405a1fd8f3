import { dayFromParts, monthEnd, monthEndsBetween, type Day } from '@gradus/schema';

/** How large a bench bank is, and which days it knows. */
export interface BankSize {
  readonly customers: number;
  readonly accounts: number;
}

/** Two accounts and some 100 bookings a year for every customer. */
export function bankSize(customers: number): BankSize {
  return { customers, accounts: customers * 2 };
}

/** Last day of the year of bookings; the month that ends here is the one that intake is measured with. */
export const asOf: Day = dayFromParts({ year: 2026, month: 6, day: 30 });

/** First day of the data: room for a window of 24 months before `asOf`. */
export const dataFrom: Day = dayFromParts({ year: 2024, month: 6, day: 1 });

/** First month end that has bookings: the last twelve months have. */
const firstBusyMonthEnd: Day = dayFromParts({ year: 2025, month: 7, day: 31 });

/** Month ends of the data, ascending. */
export const monthEnds: readonly Day[] = monthEndsBetween(dataFrom, asOf);

export function hasBookings(end: Day): boolean {
  return end >= firstBusyMonthEnd;
}

/** First day of the month that ends on `end`. */
export function monthStart(end: Day): Day {
  return Math.max(dataFrom, ...monthEnds.filter((one) => one < monthEnd(end)).map((one) => one + 1));
}
