// Whole numbers that stand for decimals, and the one rounding.

/** Every unit's scale divides this one, so values of all units compare in it. */
export const fineScale = 100_000_000n;

/** `12.5` → 12.5 × `fineScale`. */
export function fine(written: number | string): bigint {
  const text = String(written).replaceAll('_', '');
  const match = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal: ${text}`);
  const size = BigInt((match[2] as string) + (match[3] ?? '').padEnd(8, '0'));
  return match[1] === '-' ? -size : size;
}

/** Half away from zero; `by` is positive. */
export function divideRounded(amount: bigint, by: bigint): bigint {
  if (by <= 0n) throw new Error(`divided by ${by}`);
  const size = amount < 0n ? -amount : amount;
  const quotient = (2n * size + by) / (2n * by);
  return amount < 0n ? -quotient : quotient;
}

/** A sum of small whole numbers, exact as long as it is safe. */
export function whole(sum: number): bigint {
  if (!Number.isSafeInteger(sum)) throw new Error(`too large for plain numbers: ${sum}`);
  return BigInt(sum);
}
