/** An exact decimal: digits · 10^-scale. Read from source text, never through a float. */
export interface Decimal {
  readonly digits: bigint;
  /** Number of digits after the point, 0 to 18. */
  readonly scale: number;
}

const written = /^([+-]?)(\d+(?:_\d+)*)(?:\.(\d+))?$/;

/** The decimal written in `text` (`1000000`, `1_000_000`, `-0.25`), or null. Exponents are not accepted. */
export function parseDecimal(text: string): Decimal | null {
  const match = written.exec(text.trim());
  if (match === null) return null;
  const whole = (match[2] ?? '').replaceAll('_', '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > 18 || whole.length > 24) return null;
  const digits = BigInt(whole + fraction);
  return { digits: match[1] === '-' ? -digits : digits, scale: fraction.length };
}

/** `decimal` as a whole number of 10^-scale, or null when it has more digits than that. */
export function toScaled(decimal: Decimal, scale: number): bigint | null {
  if (decimal.scale > scale) return null;
  return decimal.digits * powerOfTen(scale - decimal.scale);
}

/** Text of `value` · 10^-scale without trailing zeros: formatScaled(123450n, 4) is `12.345`. */
export function formatScaled(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return sign + whole + (fraction === '' ? '' : `.${fraction}`);
}

export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
