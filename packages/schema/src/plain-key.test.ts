import { expect, test } from 'vitest';
import { plainKey } from './plain-key.ts';

test('plain data that differs in the last digit of a large number has another key', () => {
  const of = (limit: bigint) => plainKey({ kind: 'bins', bins: [{ from: limit, points: 5 }] });
  expect(of(2n ** 62n)).toBe(of(2n ** 62n));
  expect(of(2n ** 62n)).not.toBe(of(2n ** 62n + 1n));
  expect(plainKey(5n)).not.toBe(plainKey(5));
});
