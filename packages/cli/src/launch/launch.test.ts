import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { assert, failure } from '@gradus/schema';
import { expect, test } from 'vitest';
import { runCaptured, type Captured } from '../fixture/captured-program.ts';
import { launcher, type Context } from './launch.ts';

const launched = (run: (context: Context) => Promise<number>, json = false): Promise<Captured> =>
  runCaptured([], {
    run: async (environment) => {
      let code = -1;
      await launcher(environment, (exit) => {
        code = exit;
      })({ json }, run);
      return code;
    },
  });

test('our own mistake says so, with what a report needs, and ends with 70', async () => {
  const { code, err } = await launched(async () => {
    assert(false, 'two and two');
    return Promise.resolve(0);
  });
  expect(code).toBe(70);
  expect(err).toContain('a defect of Gradus, not of your data');
  expect(err).toContain('two and two');
  expect(err).toContain('launch.test.ts');
});

test('a failure is told without a trace, as JSON too when asked for', async () => {
  const fail = (): Promise<number> => Promise.reject(failure('engine.interrupted', {}));
  const { code, err, out } = await launched(fail, true);
  expect(code).toBe(1);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'engine.interrupted' } });
});

test('what the system refuses is no defect of ours', async () => {
  const { code, err } = await launched(async () => {
    await readdir('/nowhere at all');
    return 0;
  });
  expect(code).toBe(1);
  expect(err).toContain('[command.system-refused]');
});

test('a reader that has seen enough ends the command in silence', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const policy = fileURLToPath(new URL('../../../../examples/policies/four-tiers.yaml', import.meta.url));
  const words = `sql --policy '${policy}' --as-of 2026-06-30 --dialect spark`;
  const script = `'${process.execPath}' --disable-warning=ExperimentalWarning '${main}' ${words} | head -1`;
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script]);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(stderr).toBe('');
});

test('a process that is interrupted ends with 130', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const argv = ['--disable-warning=ExperimentalWarning', main, 'generate', '--customers', '5000000', '--out'];
  const folder = await mkdtemp(path.join(tmpdir(), 'gradus-interrupt-'));
  const child = spawn(process.execPath, [...argv, folder], { stdio: 'ignore' });
  const ended = new Promise((resolve) => {
    child.on('exit', resolve);
  });
  while ((await readdir(folder)).length === 0) await new Promise((resume) => setTimeout(resume, 20));
  child.kill('SIGINT');
  const code = await ended;
  await rm(folder, { recursive: true });
  expect(code).toBe(130);
});

test('the launcher keeps what it has read beside the installed packages, for the next start', async () => {
  const launcherFile = fileURLToPath(new URL('../../bin/gradus.mjs', import.meta.url));
  const tell = `import module from 'node:module'; process.on('exit', () => console.log(module.getCompileCacheDir()));`;
  const argv = ['--import', `data:text/javascript,${tell}`, launcherFile, '--version'];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  const packages = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));
  const [version = '', kept = ''] = stdout.trim().split('\n');
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(path.relative(packages, kept).split(path.sep).slice(0, 2)).toEqual(['.cache', 'gradus']);
});
