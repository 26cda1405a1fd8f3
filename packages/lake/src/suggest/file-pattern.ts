import { parseDayFormat } from '../mapping/day-format.ts';
import { namePattern } from '../source/folder.ts';
import { withoutMonth } from './feed-name.ts';
import { isoDay } from './day-profile.ts';
import type { FileGroup } from './file-group.ts';

/** What the name of a file says of its day. */
export interface NamedDay {
  /** The name with `*` in place of the day. */
  readonly glob: string;
  /** As a mapping finds it: the pattern over names and the form of the day; and which it is, as yyyy-mm-dd. Null: less than a day is named. */
  readonly day: { readonly pattern: string; readonly date: string; readonly iso: string } | null;
}

const wholeDays: readonly (readonly [RegExp, (between: string) => string])[] = [
  [/(?<!\d)20\d{2}([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)/, (gap) => `yyyy${gap}mm${gap}dd`],
  [
    /(?<!\d)(?:0[1-9]|[12]\d|3[01])([-_.])(?:0[1-9]|1[0-2])\1(?:19|20)\d{2}(?!\d)/,
    (gap) => `dd${gap}mm${gap}yyyy`,
  ],
  [
    /(?<!\d)(?:0[1-9]|1[0-2])([-_.])(?:1[3-9]|2\d|3[01])\1(?:19|20)\d{2}(?!\d)/,
    (gap) => `mm${gap}dd${gap}yyyy`,
  ],
  [/(?<!\d)(?:0[1-9]|[12]\d|3[01])()(?:0[1-9]|1[0-2])20\d{2}(?!\d)/, () => 'ddmmyyyy'],
  [/(?<!\d)(?:0[1-9]|1[0-2])()(?:1[3-9]|2\d|3[01])20\d{2}(?!\d)/, () => 'mmddyyyy'],
  // The day of the year, after the D of mainframes.
  [/(?<=(?<![A-Za-z])[Dd])[1-4]\d(?:[0-2]\d{2}|3[0-6]\d)()(?!\d)/, () => 'yyddd'],
];
/** A month, a quarter, a half or a year. */
const parts =
  /(?<!\d)20\d{2}(?:[-_.]?(?:0[1-9]|1[0-2])(?!\d)|年?[上下]半年|年?第?[一二三四1-4]季度?|年\d{1,2}月|[-_]?[HQhq][1-4])?(?!\d)/;

/** Null when the name says nothing of a day. */
export function dayInName(name: string): NamedDay | null {
  for (const [form, written] of wholeDays) {
    const found = form.exec(name);
    if (found === null) continue;
    const [text, between = ''] = found;
    const [before, after] = [name.slice(0, found.index), name.slice(found.index + text.length)];
    const digits = text
      .split(/(\d+)/)
      .map((part) => (/\d/.test(part) ? `\\d{${part.length}}` : escaped(part)))
      .join('');
    const pattern = `${escaped(before)}(${digits})${escaped(after)}`;
    const date = written(between);
    const iso = isoDay(text, parseDayFormat(date) ?? undefined);
    return { glob: `${before}*${after}`, day: { pattern, date, iso } };
  }
  const found = parts.exec(name);
  if (found === null) return null;
  return { glob: `${name.slice(0, found.index)}*${name.slice(found.index + found[0].length)}`, day: null };
}

const escaped = (part: string): string => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** A file with a day in its name is named with `*` in its place, so that the next delivery fits as well. */
export function patternOf({ pattern, others }: Pick<FileGroup, 'pattern' | 'others'>): string {
  const named = pattern.includes('*') ? null : dayInName(pattern);
  if (named === null) return pattern;
  const glob = withoutMonth(named.glob);
  const fits = namePattern(glob);
  return others.some((name) => fits.test(name)) ? pattern : glob;
}
