import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readmes } from '../tools/generate-readme.ts';
import { includedFiles, includeFiles } from '../tools/included-file.ts';
import { walkTour } from '../tools/tour.ts';

/** Who follows a README sees what it shows, to the last digit of a digest. */

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-tour-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each(readmes)('$file shows what its commands print', async ({ file, language }) => {
  const page = await readFile(path.join(import.meta.dirname, '..', file), 'utf8');
  expect(page).toMatch(/^```console$/m);
  expect(await walkTour(page, folder, language), 'run: node tools/generate-readme.ts').toBe(page);
});

test.each(readmes)(
  '$file shows a mapping that conformance/mapping-examples.test.ts takes in',
  async ({ file }) => {
    const page = await readFile(path.join(import.meta.dirname, '..', file), 'utf8');
    expect(includedFiles(page)).toEqual([
      expect.stringMatching(/^examples\/mappings\/core-export(\.zh-CN)?\.yaml$/),
    ]);
    expect(includeFiles(page), 'run: node tools/generate-readme.ts').toBe(page);
  },
);
