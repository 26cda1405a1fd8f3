import { dayFromParts, dayParts, parseDay, type Day, type LocalText } from '@gradus/schema';

/** How a day is written: text between the parts, and the parts in order. */
export interface DayFormat {
  readonly written: string;
  /** For DuckDB's strptime. */
  readonly pattern: string;
  /** Regular expression that the whole text must match; strptime alone takes one digit for two. */
  readonly shape: string;
  /** Signs before a year of two digits, or, where their number is not fixed, behind it; null when the year has four. */
  readonly shortYear: ShortYear | null;
  /** Whether the day is counted from the first of January. */
  readonly isOrdinal: boolean;
}

export type ShortYear = { readonly before: number } | { readonly behind: number };

const token = /yyyy|yy|mmm|mm|m|ddd|dd|d/g;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Part {
  /** For strptime. */
  readonly directive: string;
  readonly shape: string;
  /** Number of signs; null where it is not fixed. */
  readonly length: number | null;
  readonly of: 'year' | 'month' | 'day' | 'ordinal';
}

const digits = (length: number): Pick<Part, 'shape' | 'length'> => ({ shape: `[0-9]{${length}}`, length });
const oneOrTwo: Pick<Part, 'shape' | 'length'> = { shape: '[0-9]{1,2}', length: null };

const parts: Readonly<Record<string, Part>> = {
  yyyy: { directive: '%Y', ...digits(4), of: 'year' },
  yy: { directive: '%y', ...digits(2), of: 'year' },
  mmm: { directive: '%b', shape: `(?i:${months.join('|')})`, length: 3, of: 'month' },
  mm: { directive: '%m', ...digits(2), of: 'month' },
  m: { directive: '%m', ...oneOrTwo, of: 'month' },
  ddd: { directive: '%j', ...digits(3), of: 'ordinal' },
  dd: { directive: '%d', ...digits(2), of: 'day' },
  d: { directive: '%d', ...oneOrTwo, of: 'day' },
};

/**
 * The format written in `text` (`yyyymmdd`, `dd.mm.yyyy`, `d-mmm-yy`, `yyddd` …), or null when it does not name one year, and one
 * month and day or one day of the year.
 */
export function parseDayFormat(text: string): DayFormat | null {
  const names: readonly string[] = text.match(token) ?? [];
  const named = names.map((name) => parts[name]?.of ?? '').toSorted();
  if (!['day month year', 'ordinal year'].includes(named.join(' '))) return null;
  const between = text.split(token);
  // Letters or digits between the parts would be a token that we do not know, as in `yyyy-mm-ddThh`.
  if (between.some((one) => /[A-Za-z0-9]/.test(one))) return null;
  // Where one or two digits touch others, nobody can tell which belong to what.
  const isOpen = (name: string | undefined): boolean => parts[name ?? '']?.length === null;
  const isRunning = names.some((name, at) => {
    const next = names[at + 1];
    const isTouching = next !== undefined && between[at + 1] === '' && name !== 'mmm' && next !== 'mmm';
    return isTouching && (isOpen(name) || isOpen(next));
  });
  if (isRunning) return null;
  const shortYear = shortYearOf(text, names);
  if (shortYear === 'nowhere') return null;
  const join = (print: (part: Part) => string, plain: (text: string) => string): string =>
    between
      .map((one, index) => {
        const part = parts[names[index] ?? ''];
        return plain(one) + (part === undefined ? '' : print(part));
      })
      .join('');
  return {
    written: text,
    pattern: join(
      ({ directive }) => directive,
      (one) => one.replaceAll('%', '%%'),
    ),
    shape: join(({ shape }) => shape, literal),
    shortYear,
    isOrdinal: names.includes('ddd'),
  };
}

/** A text as a regular expression that only it matches. */
function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** Where a year of two digits stands; nowhere that could be told when the parts on both sides vary in length. */
function shortYearOf(text: string, names: readonly string[]): ShortYear | 'nowhere' | null {
  const at = names.indexOf('yy');
  if (at < 0) return null;
  const isFixed = (some: readonly string[]): boolean => some.every((name) => parts[name]?.length !== null);
  const place = text.search(/(?<!y)yy(?!y)/);
  if (isFixed(names.slice(0, at))) return { before: place };
  return isFixed(names.slice(at)) ? { behind: text.length - place - 2 } : 'nowhere';
}

