import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Row, type Session } from '@gradus/engine';
import {
  compileIndicators,
  compileMissingRates,
  compileStaleLoans,
  compileUnknownOpenings,
  evaluateIndicators,
  metricMeanings,
  type LakeShape,
} from '@gradus/policy';
import { monthEndsBetween } from '@gradus/schema';
import type { Query } from '@gradus/sql';
import { bankRecords, bankRun } from './harness/bank-records.ts';
import { loadRows, loadSnapshots } from './harness/bank-lake.ts';
import type { Bank } from './harness/bank.ts';
import { readCases, type MetricCase } from './harness/case-file.ts';
import { planWith } from './harness/plan-with.ts';
import { shapeOf } from './harness/shape-of.ts';

/** What every metric means: cases that the in-process form and the SQL must both satisfy, however the lake is laid out. */

const folder = join(import.meta.dirname, 'metrics');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.case'))
  .map((name) => ({ name, cases: readCases(readFileSync(join(folder, name), 'utf8')) }));

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 1024, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

test('every metric has cases', () => {
  const covered = files.map(({ name }) => name.replace(/\.case$/, '').replaceAll('-', '_'));
  expect([...metricMeanings.keys()].filter((metric) => !covered.includes(metric))).toEqual([]);
});

describe.each(files)('$name', ({ cases }) => {
  test.each(cases)('$name', async (one) => {
    const plan = planWith(one.indicators, one);
    const records = bankRecords(one.bank);
    const evaluated = [...one.expected.keys()].map((customer) => {
      const found = records.get(customer);
      return [
        customer,
        found === undefined
          ? 'no such customer'
          : evaluateIndicators(plan, found, bankRun(one.bank, plan))['value'],
      ];
    });
    expect(new Map(evaluated as [bigint, bigint][])).toEqual(one.expected);

    let loaded: Bank | null = null;
    for (const { bank, steps } of layouts(one)) {
      if (bank !== loaded) await loadRows(session, bank);
      loaded = bank;
      await loadSnapshots(session, bank, steps);
      const shape = await shapeOf(session, bank, steps);
      const rows = await session.runQuery(compileIndicators(plan, shape));
      expect({ steps, values: valuesBy(rows) }).toEqual({ steps, values: one.expected });
      await checkLists(one, shape);
    }
  });
});

/** The same rows without snapshots, with all of the last months, with one of two, and with bookings that came late. */
function layouts({ bank, asOf }: MetricCase) {
  const monthEnds = monthEndsBetween(asOf - 250, asOf + 40);
  const sparse = monthEnds.filter((_, index) => index % 2 === 1);
  const late: Bank = { ...bank, entries: bank.entries.map((row) => ({ ...row, isLate: true })) };
  return [
    { bank, steps: { first: [], then: [] } },
    { bank, steps: { first: monthEnds, then: [] } },
    { bank, steps: { first: sparse.slice(0, 1), then: sparse.slice(1) } },
    ...(bank.entries.length === 0 ? [] : [{ bank: late, steps: { first: monthEnds, then: [] } }]),
  ];
}

function valuesBy(rows: readonly Row[]): Map<unknown, unknown> {
  const sorted = rows.toSorted((a, b) => Number(a['customer_key']) - Number(b['customer_key']));
  return new Map(sorted.map((row) => [row['customer_key'], row['value']]));
}

async function checkLists(one: MetricCase, shape: LakeShape): Promise<void> {
  const plan = planWith(one.indicators, one);
  const listed = async (query: Query | null, ...names: readonly string[]): Promise<string[]> => {
    if (query === null) return [];
    const rows = await session.runQuery(query);
    return rows.map((row) => names.map((name) => String(row[name])).join(' ')).toSorted();
  };
  if (one.missingRates !== null) {
    const found = await listed(compileMissingRates(plan, shape), 'customer_key', 'currency');
    expect(found).toEqual(one.missingRates);
  }
  if (one.openingProblems !== null) {
    const found = await listed(compileUnknownOpenings(plan, shape), 'account_key', 'problem');
    expect(found).toEqual(one.openingProblems);
  }
  if (one.staleLoans !== null) {
    expect(await listed(compileStaleLoans(plan), 'loan_key')).toEqual(one.staleLoans);
  }
}
