import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readMapping } from '@gradus/lake';
import { diagnosticText } from '@gradus/schema';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readmes } from '../tools/generate-readme.ts';
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

test.each(readmes)('the mapping in $file is one', async ({ file }) => {
  const page = await readFile(path.join(import.meta.dirname, '..', file), 'utf8');
  const text = /^ {3}```yaml\n([\s\S]*?)^ {3}```$/m.exec(page)?.[1]?.replaceAll(/^ {3}/gm, '') ?? '';
  const { mapping, diagnostics } = readMapping(text);
  expect(diagnostics.map((finding) => diagnosticText(finding, 'en'))).toEqual([]);
  expect(mapping?.source).toBe('core');
});
