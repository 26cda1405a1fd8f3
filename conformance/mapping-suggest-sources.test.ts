import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importBatch, readMapping, suggestMapping, type Mapping } from '@gradus/lake';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What is suggested for a bank in every kind of source: no file is passed over, and most is as people wrote it. */

const sources = new URL('../examples/sources', import.meta.url).pathname;
const kinds = readdirSync(sources).filter((name) => existsSync(path.join(sources, name, 'mapping.yaml')));

/** Least share of fields that come from the columns that people chose; of names that are told by nothing, less. */
const leastShare: Readonly<Record<string, number>> = { 'fixed-width': 0.7 };
const usualShare = 1;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-suggest-sources-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test.for(kinds)('%s', async (kind) => {
  const at = path.join(sources, kind);
  const delivery = readdirSync(at).find((name) => name.startsWith('source')) ?? '';
  const sourceDirectory = path.join(at, delivery);
  const suggestion = await suggestMapping({ sourceDirectory, source: 'core', currency: null, locale: 'en' });
  for (const file of readdirSync(sourceDirectory)) expect(suggestion.text).toContain(file);
  const own = readMapping(await readFile(path.join(at, 'mapping.yaml'), 'utf8')).mapping?.feeds ?? [];
  // Of a folder for a database nothing is fed from files.
  if (own.some(({ query }) => query !== null)) return;
  expect(suggestion.diagnostics).toEqual([]);
  const proposed = readMapping(suggestion.text).mapping?.feeds ?? [];
  const fields = own.flatMap((feed) => Object.keys(feed.fields).map((name) => [feed, name] as const));
  const alike = fields.filter(([feed, name]) => {
    const found = proposed.find((one) => one.table === feed.table);
    return found !== undefined && placeOf(found, name) === placeOf(feed, name);
  });
  expect(alike.length / fields.length).toBeGreaterThanOrEqual(leastShare[kind] ?? usualShare);
  expect(suggestion.unfilled).toEqual([]);
  const report = await importBatch({
    lakeDirectory: path.join(folder, kind),
    mappingText: suggestion.text,
    mappingPath: 'mapping.yaml',
    sourceDirectory,
    now: 1_751_328_000_000_000n,
    threads: 1,
    memoryMib: 512,
  });
  expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
});

/** Where a field comes from: file, sheet and column, or its place in the line where columns have no names of their own. */
function placeOf({ file, read, fields }: Mapping['feeds'][number], name: string): string | null {
  const column = fields[name]?.column;
  if (column === undefined) return null;
  const place = read.layout?.columns.find((one) => one.name === column);
  return JSON.stringify([file, read.sheet, place === undefined ? column : [place.from, place.length]]);
}