export const isoFormat: DayFormat = {
  written: 'yyyy-mm-dd',
  pattern: '%Y-%m-%d',
  shape: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  shortYear: null,
  isOrdinal: false,
};

/** What had to stand where a format cannot be read. */
export const dayFormatText: LocalText = {
  en: 'yyyy or yy with mm and dd (m and d where small numbers have one digit, mmm for jan to dec), or with ddd for the day of the year, and what stands between them, such as yyyy-mm-dd, yyyymmdd, d.m.yy, dd-mmm-yyyy or yyddd',
  'zh-CN':
    '由 yyyy 或 yy 与 mm、dd（不补零时为 m、d；英文月份缩写为 mmm；一年中第几天为 ddd）及其间符号组成的格式，例如 yyyy-mm-dd、yyyymmdd、d.m.yy、dd-mmm-yyyy 或 yyddd',
};

/** Formats that one in capitals or in the words of other programs may mean. */
export function nearDayFormats(text: string): string[] {
  const words = Object.entries(otherWords).reduce((found, [word, name]) => found.replace(word, name), text);
  const near = words.toLowerCase();
  return near !== text && parseDayFormat(near) !== null ? [near] : [];
}

const otherWords: Readonly<Record<string, string>> = {
  '%Y': 'yyyy',
  '%y': 'yy',
  '%b': 'mmm',
  '%m': 'mm',
  '%d': 'dd',
  '%j': 'ddd',
};

/** A day in the form of a format. */
export function writtenDay(day: Day, { written }: DayFormat): string {
  const { year, month, day: inMonth } = dayParts(day);
  const inYear = day - dayFromParts({ year, month: 1, day: 1 }) + 1;
  const padded = (value: number, length: number): string =>
    String(value).padStart(length, '0').slice(-length);
  const values: Readonly<Record<string, string>> = {
    yyyy: padded(year, 4),
    yy: padded(year, 2),
    mmm: months[month - 1] ?? '',
    mm: padded(month, 2),
    m: String(month),
    ddd: padded(inYear, 3),
    dd: padded(inMonth, 2),
    d: String(inMonth),
  };
  return written.replaceAll(token, (name) => values[name] ?? '');
}

/** The day in a text, by the parts of the format; null when there is none. Two digits of a year are up to 2068. */
export function readDay(text: string, { written }: DayFormat): Day | null {
  const { names, expression } = readers.get(written) ?? readerOf(written);
  const found = expression.exec(text);
  if (found === null) return null;
  const read = (of: Part['of']): string => found[names.findIndex((name) => parts[name]?.of === of) + 1] ?? '';
  const short = read('year');
  const year = short.length === 4 ? short : `${Number(short) >= 69 ? 19 : 20}${short}`;
  if (!names.includes('ddd')) {
    const month = names.includes('mmm')
      ? String(months.indexOf(read('month').toLowerCase()) + 1)
      : read('month');
    return parseDay(`${year}-${month.padStart(2, '0')}-${read('day').padStart(2, '0')}`);
  }
  const first = parseDay(`${year}-01-01`);
  const ordinal = Number(read('ordinal'));
  if (first === null || ordinal === 0) return null;
  const day = first + ordinal - 1;
  return dayParts(day).year === Number(year) ? day : null;
}

/** What reads the days of a format: many texts are read in few formats. */
interface DayReader {
  readonly names: readonly string[];
  /** With a group for each name. */
  readonly expression: RegExp;
}

const readers = new Map<string, DayReader>();

function readerOf(written: string): DayReader {
  const names: readonly string[] = written.match(token) ?? [];
  const between = written.split(token).map(literal);
  const shape = between.map((one, at) => one + (names[at] === undefined ? '' : groupOf(names[at]))).join('');
  const reader = { names, expression: new RegExp(`^${shape}$`, 'iu') };
  readers.set(written, reader);
  return reader;
}

function groupOf(name: string): string {
  return name === 'mmm' ? `(${months.join('|')})` : `(${parts[name]?.shape ?? ''})`;
}
