import { parseDayFormat, type DayFormat } from '../mapping/day-format.ts';
import { isKnownName } from './vocabulary.ts';

/** What the values of one column look like. */
export interface ColumnProfile {
  /** Name in the header, or `c1`, `c2` … where there is none. */
  readonly name: string;
  /** Whether the name says anything that is known here; `c1` does not. */
  readonly isNamed: boolean;
  readonly filled: number;
  readonly empty: number;
  /** Different values, up to {@link distinctMax} of them. */
  readonly distinct: ReadonlySet<string>;
  /** No value comes twice, as far as was looked. */
  readonly isUnique: boolean;
  /** How its days are written, when all are days; several when the sample does not tell. */
  readonly dates: readonly DayFormat[];
  /** Whether a time of day follows some of its days. */
  readonly hasTime: boolean;
  /** Texts that stand for "no value" beside the empty one. */
  readonly missing: readonly string[];
  readonly number: NumberForm | null;
}

export interface NumberForm {
  readonly decimal: '.' | ',';
  readonly group: '' | ',' | '.' | ' ';
  readonly hasFraction: boolean;
  readonly hasNegative: boolean;
  readonly greatest: number;
}

/** Beyond this many different values a column is no code list, and a key is known well enough. */
const distinctMax = 200_000;

const dayFormats = [
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
].flatMap((written) => parseDayFormat(written) ?? []);

const nothings = new Set(['NULL', 'null', 'N/A', 'NA', 'n/a', '\\N', '?', '-', '--', '无', '空']);
/** Days that mean "none": what a system writes into an end that is open. */
const openEnds = new Set([
  '99991231',
  '9999-12-31',
  '9999/12/31',
  '29991231',
  '2999-12-31',
  '00000000',
  '0',
  '0000-00-00',
]);

export function profileColumn(name: string, values: readonly string[]): ColumnProfile {
  const filled = values.filter((value) => value !== '');
  const missing = [...new Set(filled.filter((value) => nothings.has(value)))];
  const meant = filled.filter((value) => !nothings.has(value));
  const distinct = new Set(meant.slice(0, distinctMax));
  const { dates, ends, hasTime } = daysOf(meant);
  return {
    name,
    isNamed: isKnownName(name),
    filled: meant.length,
    empty: values.length - meant.length,
    distinct,
    isUnique: meant.length > 0 && distinct.size === Math.min(meant.length, distinctMax),
    dates,
    hasTime,
    missing: dates.length > 0 ? [...missing, ...new Set(ends)] : missing,
    number: numberForm(meant),
  };
}

/** A time after a day, which may be missing where it is midnight. */
const timeAfter = /^(.{8,11}?)(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const timeBehind = /^(\d{8})(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

/** How the days of a column are written, and which of its texts are ends that are open. */
function daysOf(texts: readonly string[]): Pick<ColumnProfile, 'dates' | 'hasTime'> & { ends: string[] } {
  const plain = formsOf(texts, texts);
  if (plain.dates.length > 0) return { ...plain, hasTime: false };
  for (const time of [timeAfter, timeBehind]) {
    if (!texts.slice(0, 50).every((text) => time.test(text))) continue;
    const days = texts.map((text) => time.exec(text)?.[1]);
    if (texts.length > 0 && days.every((day) => day !== undefined)) {
      const { dates, ends } = formsOf(texts, days);
      if (dates.length > 0) return { dates, ends, hasTime: true };
    }
  }
  return { ...plain, hasTime: false };
}

function formsOf(
  texts: readonly string[],
  days: readonly string[],
): { readonly dates: DayFormat[]; readonly ends: string[] } {
  const ends = texts.filter((_, index) => openEnds.has(days[index] ?? ''));
  // A column of open ends alone, such as the closing days of accounts that are all open, is still one of days.
  const closed = days.filter((day) => !openEnds.has(day));
  const isOpenOnly = days.length > 0 && closed.length === 0 && days.every((day) => day.length >= 8);
  const dates = dayFormats.filter(
    (format) =>
      (isOpenOnly && days.every((end) => new RegExp(`^${format.shape}$`).test(end))) ||
      (closed.length > 0 && closed.every((day) => isDay(day, format))),
  );
  return { dates, ends };
}

/** Whether a text is a day as the format writes it, of a year in which people have lived. */
export function isDay(text: string, { shape, written }: DayFormat): boolean {
  if (!new RegExp(`^${shape}$`).test(text)) return false;
  const part = (token: string): number => {
    const at = written.indexOf(token);
    return at < 0 ? NaN : Number(text.slice(at, at + token.length));
  };
  const [month, day, year] = [part('mm'), part('dd'), part('yyyy')];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && !(year < 1850 || year > 2200);
}

const plain = /^[-+]?\d+(\.\d+)?-?$/;
const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?-?$/;
const european = /^[-+]?\d{1,3}(\.\d{3})*(,\d+)?-?$/;
const decimalComma = /^[-+]?\d+,\d+-?$/;

function numberForm(values: readonly string[]): NumberForm | null {
  if (values.length === 0) return null;
  const form = ((): Pick<NumberForm, 'decimal' | 'group'> | null => {
    if (values.every((value) => plain.test(value))) return { decimal: '.', group: '' };
    if (values.every((value) => plain.test(value) || grouped.test(value)))
      return { decimal: '.', group: ',' };
    if (values.every((value) => /^[-+]?\d+(,\d+)?-?$/.test(value) || decimalComma.test(value)))
      return { decimal: ',', group: '' };
    if (values.every((value) => european.test(value) || decimalComma.test(value)))
      return { decimal: ',', group: '.' };
    return null;
  })();
  if (form === null) return null;
  const { decimal, group } = form;
  const figures = values.map((value) =>
    Number(
      value
        .replaceAll(group === '' ? ' ' : group, '')
        .replace(decimal, '.')
        .replace(/-$/, ''),
    ),
  );
  return {
    ...form,
    hasFraction: values.some((value) => value.includes(decimal)),
    hasNegative: values.some((value) => value.startsWith('-') || value.endsWith('-')),
    greatest: figures.reduce((most, figure) => Math.max(most, Math.abs(figure)), 0),
  };
}

/** A day as a source writes it, as yyyy-mm-dd. */
export function isoDay(text: string, written: string): string {
  const part = (token: string): string =>
    text.slice(written.indexOf(token), written.indexOf(token) + token.length);
  const year = written.includes('yyyy')
    ? part('yyyy')
    : `${Number(part('yy')) >= 69 ? '19' : '20'}${part('yy')}`;
  return `${year}-${part('mm')}-${part('dd')}`;
}
