/** How the numbers of a column are written. */
export interface NumberForm {
  readonly decimal: '.' | ',';
  /** What stands between groups of digits; an empty text: nothing. */
  readonly group: string;
  readonly hasFraction: boolean;
  readonly hasNegative: boolean;
  /** Most digits after the decimal separator. */
  readonly decimals: number;
  readonly greatest: number;
  /** Whether they end as numbers of cents do: whole, and seldom round. */
  readonly isRatherMinor: boolean;
}

type Separators = Pick<NumberForm, 'decimal' | 'group'>;

/** Signs of which any stands for a blank between groups: nobody sees which it is. */
const blank = '[ \\u00A0\\u2009\\u202F\\u3000]';
const anyBlank = new RegExp(blank, 'g');
const forms: readonly (readonly [RegExp, Separators])[] = [
  [String.raw`\d*\.?\d+`, { decimal: '.', group: '' }],
  [String.raw`(\d{1,3}(,\d{3})+|\d+)(\.\d+)?`, { decimal: '.', group: ',' }],
  [String.raw`\d*,?\d+`, { decimal: ',', group: '' }],
  [String.raw`(\d{1,3}(\.\d{3})*|\d+)(,\d+)?`, { decimal: ',', group: '.' }],
  [`(\\d{1,3}(${blank}\\d{3})+|\\d+)(,\\d+)?`, { decimal: ',', group: ' ' }],
  [`(\\d{1,3}(${blank}\\d{3})+|\\d+)(\\.\\d+)?`, { decimal: '.', group: ' ' }],
  [String.raw`(\d{1,3}('\d{3})+|\d+)(\.\d+)?`, { decimal: '.', group: "'" }],
].map(([digits, separators]) => [
  // The minus of ledgers and of typesetting, signs behind, parentheses.
  new RegExp(`^(?:[-+▲△−]?${digits as string}|${digits as string}[-+]|\\(${digits as string}\\))$`),
  separators as Separators,
]);
const negative = /^[-▲△−(]|-$/;

/** Three digits after every point: `12.500` beside `500.000` are thousands, not fractions. */
const thousands = /^[-+]?(\d{1,3}\.\d{3}|\d{1,3})[-+]?$/;
/** So many numbers must be seen before something is told from how they end. */
const numbersTold = 50;

/** Null when not all of the values are numbers of one form. */
export function numberForm(values: readonly string[]): NumberForm | null {
  if (values.length === 0) return null;
  const found = forms.find(([form]) => values.every((value) => form.test(value)))?.[1];
  if (found === undefined) return null;
  const isGrouped = found.decimal === '.' && found.group === '' && isOfThousands(values);
  const { decimal, group }: Separators = isGrouped ? { decimal: ',', group: '.' } : found;
  const figures = values.map((value) =>
    Number(
      value
        .replaceAll(group === ' ' || group === '' ? anyBlank : group, '')
        .replace(decimal, '.')
        .replaceAll(/[-+▲△−()]/g, ''),
    ),
  );
  const hasFraction = values.some((value) => value.includes(decimal));
  return {
    decimal,
    group,
    hasFraction,
    decimals: hasFraction ? values.reduce((most, value) => Math.max(most, fractionOf(value, decimal)), 0) : 0,
    hasNegative: values.some((value) => negative.test(value)),
    greatest: figures.reduce((most, figure) => Math.max(most, Math.abs(figure)), 0),
    isRatherMinor: !hasFraction && hasEveryEnding(values),
  };
}

function isOfThousands(values: readonly string[]): boolean {
  const pointed = values.filter((value) => value.includes('.'));
  return (
    pointed.length >= 5 &&
    pointed.length * 2 >= values.length &&
    values.every((value) => thousands.test(value)) &&
    pointed.some((value) => /^[-+]?0*[1-9]\d/.test(value))
  );
}

/** Sums of money in whole units are mostly round; in cents they end in anything. */
function hasEveryEnding(values: readonly string[]): boolean {
  const digits = values.map((value) => value.replaceAll(/\D/g, '')).filter((one) => one.length >= 3);
  if (digits.length < numbersTold) return false;
  const odd = digits.filter((one) => !one.endsWith('0') && !one.endsWith('5'));
  return odd.length * 2 >= digits.length;
}

function fractionOf(value: string, decimal: string): number {
  const at = value.indexOf(decimal);
  return at < 0 ? 0 : value.slice(at + 1).replace(/[-+)]$/, '').length;
}
