import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatScaled, parseDecimal, toScaled } from './decimal.ts';
import { divideRounded } from './divide-rounded.ts';
import { groupedDecimals } from './grouped.ts';

describe('division', () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [0n, 7n, 0n],
  ])('%d / %d rounds half away from zero to %d', (numerator, denominator, expected) => {
    expect(divideRounded(numerator, denominator)).toBe(expected);
  });

  it('is never further than half from the quotient, and symmetric', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n }),
        fc.bigInt({ min: 1n, max: 2n ** 64n }),
        (n, d) => {
          const distance = 2n * (divideRounded(n, d) * d - n);
          expect(distance <= d && -distance <= d).toBe(true);
          expect(divideRounded(-n, d)).toBe(-divideRounded(n, d));
        },
      ),
    );
  });

  it('refuses a denominator that is not positive', () => {
    expect(() => divideRounded(1n, 0n)).toThrow(/positive denominator/);
  });
});

describe('decimals', () => {
  it.each([
    ['10_000', 10_000n, 0],
    ['-0.25', -25n, 2],
    ['9007199254740993', 9007199254740993n, 0],
    ['0.10', 1n, 1],
    ['+7', 7n, 0],
  ])('reads %s exactly', (text, digits, scale) => {
    expect(parseDecimal(text)).toEqual({ digits, scale });
  });

  it.each(['1e3', '1__0', '_1', '1_', '.5', '5.', '1,000', '', '0x10', '１０'])('refuses %s', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it('scales without rounding, or says that it cannot', () => {
    expect(toScaled({ digits: 125n, scale: 2 }, 4)).toBe(12_500n);
    expect(toScaled({ digits: 125n, scale: 2 }, 1)).toBeNull();
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 0, max: 6 }),
        (value, scale) => {
          const read = parseDecimal(formatScaled(value, scale));
          expect(read === null ? null : toScaled(read, scale)).toBe(value);
        },
      ),
    );
  });
});

it.each([
  [
    ['29780247', '47433303.3'],
    ['29,780,247.00', '47,433,303.30'],
  ],
  [
    ['-1234.5678', '0'],
    ['-1,234.5678', '0.0000'],
  ],
  [
    ['46997', '999'],
    ['46,997', '999'],
  ],
])('%j are told as %j', (numbers, told) => {
  expect(groupedDecimals(numbers)).toEqual(told);
});
