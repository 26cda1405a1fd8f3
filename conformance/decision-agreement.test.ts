import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Session } from '@gradus/engine';
import { digestOf, digestQuery, digestSums, subquery } from '@gradus/sql';
import { compileDecision, resultColumns, type Plan } from '@gradus/policy';
import { follow, scenarioArbitrary } from './harness/arbitrary-customer.ts';
import { rowsInDuckdb, type ResultRow } from './harness/decision-run.ts';

/** Same policy, same rows, same tier: random policies over random customers, in process and on DuckDB. */

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 1024, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

function byName(plan: Plan, rows: readonly ResultRow[]): Record<string, unknown>[] {
  const columns = resultColumns(plan);
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
}

test('every column of every customer is the same in process and on DuckDB, over consecutive assessments', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioArbitrary, async (scenario) => {
      for (const { plan, customers, rows } of follow(scenario)) {
        const fromSql = await rowsInDuckdb(session, plan, customers);
        expect(byName(plan, fromSql)).toEqual(byName(plan, rows));
      }
    }),
    { numRuns: 60 },
  );
});

test('the digest of the rows in memory is the digest that DuckDB computes', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioArbitrary, async (scenario) => {
      const { plan, customers, rows } = [...follow(scenario)].at(-1) ?? fail();
      await rowsInDuckdb(session, plan, customers);
      const columns = resultColumns(plan);
      const [sums] = await session.runQuery(digestQuery(subquery(compileDecision(plan), 'result'), columns));
      const inMemory = digestSums(columns, rows);
      expect(sums).toEqual({ rows: inMemory.rows, ...limbsByName(inMemory.limbs) });
      expect(digestOf(columns, inMemory)).toMatch(/^[0-9a-f]{64}$/);
    }),
    { numRuns: 10 },
  );
});

function limbsByName(limbs: readonly bigint[]): Record<string, bigint> {
  return Object.fromEntries(limbs.map((limb, index) => [`limb_${index}`, limb]));
}

function fail(): never {
  throw new Error('a scenario has a step');
}
