import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { root } from './source/source-file.ts';

/** Runs vitest on one test file with our reporter; `body` finds test, describe and expect as globals. */
function runTests(body: string): { status: number | null; lines: string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'gradus-reporter-'));
  try {
    writeFileSync(path.join(folder, 'a.test.js'), body);
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const reporter = path.join(root, 'tools/summary-reporter.ts');
    const args = [vitest, 'run', '--root', folder, '--globals', '--reporter', reporter];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, lines: stdout.trimEnd().split('\n') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('passed, failed and skipped tests are counted, and a skip says why', () => {
  const { status, lines } = runTests(`
    test('good', () => {});
    test('bad', () => { expect(1).toBe(2); });
    describe('group', () => { test('absent', ({ skip }) => skip(true, 'no engine here')); });
    test.skip('mute', () => {});
  `);
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe('1 passed, 1 failed, 2 skipped');
  expect(lines).toContain('skipped: a.test.js > group > absent: no engine here');
  expect(lines).toContain('skipped: a.test.js > mute: no reason given');
});

test.each([
  ['an import', "import './gone.js'; test('a', () => {});", '0 passed, 1 failed, 0 skipped'],
  [
    'a rejection',
    "test('a', () => { void Promise.reject(new Error('b')); });",
    '1 passed, 1 failed, 0 skipped',
  ],
])('what fails in %s outside a test is a failure', (_, body, expected) => {
  const { status, lines } = runTests(body);
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe(expected);
});
