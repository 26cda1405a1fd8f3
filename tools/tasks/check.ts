// The static checks, one after the other: each is parallel in itself, and two at once would starve a small machine.
import { spawnSync } from 'node:child_process';

interface Step {
  readonly name: string;
  readonly program: readonly string[];
  readonly onFailure: string;
}

const STEPS: readonly Step[] = [
  {
    name: 'format (oxfmt)',
    program: ['node_modules/oxfmt/bin/oxfmt', '--check'],
    onFailure: 'run "npm run format"',
  },
  {
    name: 'lint (oxlint, type-aware)',
    program: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
    onFailure: 'the rules are in .oxlintrc.json',
  },
  {
    name: 'types (tsc)',
    program: ['node_modules/typescript/bin/tsc', '--noEmit', '--project', 'tsconfig.json'],
    onFailure: 'the compiler options are in tsconfig.json',
  },
  {
    name: 'dead code (knip)',
    program: ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'],
    onFailure: 'delete what nobody uses; entry points are listed in knip.json',
  },
];

function runStep(step: Step): boolean {
  console.log(`\n=== ${step.name}`);
  const start = performance.now();
  const result = spawnSync(process.execPath, [...step.program], { stdio: 'inherit' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const isPassed = result.status === 0;
  console.log(isPassed ? `=== passed in ${seconds} s` : `=== FAILED in ${seconds} s: ${step.onFailure}`);
  return isPassed;
}

const outcomes = STEPS.map((step) => ({ name: step.name, isPassed: runStep(step) }));
const failed = outcomes.filter((outcome) => !outcome.isPassed);
console.log('');
for (const outcome of failed) console.log(`failed: ${outcome.name}`);
console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed, 0 skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;
