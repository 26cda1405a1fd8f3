import { parseDayFormat, type DayFormat } from '../../mapping/day-format.ts';
import { isListedCurrency } from '../code-words.ts';
import { isDay } from '../column-profile.ts';
import type { ColumnPlace } from './file-sample.ts';

/** Days of six digits are not told from other numbers. */
const forms = [
  'yyyy-mm-dd',
  'yyyy/mm/dd',
  'yyyy.mm.dd',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'yyyymmdd',
].flatMap((written) => parseDayFormat(written) ?? []);
/** What stands in place of a day that there is not. */
const none = /^( +|0+|9+|9999.12.31|99991231|31.12.9999)$/;

/** Where in lines of one length a day stands in each, or a currency, in order. */
export function knownPlaces(lines: readonly (readonly string[])[]): ColumnPlace[] {
  const places: ColumnPlace[] = [];
  const end = lines[0]?.length ?? 0;
  for (let from = 0; from < end;) {
    const length = isCurrencyPlace(lines, from)
      ? 3
      : (forms.find((one) => isDayPlace(lines, from, one))?.written.length ?? 0);
    if (length > 0) places.push({ from, length });
    from += Math.max(1, length);
  }
  return places;
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
