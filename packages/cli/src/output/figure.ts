import { currencyDigits, groupedWhole } from '@gradus/schema';

/** `1234567` as `1,234,567`. */
export function countText(value: number | bigint): string {
  return groupedWhole(String(value));
}

/** Money in minor units (a number, or a text beyond 2^53) as `1,234.50`; `-` when there is none. */
export function moneyText(minor: number | string | bigint | null, currency: string): string {
  return minor === null ? '-' : scaledText(BigInt(minor), currencyDigits(currency));
}

/** A whole number of 10^-digits with all its digits and separated thousands. */
export function scaledText(value: bigint, digits: number): string {
  const sign = value < 0n ? '-' : '';
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const whole = countText(BigInt(text.slice(0, text.length - digits)));
  return digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(text.length - digits)}`;
}

/** A share in 1/10,000 as `12.34 %`. */
export function shareText(share: number): string {
  return `${scaledText(BigInt(share), 2)} %`;
}

/** part / whole as `12.34 %`; `-` of nothing. */
export function partText(part: number, whole: number): string {
  if (whole === 0) return '-';
  return shareText(Math.round((part * 10_000) / whole));
}
