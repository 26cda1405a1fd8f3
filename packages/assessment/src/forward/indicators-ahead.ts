import { quoteName, type Session } from '@gradus/engine';
import { compileCompounds, compileIndicators, isCompound, type Plan } from '@gradus/policy';
import { dialects, printQuery } from '@gradus/sql';
import type { AttachedLake } from '../run/attached-lake.ts';
import { relationsAhead, rolls, type Scenario } from './scenario.ts';

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
  const query = printQuery(
    compileIndicators({ ...plan, indicators: plan.indicators.filter(rolls) }, known),
    dialects.duckdb,
  );
  const simple = plan.indicators.filter((one) => !isCompound(one));
  const columns = [
    ...ofCustomer.map((name) => `known.${quoteName(name)}`),
    ...simple.map(
      (one) => `${rolls(one) ? 'ahead' : 'known'}.${quoteName(one.name)} AS ${quoteName(one.name)}`,
    ),
  ];
  await session.run(
    `CREATE OR REPLACE TEMP TABLE indicator_simple AS
     WITH ${relationsAhead(base, scenario, plan.asOf)}
     SELECT ${columns.join(', ')} FROM indicator_known known JOIN (${query}) ahead USING (customer_key)`,
    { signal },
  );
  const made = printQuery(compileCompounds(plan, 'indicator_simple'), dialects.duckdb);
  await session.run(`CREATE OR REPLACE TEMP TABLE indicator AS ${made}`, { signal });
}
