import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assert, formatDay, formatScaled } from '@gradus/schema';
import { assessAndRead, importInto } from './harness/product-run.ts';

/** The files that docs/takeover.md shows give the result that it shows. */

const mapping = `gradus_mapping: 1
source: core
currency: CNY
data_from: 2024-01-01
tables:
  customer: { file: customers.csv, fields: { customer_id: id, opened_on: opened } }
  holding:
    file: holdings.csv
    fields: { customer_id: 客户号, product: 产品, as_of: 估值日, value: 市值 }
`;
const policy = `gradus: 1
id: takeover
title: { en: Takeover }
currency: CNY
indicators:
  assets: { metric: total_assets }
scorecard:
  assets: { weight: 100, points: { 0: 0, 20_000: 50, 50_000: 100 }, missing: 0, reason: ASSETS }
tiers:
  - { id: premium, from: 100 }
  - { id: good, from: 50 }
  - { id: ordinary, from: 0 }
`;

let folder: string;
let page: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-takeover-page-'));
  page = await readFile(new URL('../docs/takeover.md', import.meta.url), 'utf8');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Fenced blocks of one kind with what stands behind it; those in lists are moved to the margin. */
function blocks(kind: string): { name: string; text: string }[] {
  const found = page.matchAll(/^( *)```(\w+) ?(\S*)\n([\s\S]*?)^ *```$/gm);
  return [...found]
    .filter(([, , own]) => own === kind)
    .map(([, margin = '', , name = '', text = '']) => ({
      name,
      text: text.replaceAll(new RegExp(`^${margin}`, 'gm'), ''),
    }));
}

test('docs/takeover.md: opening state, a merge and holdings', async () => {
  const source = path.join(folder, 'source');
  await mkdir(source);
  const files = blocks('csv');
  expect(files.map(({ name }) => name)).toEqual(['tiers.csv', 'links.csv', 'holdings.csv']);
  for (const { name, text } of files) await writeFile(path.join(source, name), text);
  await writeFile(path.join(source, 'customers.csv'), 'id,opened\n10001,2024-01-05\n10002,2024-02-01\n');
  const mappingFile = path.join(folder, 'mapping.yaml');
  await writeFile(
    mappingFile,
    mapping +
      blocks('yaml')
        .map(({ text }) => text)
        .join(''),
  );
  const report = await importInto(folder, mappingFile, source);
  expect([report.status, report.reasons, report.rejects.total]).toEqual(['accepted', [], 0]);

  const [table] = blocks('text');
  assert(table !== undefined, 'the page shows a result');
  const [, ...rows] = table.text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const days = [...new Set(rows.map(([asOf = '']) => asOf))];
  const found: string[][] = [];
  for (const [index, asOf] of days.entries()) {
    for (const row of await assessAndRead(folder, policy, asOf, days[index - 1] ?? null)) {
      const assets = formatScaled(row['assets'] as bigint, 2);
      found.push([
        asOf,
        String(row['customer_id']),
        assets,
        String(row['granted_tier']),
        formatDay(row['since'] as number),
      ]);
    }
  }
  expect(found).toEqual(rows);
});
