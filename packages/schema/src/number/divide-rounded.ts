import { assert } from '../assert.ts';

/**
 * numerator / denominator, rounded half away from zero: sign(n) · ((2·|n| + d) div 2d).
 * docs/language.md, "Numbers"; the one rounding that every engine does alike.
 *
 * Errors: an assertion when denominator <= 0.
 */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  assert(denominator > 0n, `a quotient needs a positive denominator, not ${denominator}`);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -quotient : quotient;
}
