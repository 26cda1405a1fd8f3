import { defineConfig } from 'vitest/config';

import SummaryReporter from './tools/summary-reporter.ts';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.ts', 'conformance/**/*.test.ts'],
    environment: 'node',
    // Native libraries (DuckDB) keep state per process: one process per file, as many as a small machine has cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    allowOnly: false,
    reporters: ['default', new SummaryReporter()],
  },
});
