/**
 * A whole number as rows and conditions hold it: Number or BigInt. The language compares the two exactly by `<` and its
 * like, and Number is several times faster; equality and arithmetic go through the functions of this file.
 */
export type Whole = number | bigint;

/** Room for 64 bits, and the same as two halves; which half comes first is the machine's. */
const cell = new BigInt64Array([1n]);
const halves = new Int32Array(cell.buffer);
const low = halves[0] === 1 ? 0 : 1;
const high = 1 - low;

/**
 * `value` as a Number where that is exact, itself elsewhere. What is not safe (2^53 or more) rounds to a Number that is
 * not safe either, so looking at the Number proves it; the same holds of the results below.
 */
export function lean(value: bigint): Whole {
  // Most figures fit into 32 bits. Reading those out of the cell takes half the time of Number(), which is a call.
  cell[0] = value;
  const half = halves[low] ?? 0;
  if (half >> 31 === halves[high] && BigInt.asIntN(64, value) === value) return half;
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
