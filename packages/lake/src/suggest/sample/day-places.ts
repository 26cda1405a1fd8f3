import { parseDayFormat, type DayFormat } from '../../mapping/day-format.ts';
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

/** Where in lines of one length a day stands in each, in order. */
export function dayPlaces(lines: readonly (readonly string[])[]): ColumnPlace[] {
  const length = lines[0]?.length ?? 0;
  const places: ColumnPlace[] = [];
  for (let from = 0; from < length; from += 1) {
    const form = forms.find((one) => isDayPlace(lines, from, one));
    if (form === undefined) continue;
    places.push({ from, length: form.written.length });
    from += form.written.length - 1;
  }
  return places;
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
