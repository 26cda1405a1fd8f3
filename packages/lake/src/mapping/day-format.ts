/** How a day is written: text between the parts, and the parts in order. */
export interface DayFormat {
  readonly written: string;
  /** For DuckDB's strptime. */
  readonly pattern: string;
  /** Regular expression that the whole text must match; strptime alone takes one digit for two. */
  readonly shape: string;
}

const token = /yyyy|yy|mm|dd/g;

/** The format written in `text` (`yyyymmdd`, `dd.mm.yyyy`, `yymmdd` …), or null when it does not name one year, month and day. */
export function parseDayFormat(text: string): DayFormat | null {
  const parts = text.match(token) ?? [];
  if (parts.length !== 3 || new Set(parts.map((part) => part[0])).size !== 3) return null;
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
  };
}

const directives: Readonly<Record<string, string>> = { yyyy: '%Y', yy: '%y', mm: '%m', dd: '%d' };

export const isoFormat: DayFormat = {
  written: 'yyyy-mm-dd',
  pattern: '%Y-%m-%d',
  shape: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
};
