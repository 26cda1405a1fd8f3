import { defineConfig } from 'vitest/config';

import SummaryReporter from './tools/summary-reporter.ts';
import { testSize } from './tools/test-size.ts';

/** A test that hangs is stopped; what a long run does in one test takes many minutes on a busy machine. */
const timeout = testSize() === 'long' ? 3_600_000 : 120_000;

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.ts', 'conformance/**/*.test.ts'],
    environment: 'node',
    // Native libraries (DuckDB) keep state per process: one process per file, as many as a small machine has cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: timeout,
    hookTimeout: timeout,
    teardownTimeout: 20_000,
    allowOnly: false,
    reporters: ['default', new SummaryReporter()],
  },
});
