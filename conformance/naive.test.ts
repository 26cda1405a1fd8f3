// The product against a second implementation that shares no line with it: every customer, every column.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '@gradus/engine';
import type { ImportReport } from '@gradus/lake';
import { generateBank, type GeneratedBank } from '@gradus/sample-bank';
import { parse } from 'yaml';

import { seeded, testSize } from '../tools/test-size.ts';
import { assessAndRead, importInto } from './harness/product-run.ts';
import { assessNaively, type NaiveAssessment } from './naive/assess.ts';
import { readBank } from './naive/bank-files.ts';
import { dayOf } from './naive/calendar.ts';
import { rankIn } from './naive/decision.ts';
import type { PolicyText } from './naive/policy.ts';
import { differences } from './naive/rows.ts';

const isLong = testSize() === 'long';

interface Scenario {
  readonly name: string;
  readonly customers: number;
  readonly months: number;
  /** Share of the rows that the product gets with a fault behind them; the naive side reads the clean bank. */
  readonly dirtyRows: number;
  readonly asOfs: readonly string[];
}

const consecutive: Scenario = {
  name: 'three month ends, late bookings before the third',
  customers: isLong ? 200_000 : 20_000,
  months: 12,
  dirtyRows: 0,
  asOfs: ['2026-04-30', '2026-05-31', '2026-06-30'],
};

const lifecycle: Scenario = {
  name: 'fifteen dates over two years, some within a month or far apart, from a dirty delivery',
  customers: isLong ? 20_000 : 1_500,
  months: 26,
  dirtyRows: 0.002,
  asOfs: `2024-10-31 2024-11-30 2024-12-31 2025-01-31 2025-02-28 2025-03-31 2025-04-30 2025-05-31
    2025-06-30 2025-07-31 2025-08-15 2025-08-31 2025-12-31 2026-01-31 2026-06-30`.split(/\s+/),
};

describe.each([consecutive, lifecycle])('$name', ({ name, customers, months, dirtyRows, asOfs }) => {
  let folder = '';
  let bank: GeneratedBank;
  const naive: NaiveAssessment[] = [];
  const product: Row[][] = [];
  let report: ImportReport;
  let policyText = '';
  let policy: PolicyText;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gradus-naive-'));
    const options = { customers, months, seed: seeded(name) };
    bank = await generateBank({ ...options, dirtyRows, out: path.join(folder, 'bank') });
    const clean =
      dirtyRows === 0 ? bank : await generateBank({ ...options, out: path.join(folder, 'clean') });
    policyText = await readFile(bank.policy, 'utf8');
    policy = parse(policyText) as PolicyText;
    await runNaively(clean);
    await runProduct();
  });

  afterAll(async () => rm(folder, { recursive: true, force: true }));

  /** The last assessment sees the late delivery as well. */
  async function runNaively({ source, late, dataFrom }: GeneratedBank): Promise<void> {
    let read = await readBank(source, null);
    for (const asOf of asOfs) {
      if (asOf === asOfs.at(-1)) read = await readBank(source, late);
      naive.push(assessNaively(read, policy, dayOf(dataFrom), dayOf(asOf), naive.at(-1) ?? null));
    }
  }

  async function runProduct(): Promise<void> {
    report = await importInto(folder, bank.mapping, bank.source);
    expect([report.status, report.reasons]).toEqual(['accepted', []]);
    for (const [index, asOf] of asOfs.entries()) {
      if (index === asOfs.length - 1) {
        const late = await importInto(folder, bank.lateMapping, bank.late);
        expect([late.status, late.reasons, late.rejects.total]).toEqual(['accepted', [], 0]);
      }
      product.push(await assessAndRead(folder, policyText, asOf, asOfs[index - 1] ?? null));
    }
  }

  test.each(asOfs.map((asOf, index) => [asOf, index] as const))(
    'agree on every customer on %s',
    (_, index) => {
      const { results } = naive[index] as NaiveAssessment;
      const differing = differences(results, product[index] as Row[], policy);
      expect(differing.slice(0, 3)).toEqual([]);
      expect(differing).toHaveLength(0);
    },
  );

  test('the tiers look like those of a bank', () => {
    const counts: Record<string, number> = {};
    const { results } = naive.at(-1) as NaiveAssessment;
    for (const { decision } of results.values()) {
      const tier = decision?.tier ?? 'unrated';
      counts[tier] = (counts[tier] ?? 0) + 1000 / results.size;
    }
    // In 1/1000; wider than what is aimed at, because 1,500 customers scatter.
    expect([counts['premium'] ?? 0, 'premium']).toSatisfy(isWithin(8, 32));
    expect([counts['good'] ?? 0, 'good']).toSatisfy(isWithin(65, 150));
    expect([counts['ordinary'] ?? 0, 'ordinary']).toSatisfy(isWithin(750, 860));
    expect([counts['risk'] ?? 0, 'risk']).toSatisfy(isWithin(6, 30));
    expect([counts['unrated'] ?? 0, 'unrated']).toSatisfy(isWithin(30, 130));
  });

  test('every spoiled row was found, and no other', () => {
    const found = { ...countBy(report.rejects.byCode.map(({ table, count }) => [table, count])) };
    for (const { table, duplicates } of report.tables) found[table] = (found[table] ?? 0) + duplicates;
    const added = Object.entries(bank.dirty).map(([file, faults]): [string, number] => [
      fileTables[file.replace(/-\d+$/, '')] ?? file,
      Object.values(faults).reduce((sum, count) => sum + count, 0),
    ]);
    expect(onlyMapped(found)).toEqual(onlyMapped(countBy(added)));
  });

  test('much happened that could differ', () => {
    const rank = rankIn(policy);
    const happened = { rose: 0, fell: 0, vetoed: 0, falling: 0, capped: 0, lifted: 0 };
    for (const [index, { results }] of naive.entries()) {
      for (const [id, { decision, state }] of results) {
        const before = naive[index - 1]?.results.get(id)?.state ?? null;
        if (decision === null || state === null || before === null) continue;
        const steps = rank(state.granted) - rank(before.granted);
        if (steps < 0) happened.rose += 1;
        if (steps > 0 && decision.vetoes.length === 0) happened.fell += 1;
        if (steps > 0 && decision.vetoes.length > 0) happened.vetoed += 1;
        if (state.fallingSince !== null) happened.falling += 1;
        if (state.granted === 'risk' && decision.tier !== 'risk') happened.capped += 1;
        if (decision.reasons[0] === 'LARGE_DEPOSITOR') happened.lifted += 1;
      }
    }
    expect(happened.rose).toBeGreaterThan(20);
    expect(happened.vetoed).toBeGreaterThan(5);
    expect(happened.falling).toBeGreaterThan(20);
    expect(happened.capped).toBeGreaterThan(5);
    if (months > 12) expect(happened.fell).toBeGreaterThan(10);
  });
});

function isWithin(least: number, most: number): (counted: [number, string]) => boolean {
  return ([share]) => share >= least && share <= most;
}

/** Files that are not named after the table they feed; branches feed none. */
const fileTables: Readonly<Record<string, string>> = { survey: 'fact' };

function countBy(counts: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

function onlyMapped(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([name, count]) => name !== 'branch' && count > 0));
}
