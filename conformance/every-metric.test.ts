// Every metric with every parameter, the product against the naive implementation: every customer, every column.
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '@gradus/engine';
import { assert } from '@gradus/schema';
import { metricMeanings } from '@gradus/policy';
import { generateBank, type GeneratedBank } from '@gradus/sample-bank';
import { parse } from 'yaml';

import { seeded, testSize } from '../tools/test-size.ts';
import { assessAndRead, importInto } from './harness/product-run.ts';
import { assessNaively, type NaiveAssessment } from './naive/assess.ts';
import { readBank } from './naive/bank-files.ts';
import { dayOf } from './naive/calendar.ts';
import { naiveMetrics } from './naive/indicators.ts';
import type { PolicyText } from './naive/policy.ts';
import { differences } from './naive/rows.ts';

const isLong = testSize() === 'long';

const policies = await Promise.all(
  ['naive/parameters.yaml', '../examples/policies/every-metric.yaml'].map(async (file) => {
    const text = await readFile(path.join(import.meta.dirname, file), 'utf8');
    return { text, policy: parse(text) as PolicyText };
  }),
);

interface Scenario {
  readonly name: string;
  readonly customers: number;
  readonly months: number;
  /** Share of the rows that the product gets with a fault behind them; the naive side reads the clean bank. */
  readonly dirtyRows: number;
  /** Before the last of them, the late delivery arrives. */
  readonly asOfs: readonly string[];
}

const scenarios: readonly Scenario[] = [
  {
    name: 'every metric on month ends',
    // More do not fit into the 4 GiB that Node has: the naive side holds every booking as an object.
    customers: isLong ? 50_000 : 3_000,
    months: 12,
    dirtyRows: 0,
    asOfs: ['2026-05-31', '2026-06-30'],
  },
  {
    name: 'every metric on any day, from a dirty delivery',
    customers: isLong ? 20_000 : 1_500,
    months: 16,
    dirtyRows: 0.003,
    asOfs: ['2026-01-17', '2026-02-28', '2026-06-29', '2026-06-30'],
  },
];

test('the naive implementation has every metric of the language, and the policies use each', () => {
  expect([...metricMeanings.keys()].filter((metric) => !naiveMetrics.includes(metric))).toEqual([]);
  const used = new Set(
    policies.flatMap(({ policy }) => Object.values(policy.indicators).map(({ metric }) => metric)),
  );
  expect([...metricMeanings.keys()].filter((metric) => !used.has(metric))).toEqual([]);
});

describe.each(scenarios)('$name', ({ name, customers, months, dirtyRows, asOfs }) => {
  let folder = '';
  let bank: GeneratedBank;
  /** By policy, then by date. */
  const naive: NaiveAssessment[][] = policies.map(() => []);
  const product: Row[][][] = policies.map(() => []);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gradus-metrics-'));
    const options = { customers, months, seed: seeded(name) };
    bank = await generateBank({ ...options, dirtyRows, out: path.join(folder, 'bank') });
    const clean =
      dirtyRows === 0 ? bank : await generateBank({ ...options, out: path.join(folder, 'clean') });
    const changes = await ownerChanges(clean.source);
    assert(changes.split('\r\n').length > customers / 20, 'enough accounts change their owners');
    for (const { source } of new Set([clean, bank]))
      await appendFile(path.join(source, 'account.csv'), changes, 'latin1');
    await runNaively(clean);
    await runProduct();
  });

  afterAll(async () => rm(folder, { recursive: true, force: true }));

  async function runNaively({ source, late, dataFrom }: GeneratedBank): Promise<void> {
    let read = await readBank(source, null);
    for (const asOf of asOfs) {
      if (asOf === asOfs.at(-1)) read = await readBank(source, late);
      for (const [index, { policy }] of policies.entries()) {
        const before = naive[index]?.at(-1) ?? null;
        naive[index]?.push(assessNaively(read, policy, dayOf(dataFrom), dayOf(asOf), before));
      }
    }
  }

  async function runProduct(): Promise<void> {
    const report = await importInto(folder, bank.mapping, bank.source);
    expect([report.status, report.reasons]).toEqual(['accepted', []]);
    for (const [index, asOf] of asOfs.entries()) {
      if (index === asOfs.length - 1) {
        const late = await importInto(folder, bank.lateMapping, bank.late);
        expect([late.status, late.reasons]).toEqual(['accepted', []]);
      }
      for (const [place, { text }] of policies.entries()) {
        const rows = await assessAndRead(folder, text, asOf, asOfs[index - 1] ?? null, `result-${place}`);
        product[place]?.push(rows);
      }
    }
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

  test('every indicator takes several values, so that a wrong one would show', () => {
    for (const [place, { policy }] of policies.entries()) {
      const results = [...(naive[place]?.at(-1)?.results.values() ?? [])];
      const flat = Object.keys(policy.indicators).filter((indicator) => {
        const values = new Set(results.map(({ indicators }) => indicators?.[indicator] ?? null));
        return values.size < 2;
      });
      expect(flat).toEqual(policy.id === 'every-metric' ? ['bank_figure'] : []);
    }
  });
});

/** More rows for account.csv: every ninth account that was there before the period goes to a customer elsewhere in the file, on any day. */
async function ownerChanges(source: string): Promise<string> {
  const text = await readFile(path.join(source, 'account.csv'), 'latin1');
  const rows = text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(','));
  const changed = rows.flatMap((row, index) => {
    const [id, , customer, , , , openedOn, , , closedOn, opening] = row;
    const heir = rows[(index * 31 + 7) % rows.length]?.[2];
    const hasOneRow = rows[index - 1]?.[0] !== id && rows[index + 1]?.[0] !== id;
    if (index % 9 !== 0 || !hasOneRow || heir === customer || opening === '' || closedOn !== '') return [];
    const month = String(1 + (index % 6)).padStart(2, '0');
    const day = String(1 + ((index * 5) % 28)).padStart(2, '0');
    const validFrom = `2026${month}${day}`;
    return validFrom > (openedOn as string) ? [row.with(1, validFrom).with(2, heir as string)] : [];
  });
  return changed.map((row) => `${row.join(',')}\r\n`).join('');
}
