// A calendar made by counting days one by one, so that it owes nothing to the product's date algebra.

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const firstYear = 1900;
const lastYear = 2100;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const days: CalendarDay[] = [];
const indexByText = new Map<string, number>();

for (let year = firstYear; year <= lastYear; year++) {
  for (let month = 1; month <= 12; month++) {
    for (let day = 1; day <= lengthOf(year, month); day++) {
      const text = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
      indexByText.set(text, days.length);
      days.push({ year, month, day });
    }
  }
}

/** Number of the day written YYYYMMDD or YYYY-MM-DD, counted from 1900-01-01. */
export function dayOf(text: string): number {
  const index = indexByText.get(text.replaceAll('-', ''));
  if (index === undefined) throw new Error(`no such day: ${text}`);
  return index;
}

function calendarDay(index: number): CalendarDay {
  const found = days[index];
  if (found === undefined) throw new Error(`outside the calendar: ${index}`);
  return found;
}

export function isMonthEnd(index: number): boolean {
  return calendarDay(index + 1).day === 1;
}

/** YYYY-MM-DD. */
export function textOf(index: number): string {
  const { year, month, day } = calendarDay(index);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The same day `months` later, cut to a shorter month. */
export function monthsLater(index: number, months: number): number {
  const { year, month, day } = calendarDay(index);
  let toYear = year;
  let toMonth = month;
  for (let step = 0; step < months; step++)
    [toYear, toMonth] = toMonth === 12 ? [toYear + 1, 1] : [toYear, toMonth + 1];
  return dayNumber(toYear, toMonth, Math.min(day, lengthOf(toYear, toMonth)));
}

/** The last day before a window of `months` that ends on `end`, inclusive. */
export function dayBeforeWindow(end: number, months: number): number {
  const { year, month, day } = calendarDay(end);
  let toYear = year;
  let toMonth = month;
  for (let step = 0; step < months; step++)
    [toYear, toMonth] = toMonth === 1 ? [toYear - 1, 12] : [toYear, toMonth - 1];
  const length = lengthOf(toYear, toMonth);
  return dayNumber(toYear, toMonth, isMonthEnd(end) ? length : Math.min(day, length));
}

/** The last day before the month of `end` and the `months` - 1 months before it. */
export function dayBeforeCalendarMonths(end: number, months: number): number {
  let first = end;
  for (let passed = 0; passed < months; passed++) {
    if (passed > 0) first -= 1;
    while (calendarDay(first).day !== 1) first -= 1;
  }
  return first - 1;
}

/** Whole months from `from` to `to`: the last one is whole on the same day, or at the end of a month that lacks it. */
export function wholeMonthsBetween(from: number, to: number): number {
  let months = 0;
  while (monthsLater(from, months + 1) <= to) months += 1;
  return months;
}

export function yearOf(index: number): number {
  return calendarDay(index).year;
}

function dayNumber(year: number, month: number, day: number): number {
  return dayOf(`${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`);
}

function lengthOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (lengths[month - 1] as number);
}
