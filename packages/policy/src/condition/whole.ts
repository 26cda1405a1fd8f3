/**
 * A whole number as rows and conditions hold it: Number or BigInt. The language compares the two exactly by `<` and its
 * like, and Number is several times faster; equality and arithmetic go through the functions of this file.
 */
export type Whole = number | bigint;

/**
 * `value` as a Number where that is exact, itself elsewhere. What is not safe (2^53 or more) rounds to a Number that is
 * not safe either, so looking at the Number proves it; the same holds of the results below.
 */
export function lean(value: bigint): Whole {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

export function sum(left: Whole, right: Whole): Whole {
  if (typeof left === 'number' && typeof right === 'number') {
    const found = left + right;
    if (Number.isSafeInteger(found)) return found;
  }
  return BigInt(left) + BigInt(right);
}

export function difference(left: Whole, right: Whole): Whole {
  if (typeof left === 'number' && typeof right === 'number') {
    const found = left - right;
    if (Number.isSafeInteger(found)) return found;
  }
  return BigInt(left) - BigInt(right);
}

export function product(left: Whole, right: Whole): Whole {
  if (typeof left === 'number' && typeof right === 'number') {
    const found = left * right;
    if (Number.isSafeInteger(found)) return found;
  }
  return BigInt(left) * BigInt(right);
}
