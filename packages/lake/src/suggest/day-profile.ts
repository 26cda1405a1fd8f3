import { formatDay } from '@gradus/schema';
import { parseDayFormat, readDay, type DayFormat } from '../mapping/day-format.ts';

/** How the days of a column are written. */
export interface DayProfile {
  /** All forms that fit; several when the values do not tell, none when they are no days. */
  readonly dates: readonly DayFormat[];
  /** Whether a time of day follows some of its days. */
  readonly hasTime: boolean;
  /** Its texts that stand for a day that there is not. */
  readonly ends: readonly string[];
}

const formatsOf = (list: readonly string[]): DayFormat[] =>
  list.flatMap((written) => parseDayFormat(written) ?? []);

const dayFormats = formatsOf([
  'yyyy-mm-dd',
  'yyyymmdd',
  'yyyy/mm/dd',
  'yyyy.mm.dd',
  'yyyy年mm月dd日',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'dd-mm-yyyy',
  'yymmdd',
]);
/** Forms of days with one digit or two, and with the names of months: looked at where no other fits. */
const looseFormats = formatsOf([
  'd/m/yyyy',
  'm/d/yyyy',
  'd.m.yyyy',
  'd-m-yyyy',
  'yyyy/m/d',
  'yyyy-m-d',
  'yyyy年m月d日',
  'dd-mmm-yyyy',
  'd-mmm-yyyy',
  'dd mmm yyyy',
  'd mmm yyyy',
  'dd/mmm/yyyy',
  'ddmmmyyyy',
  'dd-mmm-yy',
  'd-mmm-yy',
  'ddmmmyy',
]);
/** Forms that other numbers look like: the name of the column must say that it holds days. */
const shortFormats = formatsOf([
  'yyddd',
  'yyyyddd',
  'mmddyy',
  'ddmmyy',
  'ddmmyyyy',
  'mmddyyyy',
  'dd/mm/yy',
  'mm/dd/yy',
  'dd.mm.yy',
  'dd-mm-yy',
]);
const dayName =
  /date|datum|fecha|data|ngay|ngày|日|since|opened|birth|dob|geburt|[_\s.-](dt|dte)\b|\b(dt|dte)[_\s.-]|(open|post|eff|book|clos|mat|val)dt$/i;

/** What a system writes where a day is needed and there is none. */
const openEnd =
  /^((9999|2[29]99|3000).?12.?31|3[01][./-]?12[./-]?(9999|2[29]99|3000)|0+|0000.00.00|00.00.0000|1899.?12.?31|31.?12.?1899|0001.?01.?01|[\s./-]+)$/;

/** A time after a day, which may be missing where it is midnight. */
const timeAfter = /^(.{8,11}?)(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const timeBehind = /^(\d{8})(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

export function profileDays(name: string, texts: readonly string[]): DayProfile {
  const plain = formsOf(texts, texts, dayFormats);
  const isSpoken = dayName.test(name);
  // Six digits may be written in three ways, of which the name of the column says none.
  const short = isSpoken ? formsOf(texts, texts, shortFormats, 5) : noForms;
  if (plain.dates.length > 0 || short.dates.length > 0) {
    const ends = plain.dates.length > 0 ? plain.ends : short.ends;
    return { dates: [...plain.dates, ...short.dates], ends, hasTime: false };
  }
  for (const time of [timeAfter, timeBehind]) {
    if (!texts.slice(0, 50).every((text) => time.test(text))) continue;
    const days = texts.map((text) => time.exec(text)?.[1]);
    if (texts.length > 0 && days.every((day) => day !== undefined)) {
      const { dates, ends } = formsOf(texts, days, dayFormats);
      if (dates.length > 0) return { dates, ends, hasTime: true };
    }
  }
  const loose = formsOf(texts, texts, looseFormats);
  return loose.dates.length > 0 ? { ...loose, hasTime: false } : { ...plain, hasTime: false };
}

const noForms = { dates: [], ends: [] } as const;

function formsOf(
  texts: readonly string[],
  days: readonly string[],
  formats: readonly DayFormat[],
  lengthLeast = 8,
): { readonly dates: DayFormat[]; readonly ends: string[] } {
  const ends = texts.filter((_, index) => openEnd.test(days[index] ?? ''));
  // A column of open ends alone, such as the closing days of accounts that are all open, is still one of days.
  const closed = days.filter((day) => !openEnd.test(day));
  const isOpenOnly = days.length > 0 && closed.length === 0 && days.every((day) => day.length >= lengthLeast);
  const dates = formats.filter(
    (format) =>
      (isOpenOnly && days.every((end) => shapeOf(format).test(end))) ||
      (closed.length > 0 && closed.every((day) => isDay(day, format))),
  );
  return { dates: withoutLoose(dates, closed), ends };
}

/** Where small numbers are seen with their zero, they are not written with one digit. */
function withoutLoose(dates: readonly DayFormat[], days: readonly string[]): DayFormat[] {
  const isPadded = dates.length > 1 && days.some((day) => /^0\d/.test(day));
  return dates.filter(
    ({ written }) =>
      !isPadded || !/^d(?!d)/.test(written) || !dates.some((other) => other.written === `d${written}`),
  );
}

const shapes = new Map<string, RegExp>();

function shapeOf({ written, shape }: DayFormat): RegExp {
  const known = shapes.get(written) ?? new RegExp(`^${shape}$`);
  shapes.set(written, known);
  return known;
}

/** Whether a text is a day as the format writes it, of a year in which people have lived. */
export function isDay(text: string, format: DayFormat): boolean {
  const { written, isOrdinal } = format;
  if (!shapeOf(format).test(text)) return false;
  if (isOrdinal || looseFormats.includes(format)) return readDay(text, format) !== null;
  const part = (token: string): number => {
    const at = written.indexOf(token);
    return at < 0 ? NaN : Number(text.slice(at, at + token.length));
  };
  const [month, day, year] = [part('mm'), part('dd'), part('yyyy')];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && !(year < 1850 || year > 2200);
}

/** A day as a source writes it, as yyyy-mm-dd; an empty text when it is none. */
export function isoDay(text: string, format: DayFormat | undefined): string {
  if (format === undefined) return '';
  const { written } = format;
  const day = readDay(isLoose(written) ? text : text.slice(0, written.length), format);
  return day === null ? '' : formatDay(day);
}

/** Whether days of a form are not all of one length. */
function isLoose(written: string): boolean {
  return /(?<!d)d(?!d)|(?<!m)m(?!m)/.test(written);
}

/** Days with the names of months, or with one digit where there should be two, some of which no format of a mapping reads. */
const strangeDay =
  /^(\d{1,2}[-/. ]?[A-Za-z]{3,9}[-/. ,]*\d{2,4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})( .*)?$/;

/** Whether all texts are days, some of them in a way that is not read. */
export function isStrangeDay(texts: ReadonlySet<string>): boolean {
  const some = [...texts].filter((text) => !openEnd.test(text)).slice(0, 500);
  return (
    some.length > 0 &&
    some.every((text) => strangeDay.test(text)) &&
    ![...dayFormats, ...looseFormats].some((format) => some.every((text) => isDay(text, format)))
  );
}
