import { parseDayFormat, type DayFormat } from '../../mapping/day-format.ts';
import { isListedCurrency } from '../code-words.ts';
import { isDay } from '../day-profile.ts';
import type { ColumnPlace } from './file-sample.ts';

const forms = ['yyyy-mm-dd', 'yyyy/mm/dd', 'yyyy.mm.dd', 'dd.mm.yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy'].flatMap(
  (written) => parseDayFormat(written) ?? [],
);
/** Days of six digits are not told from other numbers. */
const plainForms = ['yyyymmdd'].flatMap((written) => parseDayFormat(written) ?? []);
/** What stands in place of a day that there is not. */
const none = /^( +|0+|9+|9999.12.31|99991231|31.12.9999)$/;

/** Where in lines of one length a day stands in each, or a currency, in order. Days without marks are looked for in what is left. */
export function knownPlaces(lines: readonly (readonly string[])[]): ColumnPlace[] {
  const marked = placesOf(lines, [], (from) =>
    isCurrencyPlace(lines, from) ? 3 : dayLength(lines, from, forms),
  );
  const plain = placesOf(lines, marked, (from) => dayLength(lines, from, plainForms));
  return [...marked, ...plain].toSorted((a, b) => a.from - b.from);
}

/** The places at which something of the length that `lengthAt` tells begins, 0: nothing; none overlaps `taken`. */
function placesOf(
  lines: readonly (readonly string[])[],
  taken: readonly ColumnPlace[],
  lengthAt: (from: number) => number,
): ColumnPlace[] {
  const places: ColumnPlace[] = [];
  const end = lines[0]?.length ?? 0;
  for (let from = 0; from < end;) {
    const length = lengthAt(from);
    const isFree = !taken.some((one) => from < one.from + one.length && one.from < from + length);
    if (length > 0 && isFree) places.push({ from, length });
    from += length > 0 && isFree ? length : 1;
  }
  return places;
}

function dayLength(lines: readonly (readonly string[])[], from: number, of: readonly DayFormat[]): number {
  return of.find((form) => isDayPlace(lines, from, form))?.written.length ?? 0;
}

function isCurrencyPlace(lines: readonly (readonly string[])[], from: number): boolean {
  return lines.every((line) => isListedCurrency(line.slice(from, from + 3).join('')));
}

function isDayPlace(lines: readonly (readonly string[])[], from: number, form: DayFormat): boolean {
  const { length } = form.written;
  let days = 0;
  for (const line of lines) {
    const text = line.slice(from, from + length).join('');
    if (isDay(text, form)) days += 1;
    else if (text.length < length || !none.test(text)) return false;
  }
  return days > 0;
}
