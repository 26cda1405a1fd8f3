import { quoteText } from '@gradus/engine';

/** How a number is written in a file. */
export interface NumberForm {
  readonly decimal: string;
  /** Empty: digits are not grouped. */
  readonly group: string;
}

/** Digits before the point that an amount may have. Ten thousand billion units is more than any customer owns. */
const wholeDigitsMax = 13;

/** A number read from text, as expressions over it. */
export interface NumberSql {
  /** Whether the text is a number at all. */
  readonly isNumber: string;
  /** Whether digits beyond `scale` would be lost. */
  readonly isTooFine: string;
  /** The number times 10^scale, BIGINT; null when it is none or too large. Digits beyond are rounded half away from zero. */
  readonly scaled: string;
}

/**
 * Reads the text expression `text` as a number of `scale` decimals. The shape is checked before the engine casts, because
 * its casts also take exponents, blanks and underscores, and round without a word.
 */
export function numberSql(text: string, form: NumberForm, scale: number): NumberSql {
  const plain = plainText(text, form);
  const point = escaped(form.decimal);
  return {
    isNumber: `regexp_full_match(${text}, ${quoteText(shape(form))})`,
    // Most texts are too short for that behind their point, which is quickly seen.
    isTooFine: `CASE WHEN instr(${text}, ${quoteText(form.decimal)}) BETWEEN 1 AND length(${text}) - ${scale + 1} THEN regexp_matches(${text}, ${quoteText(`${point}[0-9]{${scale}}[0-9]*[1-9]`)}) ELSE false END`,
    scaled: scaledSql(plain, scale),
  };
}

/** Signs that stand for a minus before a number: of Japanese ledgers, and of typesetting. */
const minusMarks = ['▲', '△', '−'];

/** Nobody sees which of these stands in a value, and one delivery may have several. */
export const blanks = [' ', '\u00a0', '\u2009', '\u202f', '\u3000'];

/** The text with a point as decimal separator, without groups, a sign in front. */
export function plainText(text: string, { decimal, group }: NumberForm): string {
  const ungrouped = group === '' ? text : `translate(${text}, ${quoteText(groupMarks(group).join(''))}, '')`;
  const pointed = decimal === '.' ? ungrouped : `replace(${ungrouped}, ${quoteText(decimal)}, '.')`;
  const unsigned = `left(${pointed}, -1)`;
  const marks = minusMarks.map(quoteText).join(', ');
  return [
    `CASE WHEN suffix(${text}, '-') THEN '-' || ${unsigned} WHEN suffix(${text}, '+') THEN ${unsigned}`,
    `WHEN suffix(${text}, ')') THEN '-' || substr(${unsigned}, 2) WHEN left(${text}, 1) IN (${marks}) THEN '-' || substr(${pointed}, 2)`,
    `ELSE ${pointed} END`,
  ].join(' ');
}

/** A plain number text divided by 10^places, digit by digit, so that nothing is rounded. */
export function dividedText(plain: string, places: number): string {
  if (places === 0) return plain;
  const padded = `regexp_replace(${plain}, '^[+-]?', '\\0${'0'.repeat(places)}')`;
  return `regexp_replace(${padded}, '([0-9]{${places}})(\\.|$)', '.\\1')`;
}

/** A plain number text times 10^scale as BIGINT, rounded half away from zero; null when it has too many digits. */
function scaledSql(plain: string, scale: number): string {
  if (scale === 0) return `CAST(TRY_CAST(${plain} AS DECIMAL(${wholeDigitsMax}, 0)) AS BIGINT)`;
  const factor = `1${'0'.repeat(scale)}`;
  const narrow = wholeDigitsMax + scale <= 18;
  const value = `TRY_CAST(${plain} AS DECIMAL(${wholeDigitsMax + scale}, ${scale}))`;
  if (!narrow) return `CAST(${value} * ${factor} AS BIGINT)`;
  // 64-bit arithmetic is ten times as fast as 128-bit; few amounts are too large for it.
  const limit = `1${'0'.repeat(18 - 2 * scale)}`;
  return [
    `CASE WHEN abs(${value}) < ${limit} THEN CAST(CAST(${value} AS DECIMAL(18, ${scale})) * ${factor} AS BIGINT)`,
    `ELSE CAST(CAST(${value} AS DECIMAL(38, ${scale})) * ${factor} AS BIGINT) END`,
  ].join(' ');
}

function shape({ decimal, group }: NumberForm): string {
  const mark = `(${groupMarks(group).map(escaped).join('|')})`;
  const whole =
    group === '' ? '[0-9]+' : `([0-9]+|[0-9]{1,3}(${mark}[0-9]{3})+|[0-9]{1,4}(${mark}[0-9]{4})+)`;
  const point = escaped(decimal);
  const digits = `(${whole}(${point}[0-9]*)?|${point}[0-9]+)`;
  return `[+${minusMarks.join('')}-]?${digits}|${digits}[+-]|\\(${digits}\\)`;
}

function groupMarks(group: string): readonly string[] {
  return blanks.includes(group) ? blanks : [group];
}

function escaped(mark: string): string {
  return mark.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
