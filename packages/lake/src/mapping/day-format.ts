import { dayFromParts, dayParts, parseDay, type Day, type LocalText } from '@gradus/schema';

/** How a day is written: text between the parts, and the parts in order. */
export interface DayFormat {
  readonly written: string;
  /** For DuckDB's strptime. */
  readonly pattern: string;
  /** Regular expression that the whole text must match; strptime alone takes one digit for two. */
  readonly shape: string;
  /** Position, from 1, of a year of two digits; null when it has four. */
  readonly shortYearAt: number | null;
  /** Whether the day is counted from the first of January. */
  readonly isOrdinal: boolean;
}

const token = /yyyy|yy|mm|ddd|dd/g;

/**
 * The format written in `text` (`yyyymmdd`, `dd.mm.yyyy`, `yyddd` …), or null when it does not name one year, and one month and
 * day or one day of the year.
 */
export function parseDayFormat(text: string): DayFormat | null {
  const parts: readonly string[] = text.match(token) ?? [];
  const named = parts.map((part) => (part.startsWith('y') ? 'y' : part)).toSorted();
  if (!['dd mm y', 'ddd y'].includes(named.join(' '))) return null;
  const between = text.split(token);
  // Letters or digits between the parts would be a token that we do not know, as in `yyyy-mmm-dd`.
  if (between.some((one) => /[A-Za-z0-9]/.test(one))) return null;
  const join = (print: (part: string) => string, literal: (one: string) => string): string =>
    between
      .map((one, index) => literal(one) + (parts[index] === undefined ? '' : print(parts[index])))
      .join('');
  return {
    written: text,
    pattern: join(
      (part) => directives[part] ?? '',
      (one) => one.replaceAll('%', '%%'),
    ),
    shape: join(
      (part) => `[0-9]{${part.length}}`,
      (one) => one.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`),
    ),
    shortYearAt: parts.includes('yy') ? text.indexOf('yy') + 1 : null,
    isOrdinal: parts.includes('ddd'),
  };
}

const directives: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  yy: '%y',
  mm: '%m',
  dd: '%d',
  ddd: '%j',
};

export const isoFormat: DayFormat = {
  written: 'yyyy-mm-dd',
  pattern: '%Y-%m-%d',
  shape: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  shortYearAt: null,
  isOrdinal: false,
};

/** What had to stand where a format cannot be read. */
export const dayFormatText: LocalText = {
  en: 'yyyy or yy with mm and dd, or with ddd for the day of the year, and what stands between them, such as yyyy-mm-dd, yyyymmdd, dd.mm.yy or yyddd',
  'zh-CN':
    '由 yyyy 或 yy 与 mm、dd（或一年中第几天 ddd）及其间符号组成的格式，例如 yyyy-mm-dd、yyyymmdd、dd.mm.yy 或 yyddd',
};

/** Formats that one in capitals or in the words of other programs may mean. */
export function nearDayFormats(text: string): string[] {
  const words = Object.entries(directives).reduce(
    (found, [part, directive]) => found.replace(directive, part),
    text,
  );
  const near = words.toLowerCase();
  return near !== text && parseDayFormat(near) !== null ? [near] : [];
}

/** A day in the form of a format. */
export function writtenDay(day: Day, { written }: DayFormat): string {
  const { year, month, day: inMonth } = dayParts(day);
  const digits = (value: number, length: number): string =>
    String(value).padStart(length, '0').slice(-length);
  const inYear = day - dayFromParts({ year, month: 1, day: 1 }) + 1;
  return written
    .replace('yyyy', digits(year, 4))
    .replace('yy', digits(year, 2))
    .replace('mm', digits(month, 2))
    .replace('ddd', digits(inYear, 3))
    .replace('dd', digits(inMonth, 2));
}

/** The day in a text, by the places of its parts in the format; null when there is none. */
export function readDay(text: string, { written }: DayFormat): Day | null {
  if (text.length !== written.length) return null;
  const part = (name: string): string | null => {
    const at = written.indexOf(name);
    return at < 0 ? null : text.slice(at, at + name.length);
  };
  const short = part('yy') ?? '';
  const year = part('yyyy') ?? (Number(short) >= 69 ? `19${short}` : `20${short}`);
  const ordinal = part('ddd');
  if (ordinal === null) return parseDay(`${year}-${part('mm')}-${part('dd')}`);
  const first = parseDay(`${year}-01-01`);
  if (first === null || !/^\d{3}$/.test(ordinal)) return null;
  const day = first + Number(ordinal) - 1;
  return Number(ordinal) >= 1 && dayParts(day).year === Number(year) ? day : null;
}
