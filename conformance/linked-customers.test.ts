// Customers merged, renumbered and split over the months of a sample bank: the product against the naive implementation.
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerIdsOf, openResult } from '@gradus/assessment';
import type { Row } from '@gradus/engine';
import { generateBank, type GeneratedBank } from '@gradus/sample-bank';
import { parse } from 'yaml';

import { seeded, testSize } from '../tools/test-size.ts';
import { assessAndRead, assessInto, importInto } from './harness/product-run.ts';
import { assessNaively, type NaiveAssessment } from './naive/assess.ts';
import { readBank } from './naive/bank-files.ts';
import { dayOf } from './naive/calendar.ts';
import { linkedBank, linkedStates, type Link, type NumberOf } from './naive/links.ts';
import type { PolicyText } from './naive/policy.ts';
import { differences } from './naive/rows.ts';

const asOfs = ['2025-03-31', '2026-02-28', '2026-04-30', '2026-05-31', '2026-06-30'] as const;
const customers = testSize() === 'long' ? 20_000 : 1_500;

const policies = await Promise.all(
  ['naive/parameters.yaml', '../examples/policies/every-metric.yaml'].map(async (file) => {
    const text = await readFile(path.join(import.meta.dirname, file), 'utf8');
    return { text, policy: parse(text) as PolicyText };
  }),
);

let folder = '';
let bank: GeneratedBank;
let linkLines: string[];
let numberOf: NumberOf;
const naive: NaiveAssessment[][] = policies.map(() => []);
const product: Row[][][] = policies.map(() => []);
/** How often states of different tiers, of cures, of one tier met. */
const met = { tiers: 0, cures: 0, equals: 0, handedOn: 0 };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-linked-'));
  bank = await generateBank({
    customers,
    months: 30,
    seed: seeded('linked customers'),
    out: path.join(folder, 'bank'),
  });
  const read = await readBank(bank.source, null);
  linkLines = linksAmong([...read.customers.keys()]);
  await writeFile(path.join(bank.source, 'link.csv'), ['old|new|day', ...linkLines, ''].join('\n'));
  await appendFile(
    bank.mapping,
    '\n  customer_link:\n    file: link.csv\n    fields: { from: old, to: new, valid_from: day }\n',
  );
  await runProduct();
  const keys = new Map([...(await customerIdsOf(path.join(folder, 'lake')))].map(([key, id]) => [id, key]));
  numberOf = (id) => keys.get(id) ?? 0n;
  await runNaively();
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

async function runProduct(): Promise<void> {
  const report = await importInto(folder, bank.mapping, bank.source);
  expect([report.status, report.reasons]).toEqual(['accepted', []]);
  for (const [index, asOf] of asOfs.entries()) {
    for (const [place, { text }] of policies.entries()) {
      const before = asOfs[index - 1] ?? null;
      product[place]?.push(await assessAndRead(folder, text, asOf, before, `result-${place}`));
    }
  }
}

async function runNaively(): Promise<void> {
  const read = await readBank(bank.source, null);
  const links = linkLines.map((line): Link => {
    const [from = '', to = '', day = ''] = line.split('|');
    return { from, to, validFrom: dayOf(day) };
  });
  for (const text of asOfs) {
    const asOf = dayOf(text);
    const linked = linkedBank(read, links, { asOf, numberOf });
    for (const [place, { policy }] of policies.entries()) {
      const before = naive[place]?.at(-1) ?? null;
      const states = before === null ? null : linkedStates(before, links, { policy, asOf, numberOf });
      if (before !== null) count(before, links, asOf);
      naive[place]?.push(assessNaively(linked, policy, dayOf(bank.dataFrom), asOf, states));
    }
  }
}

/** What meets in the links that come into force between an assessment and `asOf`. */
function count({ results, asOf: then }: NaiveAssessment, links: readonly Link[], asOf: number): void {
  for (const { from, to, validFrom } of links) {
    if (validFrom <= then || validFrom > asOf) continue;
    const [one, other] = [results.get(from)?.state, results.get(to)?.state];
    if (one && !other) met.handedOn += 1;
    if (!one || !other) continue;
    if (one.granted === other.granted) met.equals += 1;
    else met.tiers += 1;
    if (one.lastVeto !== null || other.lastVeto !== null) met.cures += 1;
  }
}

/** Groups of five along the file, each with one kind of links, on days before, between and after the assessments. */
function linksAmong(ids: readonly string[]): string[] {
  const days = ['20250115', '20250610', '20260305', '20260430', '20260501', '20260620', '20260701'];
  const lines: string[] = [];
  for (let at = 0; at + 5 <= ids.length; at += 7) {
    const [a = '', b = '', c = '', d = '', e = ''] = ids.slice(at, at + 5);
    const on = (index: number): string => days[(at + index) % days.length] ?? '';
    const day = days[Math.floor(at / 7) % days.length] ?? '';
    const later = days[(Math.floor(at / 7) + 1) % days.length] ?? '';
    const kinds: readonly (readonly string[])[] = [
      [`${a}|${b}|${day}`],
      [`${a}|${c}|${day}`, `${b}|${c}|${day}`, `${d}|${c}|${day}`, `${e}|${c}|${on(0)}`],
      [`${a}|${b}|${day}`, `${b}|${c}|${later}`, `${d}|${a}|${later}`],
      [`${a}|${a}|${day}`, `${a}|${b}|${day}`],
      [`${a}|${b}|${day}`, `${a}|${c}|${day}`, `${d}|${b}|${later}`],
      day < later ? [`${a}|${b}|${day}`, `${b}|${a}|${later}`] : [`${d}|${d}|${day}`],
    ];
    lines.push(...(kinds[Math.floor(at / 49) % kinds.length] ?? []));
  }
  return lines;
}

const runs = policies.flatMap(({ policy }, place) =>
  asOfs.map((asOf, index) => ({ asOf, index, place, policy, id: policy.id })),
);

test.each(runs)('$id: agree on every customer on $asOf', ({ index, place, policy }) => {
  const assessment = naive[place]?.[index] as NaiveAssessment;
  const differing = differences(assessment.results, product[place]?.[index] as Row[], policy);
  expect(differing.slice(0, 5)).toEqual([]);
  expect(differing).toHaveLength(0);
});

test.each(policies.map(({ text, policy }, place) => ({ id: policy.id, text, place })))(
  '$id: four slices of the customers give the digest of all at once',
  async ({ text, place }) => {
    const [previous, asOf] = asOfs.slice(-2) as [string, string];
    const prefix = `result-${place}`;
    const whole = await openResult(path.join(folder, `${prefix}-${asOf}`));
    const run = { folder, policyText: text, asOf, previous, prefix, slices: 4 };
    const digest = await assessInto(path.join(folder, `${prefix}-in-slices`), run);
    expect(digest).toBe(whole.document.digest);
  },
);

test('much met that could differ', () => {
  expect(met.tiers).toBeGreaterThan(20);
  expect(met.equals).toBeGreaterThan(20);
  expect(met.cures).toBeGreaterThan(2);
  expect(met.handedOn).toBeGreaterThan(2);
});
