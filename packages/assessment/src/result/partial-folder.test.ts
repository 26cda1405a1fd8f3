import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPartial } from './partial-folder.ts';

let folder: string;
const me = process.pid;
/** Above the highest process id of Linux. */
const dead = 4_194_305;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-partial-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('what is published is whole, and only what is published is there', async () => {
  const out = path.join(folder, 'deep', 'result');
  const partial = await openPartial(out, me);
  await mkdir(path.join(partial.path, 'tiers'));
  await writeFile(path.join(partial.path, 'tiers', 'a'), 'rows');
  expect(await readdir(path.dirname(out))).not.toContain('result');
  await partial.publish();
  expect(await readdir(path.dirname(out))).toEqual(['result']);
  expect(await readFile(path.join(out, 'tiers', 'a'), 'utf8')).toBe('rows');
});

test('an empty folder may be taken, one with anything in it may not', async () => {
  const out = path.join(folder, 'result');
  await mkdir(out);
  const partial = await openPartial(out, me);
  await partial.publish();
  await writeFile(path.join(out, 'note'), '');
  await expect(openPartial(out, me)).rejects.toMatchObject({ code: 'assessment.out-not-empty' });
});

test('a folder that filled up meanwhile is left alone', async () => {
  const out = path.join(folder, 'result');
  const partial = await openPartial(out, me);
  await mkdir(out);
  await writeFile(path.join(out, 'note'), '');
  await expect(partial.publish()).rejects.toMatchObject({ code: 'assessment.out-not-empty' });
  await partial.discard();
  expect(await readdir(folder)).toEqual(['result']);
});

test('of two runs for one place the first to publish wins', async () => {
  const out = path.join(folder, 'result');
  const fast = await openPartial(out, me);
  const slow = await openPartial(out, 1);
  for (const partial of [fast, slow]) await writeFile(path.join(partial.path, 'note'), partial.path);
  const outcomes = await Promise.allSettled([fast.publish(), slow.publish()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason).toMatchObject({ code: 'assessment.out-not-empty' });
});

test('a file in the place is refused', async () => {
  const out = path.join(folder, 'result');
  await writeFile(out, '');
  await expect(openPartial(out, me)).rejects.toMatchObject({ code: 'assessment.out-unusable' });
  const below = openPartial(path.join(out, 'below'), me);
  await expect(below).rejects.toMatchObject({ code: 'assessment.out-unusable' });
});

test('the dead are cleared away, the living and strangers are not', async () => {
  const out = path.join(folder, 'result');
  for (const name of [`.result.partial-${dead}-x`, '.result.partial-1-x', `.other.partial-${dead}-x`]) {
    await mkdir(path.join(folder, name));
  }
  const partial = await openPartial(out, me);
  await partial.discard();
  expect(await readdir(folder)).toEqual([`.other.partial-${dead}-x`, '.result.partial-1-x']);
});
