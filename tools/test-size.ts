// How much the tests try, decided in one place: `npm test` is short, `npm run test:long` sets GRADUS_TEST_SIZE=long.
import { randomInt } from 'node:crypto';

const SEED_LIMIT = 2 ** 31;

export type TestSize = 'short' | 'long';

/**
 * Whether a test should be quick (the default) or thorough.
 *
 * Errors: an unknown GRADUS_TEST_SIZE throws, so that a typing mistake cannot pass for a long run.
 */
export function testSize(env: NodeJS.ProcessEnv = process.env): TestSize {
  const size = env['GRADUS_TEST_SIZE'] ?? 'short';
  if (size === 'short' || size === 'long') return size;
  throw new Error(`GRADUS_TEST_SIZE is "${size}"; use "short" or "long"`);
}

/**
 * Seed for a randomised test, an integer in 0 .. 2^31 - 1, printed so that a failure can be replayed.
 *
 * A short run derives it from `name`: the same commit always gives the same answer. A long run draws a new one each
 * time, because its purpose is to find what the fixed seeds miss. GRADUS_TEST_SEED overrides both.
 */
export function seeded(name: string, env: NodeJS.ProcessEnv = process.env): number {
  const seed = seedOf(name, env);
  console.log(`seed of "${name}": ${seed} (replay with GRADUS_TEST_SEED=${seed})`);
  return seed;
}

/** The seed that `seeded` gives, for who prints it itself when a test fails, as fast-check does. */
export function seedOf(name: string, env: NodeJS.ProcessEnv = process.env): number {
  return readSeed(env) ?? (testSize(env) === 'long' ? randomInt(SEED_LIMIT) : digest(name));
}

function readSeed(env: NodeJS.ProcessEnv): number | undefined {
  const text = env['GRADUS_TEST_SEED'];
  if (text === undefined || text === '') return undefined;
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed < SEED_LIMIT) return seed;
  throw new Error(`GRADUS_TEST_SEED is "${text}"; use an integer from 0 to ${SEED_LIMIT - 1}`);
}

/** FNV-1a, folded to 31 bits. */
function digest(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 1;
}
