// What each npm script runs under Node 24, from the root folder.

/** @typedef {{ program: readonly string[], env?: Record<string, string> }} Task */

const vitest = ['node_modules/vitest/vitest.mjs', 'run'];

/** @type {Record<string, Task>} */
export const tasks = {
  start: { program: ['packages/cli/src/demo.ts'] },
  test: { program: vitest },
  'test:long': { program: vitest, env: { GRADUS_TEST_SIZE: 'long' } },
  check: { program: ['tools/tasks/check.ts'] },
  bench: { program: ['bench/main.ts'] },
  format: { program: ['node_modules/oxfmt/bin/oxfmt'] },
};
