import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customerSlices, makeInStages } from '@gradus/assessment';
import { openDuckdb, type Row, type Session } from '@gradus/engine';
import { compileIndicators, evaluateIndicators, type Plan } from '@gradus/policy';
import { monthEndsBetween } from '@gradus/schema';
import type { Select } from '@gradus/sql';
import { seeded, testSize } from '../tools/test-size.ts';
import { arbitraryBank, firstDay, lastDay, lateDay } from './harness/arbitrary-bank.ts';
import { arbitraryCompound, arbitraryIndicator } from './harness/arbitrary-indicator.ts';
import { bankRecords, bankRun } from './harness/bank-records.ts';
import { loadBank } from './harness/bank-lake.ts';
import type { Bank } from './harness/bank.ts';
import { planWith } from './harness/plan-with.ts';
import { shapeOf } from './harness/shape-of.ts';

/** The query and the in-process function read the same plan and must say the same of every customer. */

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 1024, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

const allMonthEnds = monthEndsBetween(firstDay, lastDay);

/** Month ends with a snapshot, in the two steps in which they are made. */
const arbitrarySteps = fc
  .record({ kept: fc.subarray(allMonthEnds), isWhole: fc.boolean(), cut: fc.integer({ min: 0, max: 20 }) })
  .map(({ kept, isWhole, cut }) => {
    const monthEnds = isWhole ? allMonthEnds : kept;
    return { first: monthEnds.slice(0, cut), then: monthEnds.slice(cut) };
  });

// Names of our own relations and columns are names that a policy may use.
const indicatorNames = ['a', 'customer', 'deposit', 'holding', 'sum_0', 'rate', 'low_0'];

const arbitraryPlan = fc
  .record({
    indicators: fc.tuple(
      ...indicatorNames.map(arbitraryIndicator),
      arbitraryCompound('made', indicatorNames),
      arbitraryCompound('made_of_made', [...indicatorNames, 'made']),
    ),
    asOf: lateDay,
    currency: fc.constantFrom('CNY', 'CNY', 'JPY'),
  })
  .map(({ indicators, ...run }) => planWith(indicators, run));

function inProcess(plan: Plan, bank: Bank) {
  const run = bankRun(bank, plan);
  return [...bankRecords(bank).values()]
    .filter(({ customer }) => customer.openedOn <= plan.asOf)
    .map((records) => ({
      customer_key: records.customer.customerKey,
      ...evaluateIndicators(plan, records, run),
    }));
}

const valuesOf = (rows: readonly Row[]): Row[] =>
  rows
    .map(({ opened_on: _o, birth_year: _b, status: _s, ...row }) => row)
    .toSorted((a, b) => Number(a['customer_key']) - Number(b['customer_key']));

async function rowsInSlices(query: Select, slices: number): Promise<Row[]> {
  await session.run('DROP TABLE IF EXISTS made');
  await makeInStages(session, 'made', { query, slicing: await customerSlices(session, slices) });
  return session.rows('SELECT * FROM made');
}

describe('indicators', () => {
  test('mean in SQL what they mean in process', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryBank,
        arbitrarySteps,
        fc.array(arbitraryPlan, { minLength: 3, maxLength: 3 }),
        async (bank, steps, plans) => {
          await loadBank(session, bank, steps);
          const shape = await shapeOf(session, bank, steps);
          for (const plan of plans) {
            const rows = await session.runQuery(compileIndicators(plan, shape));
            expect(valuesOf(rows)).toEqual(inProcess(plan, bank));
          }
        },
      ),
      { numRuns: testSize() === 'long' ? 400 : 40, seed: seeded('indicators') },
    );
  });

  test('are the same when some customers are worked out after the others', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryBank,
        arbitrarySteps,
        arbitraryPlan,
        fc.integer({ min: 2, max: 6 }),
        async (bank, steps, plan, slices) => {
          await loadBank(session, bank, steps);
          const query = compileIndicators(plan, await shapeOf(session, bank, steps));
          expect(valuesOf(await rowsInSlices(query, slices))).toEqual(inProcess(plan, bank));
        },
      ),
      { numRuns: testSize() === 'long' ? 400 : 12, seed: seeded('indicators in slices') },
    );
  });
});
