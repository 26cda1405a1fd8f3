import { quoteName, type Session } from '@gradus/engine';
import { compileCompounds, compileIndicators, isCompound, type Plan } from '@gradus/policy';
import { dialects, printQuery, renameTables } from '@gradus/sql';
import type { AttachedLake } from '../run/attached-lake.ts';
import { customerSlices, slicesNeeded } from '../run/customer-slices.ts';
import { makeInStages } from '../run/staged-table.ts';
import { offerRelationsAhead, rolls, type Scenario } from './scenario.ts';

const ofCustomer = ['customer_key', 'opened_on', 'birth_year', 'status'];

/** Keeps the relation `indicator`, as it is at the as-of date, under another name. */
export async function keepIndicators(session: Session): Promise<void> {
  await session.run('CREATE OR REPLACE TEMP TABLE indicator_known AS SELECT * FROM indicator');
}

/** Makes the relation `indicator` as it will be on the plan's day: balances rolled on, everything else as it is. */
export async function makeIndicatorsAhead(
  { session, shape }: AttachedLake,
  { base, plan, scenario }: { readonly base: Plan; readonly plan: Plan; readonly scenario: Scenario },
  signal?: AbortSignal,
): Promise<void> {
  if (scenario === 'unchanged' || !plan.indicators.some(rolls)) {
    await session.run('CREATE OR REPLACE TEMP TABLE indicator AS SELECT * FROM indicator_known', { signal });
    return;
  }
  const known = { ...shape, monthEnds: shape.monthEnds.filter((end) => end <= base.asOf) };
  const names = await offerRelationsAhead(session, base, scenario, plan.asOf);
  const rolling = { ...plan, indicators: plan.indicators.filter(rolls) };
  const query = renameTables(compileIndicators(rolling, known), names);
  const slicing = await customerSlices(session, await slicesNeeded(session, query), names);
  await session.run('DROP TABLE IF EXISTS indicator_rolled');
  await makeInStages(session, 'indicator_rolled', { query, slicing }, { signal });
  const simple = plan.indicators.filter((one) => !isCompound(one));
  const columns = [
    ...ofCustomer.map((name) => `known.${quoteName(name)}`),
    ...simple.map(
      (one) => `${rolls(one) ? 'ahead' : 'known'}.${quoteName(one.name)} AS ${quoteName(one.name)}`,
    ),
  ];
  await session.run(
    `CREATE OR REPLACE TEMP TABLE indicator_simple AS
     SELECT ${columns.join(', ')} FROM indicator_known known JOIN indicator_rolled ahead USING (customer_key)`,
    { signal },
  );
  const made = printQuery(compileCompounds(plan, 'indicator_simple'), dialects.duckdb);
  await session.run(`CREATE OR REPLACE TEMP TABLE indicator AS ${made}`, { signal });
}
