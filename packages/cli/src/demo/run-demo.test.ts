import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';
import { runDemo } from './run-demo.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-demo-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const demo = (...argv: string[]) =>
  runCaptured(argv, { run: (environment) => runDemo(environment, path.join(folder, 'demo')) });

test('the demo tells its story in both languages, as often as one likes', async () => {
  const english = await demo('--customers', '800');
  expect(english).toMatchObject({ code: 0, err: '' });
  expect(english.out).toContain('800 customers as of 2026-06-30');
  expect(english.out).toContain('Migration from 2026-05-31 to 2026-06-30');
  expect(english.out).toContain('npx gradus simulate');
  const chinese = await demo('--customers', '800', '--locale', 'zh-CN');
  expect(chinese).toMatchObject({ code: 0, err: '' });
  expect(chinese.out).toContain('等级迁徙');
  const results = await readdir(path.join(folder, 'demo', 'results'));
  expect(results.sort()).toEqual(['2026-04-30', '2026-05-31', '2026-06-30']);
});

test('what cannot be a bank is refused', async () => {
  expect(await demo('--customers', '5')).toMatchObject({ code: 64 });
  const mistyped = await demo('--custmers', '5');
  expect(mistyped.code).toBe(64);
  expect(mistyped.err).toContain('Did you mean "--customers"?');
});
