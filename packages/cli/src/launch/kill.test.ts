import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded, testSize } from '../../../../tools/test-size.ts';
import { runCaptured } from '../fixture/captured-program.ts';

const launcher = fileURLToPath(new URL('../../bin/gradus.mjs', import.meta.url));
const kills = testSize() === 'long' ? 200 : 12;

/** Longer than any run that is not killed takes on a busy machine. */
const longestMs = 300_000;

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-kill-'));
  await run('generate', '--customers', '200', '--out', at('bank'));
  await run('import', '--lake', at('lake'), '--mapping', at('bank/mapping.yaml'), at('bank/source'));
  await run(...assess('2026-05-31', 'may'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const assess = (asOf: string, out: string): string[] => [
  'assess',
  '--lake',
  at('lake'),
  '--policy',
  at('bank/policy.yaml'),
  '--as-of',
  asOf,
  '--out',
  at(out),
];

async function run(...argv: string[]): Promise<void> {
  const { code, err } = await runCaptured(argv);
  expect(`${code} ${err}`).toBe('0 ');
}

/** Runs the command line in a process of its own and kills it after `ms`; whether it had ended by itself. */
async function killAfter(argv: readonly string[], ms: number): Promise<boolean> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', launcher, ...argv], {
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  const signal = await new Promise((resolve) => {
    child.on('exit', (_, by) => resolve(by));
  });
  clearTimeout(timer);
  return signal === null;
}

/** A generator of numbers in [0, 1) that gives the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`assess killed ${kills} times leaves nothing half done`, async () => {
  const random = randomNumbers(seeded('assess killed'));
  const argv = [...assess('2026-06-30', 'june'), '--previous', at('may')];
  // The first start is slower: what it compiles is kept for the others.
  expect(await killAfter([...argv.slice(0, 1), '--help'], longestMs)).toBe(true);
  const started = performance.now();
  expect(await killAfter(argv, longestMs)).toBe(true);
  const wholeMs = performance.now() - started;
  const digest = await digestOf('june');
  const may = await readFile(at('may/assessment.json'), 'utf8');
  for (let kill = 0; kill < kills; kill += 1) {
    await rm(at('june'), { recursive: true, force: true });
    // The first half of a run is the start of Node; what is to be hit lies in the second.
    const ended = await killAfter(argv, wholeMs * (0.4 + 0.65 * random()));
    const isThere = (await readdir(folder)).includes('june');
    if (ended) expect(isThere).toBe(true);
    if (isThere) expect(await digestOf('june')).toBe(digest);
  }
  await rm(at('june'), { recursive: true, force: true });
  await run(...argv);
  expect(await digestOf('june')).toBe(digest);
  expect(await readFile(at('may/assessment.json'), 'utf8')).toBe(may);
  await run('verify', '--lake', at('lake'), '--result', at('june'));
  expect((await readdir(folder)).sort()).toEqual(['bank', 'june', 'lake', 'may']);
});

async function digestOf(name: string): Promise<unknown> {
  const text = await readFile(path.join(at(name), 'assessment.json'), 'utf8');
  return (JSON.parse(text) as { digest: unknown }).digest;
}
