import { expect, test } from 'vitest';

import { seeded, testSize } from './test-size.ts';

test('the size is short unless the environment says long', () => {
  expect(testSize({})).toBe('short');
  expect(testSize({ GRADUS_TEST_SIZE: 'long' })).toBe('long');
  expect(() => testSize({ GRADUS_TEST_SIZE: 'big' })).toThrow('use "short" or "long"');
});

test('a short run repeats its seed, a long run draws a new one, and a stated seed wins', () => {
  const long = { GRADUS_TEST_SIZE: 'long' };
  expect(seeded('a', {})).toBe(seeded('a', {}));
  expect(seeded('a', {})).not.toBe(seeded('b', {}));
  const drawn = new Set([seeded('a', long), seeded('a', long), seeded('a', long)]);
  expect(drawn.size).toBeGreaterThan(1);
  expect(seeded('a', { ...long, GRADUS_TEST_SEED: '7' })).toBe(7);
  expect(() => seeded('a', { GRADUS_TEST_SEED: '1.5' })).toThrow('use an integer');
});
