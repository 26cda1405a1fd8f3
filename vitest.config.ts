import { defineConfig } from 'vitest/config';

import SummaryReporter from './tools/summary-reporter.ts';
import TestOrder from './tools/test-order.ts';
import { testSize } from './tools/test-size.ts';

/** Only what hangs is stopped: on a busy machine a test may take twenty times as long as on a quiet one. */
const timeout = testSize() === 'long' ? 4 * 3_600_000 : 1_200_000;

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.ts', 'conformance/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tools/seeded-properties.ts'],
    // Native libraries (DuckDB) keep state per process: one process per file, as many as a small machine has cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: timeout,
    hookTimeout: timeout,
    teardownTimeout: 20_000,
    allowOnly: false,
    sequence: { sequencer: TestOrder },
    reporters: ['default', new SummaryReporter()],
  },
});
