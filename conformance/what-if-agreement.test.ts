import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Session } from '@gradus/engine';
import {
  compileGranted,
  compileKept,
  compileKeptAnew,
  keptTier,
  resultColumns,
  type Kept,
  type Plan,
} from '@gradus/policy';
import { dialects, printQuery } from '@gradus/sql';
import { follow, scenarioArbitrary } from './harness/arbitrary-customer.ts';
import { editArbitrary } from './harness/arbitrary-edit.ts';
import { createRelations, rowsInProcess, type CaseCustomer } from './harness/decision-run.ts';

/** What a what-if over kept steps says is what a decision says, whatever was edited and whatever was kept. */

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 1024, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

/** Ranks of the tiers that decisions grant, null for the unrated, along the customers. */
function grantedRanks(plan: Plan, customers: readonly CaseCustomer[]): (number | null)[] {
  const columns = resultColumns(plan).map(({ name }) => name);
  return rowsInProcess(plan, customers).map((row) => {
    if (row[columns.indexOf('unrated_reason')] !== null) return null;
    return plan.tiers.findIndex(({ id }) => id === row[columns.indexOf('granted_tier')]);
  });
}

async function keep(plan: Plan, hasPrevious: boolean): Promise<Kept> {
  const { query, kept } = compileKept(plan, hasPrevious);
  await session.run(`CREATE OR REPLACE TEMP TABLE kept AS ${printQuery(query, dialects.duckdb)}`);
  return kept;
}

async function keepAnew(plan: Plan, before: Kept): Promise<Kept> {
  const { query, kept } = compileKeptAnew(plan, before, 'kept');
  await session.run(`CREATE OR REPLACE TEMP TABLE kept AS ${printQuery(query, dialects.duckdb)}`);
  return kept;
}

async function ranksInDuckdb(plan: Plan, kept: Kept) {
  const rows = await session.runQuery(compileGranted(plan, kept, 'kept', ['customer_key', keptTier]));
  const ordered = rows.toSorted((a, b) => Number(a['customer_key']) - Number(b['customer_key']));
  return { before: ordered.map((row) => row[keptTier]), after: ordered.map((row) => row['granted_tier']) };
}

test('the tiers before and after an edit are those that decisions grant', async () => {
  await fc.assert(
    fc.asyncProperty(
      scenarioArbitrary,
      fc.array(editArbitrary, { minLength: 3 }),
      async (scenario, edits) => {
        for (const { plan, customers } of follow(scenario)) {
          await createRelations(session, plan, customers);
          const kept = await keep(plan, true);
          for (const edit of edits) {
            const edited = edit(plan);
            expect(await ranksInDuckdb(edited, kept)).toEqual({
              before: grantedRanks(plan, customers),
              after: grantedRanks(edited, customers),
            });
          }
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('edits go on from edits whose steps are kept in place of the first', async () => {
  await fc.assert(
    fc.asyncProperty(
      scenarioArbitrary,
      fc.array(fc.record({ edit: editArbitrary, isKept: fc.boolean() }), { minLength: 4 }),
      async (scenario, edits) => {
        const { plan, customers } = [...follow(scenario)].at(-1) ?? fail();
        await createRelations(session, plan, customers);
        let kept = await keep(plan, true);
        let current = plan;
        for (const { edit, isKept } of edits) {
          const edited = edit(current);
          expect(await ranksInDuckdb(edited, kept)).toEqual({
            before: grantedRanks(plan, customers),
            after: grantedRanks(edited, customers),
          });
          if (!isKept) continue;
          kept = await keepAnew(edited, kept);
          current = edited;
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('a first assessment needs no states', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioArbitrary, editArbitrary, async ({ steps }, edit) => {
      const [{ plan, customers: given } = fail()] = steps;
      const customers = given.map((one) => ({ ...one, previous: null }));
      await createRelations(session, plan, customers);
      const edited = edit(plan);
      expect(await ranksInDuckdb(edited, await keep(plan, false))).toEqual({
        before: grantedRanks(plan, customers),
        after: grantedRanks(edited, customers),
      });
    }),
    { numRuns: 60 },
  );
});

function fail(): never {
  throw new Error('a scenario has a step');
}
