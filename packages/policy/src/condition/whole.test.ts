import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference, lean, product, sum } from './whole.ts';

/** Small numbers, both sides of ±2^53 and of its root, and the ends of 32 and 64 bits. */
const near = (centre: bigint) => fc.bigInt(-3n, 3n).map((by) => centre + by);
const value = fc.oneof(
  near(0n),
  ...[2n ** 53n, 2n ** 52n, 94_906_265n, 2n ** 31n, 2n ** 32n, 2n ** 63n, 2n ** 64n].flatMap((centre) => [
    near(centre),
    near(-centre),
  ]),
);

test('a whole number is the same whichever form it has', () => {
  fc.assert(
    fc.property(value, (one) => {
      const found = lean(one);
      expect(BigInt(found)).toBe(one);
      expect(typeof found === 'number').toBe(one > -(2n ** 53n) && one < 2n ** 53n);
    }),
    { numRuns: 1000 },
  );
});

test('order and arithmetic are exact between all forms', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      const [a, b] = [lean(one), lean(other)];
      expect([a < b, a <= b, a > b, a >= b]).toEqual([one < other, one <= other, one > other, one >= other]);
      expect(BigInt(sum(a, b))).toBe(one + other);
      expect(BigInt(difference(a, b))).toBe(one - other);
      expect(BigInt(product(a, b))).toBe(one * other);
    }),
    { numRuns: 2000 },
  );
});
