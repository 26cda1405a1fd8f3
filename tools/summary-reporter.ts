// Closes a test run with the reason of every skipped test and one line that a program can read.
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

interface Totals {
  passed: number;
  failed: number;
  readonly skipped: string[];
}

function addTest(totals: Totals, test: TestCase): void {
  const result = test.result();
  switch (result.state) {
    case 'passed':
      totals.passed += 1;
      break;
    case 'failed':
      totals.failed += 1;
      break;
    case 'skipped':
      totals.skipped.push(
        `${test.module.relativeModuleId} > ${test.fullName}: ${result.note ?? 'no reason given'}`,
      );
      break;
    case 'pending':
      // The run ended before this test did: nobody knows whether it holds.
      totals.failed += 1;
      break;
  }
}

/**
 * Counts of a run. What fails outside a test (an import, a hook, an unhandled rejection) counts as a failure too:
 * its tests never ran, and a run without them must not look clean.
 */
function summarise(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Totals {
  const totals: Totals = { passed: 0, failed: unhandled.length, skipped: [] };
  for (const module of modules) {
    for (const test of module.children.allTests()) addTest(totals, test);
    totals.failed += module.errors().length;
    for (const suite of module.children.allSuites()) totals.failed += suite.errors().length;
  }
  return totals;
}

export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const totals = summarise(modules, unhandled);
    for (const line of totals.skipped) console.log(`skipped: ${line}`);
    console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped.length} skipped`);
  }
}
