import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { root } from './source/source-file.ts';

const noBash = process.platform === 'win32' ? '.ci/run is a bash script' : '';

/** Runs .ci/run with an npm that prints `check` for the checks and `tests` for the tests. */
function runCi(check: string, tests: string): { status: number | null; last: string | undefined } {
  const folder = mkdtempSync(path.join(tmpdir(), 'gradus-ci-'));
  try {
    const npm = path.join(folder, 'npm');
    writeFileSync(npm, `#!/usr/bin/env bash\nif [ "\${!#}" = check ]; then\n${check}\nelse\n${tests}\nfi\n`);
    chmodSync(npm, 0o755);
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const { status, stdout } = spawnSync('bash', [path.join(root, '.ci/run')], { env, encoding: 'utf8' });
    return { status, last: stdout.trimEnd().split('\n').at(-1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const good = "echo '4 passed, 0 failed, 0 skipped'";

test.for([
  ['both good', good, "echo '10 passed, 0 failed, 2 skipped'", 0, '14 passed, 0 failed, 2 skipped'],
  ['bad check', "echo '3 passed, 1 failed, 0 skipped'; exit 1", good, 1, '7 passed, 1 failed, 0 skipped'],
  ['bad tests', good, "echo '8 passed, 2 failed, 0 skipped'; exit 1", 1, '12 passed, 2 failed, 0 skipped'],
  ['no install', 'exit 1', 'exit 1', 1, '0 passed, 2 failed, 0 skipped'],
  ['a crash after the line', good, `${good}; exit 139`, 1, '8 passed, 1 failed, 0 skipped'],
  ['no line', good, 'true', 1, '4 passed, 1 failed, 0 skipped'],
  [
    'a line of counts elsewhere',
    good,
    `echo '9 passed, 9 failed'; ${good}`,
    0,
    '8 passed, 0 failed, 0 skipped',
  ],
] as const)('.ci/run closes with the totals: %s', ([, check, tests, status, last], { skip }) => {
  skip(noBash !== '', noBash);
  expect(runCi(check, tests)).toEqual({ status, last });
});
