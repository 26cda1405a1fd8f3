import { attach, planOf, WhatIf } from '@gradus/assessment';
import { openDuckdb } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { compileIndicators } from '@gradus/policy';
import { assert } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { asOf } from '../bank/size.ts';
import { timed, type Machine, type Taken } from './machine.ts';

/** Edits of points, weights, cut-offs, rules and grace that an analyst might try one after the other. */
const edits: readonly (readonly [string, string])[] = [
  ['from: 75', 'from: 80'],
  ['10_000: 20, 50_000: 40', '10_000: 30, 50_000: 55'],
  ['when: overdue_now > 30\n    at_most: ordinary', 'when: overdue_now > 10\n    at_most: ordinary'],
  ['grace: 6 months', 'grace: 3 months'],
];

/** Median time until the whole bank is tiered again after an edit, with customers and money per pair of tiers. */
export async function timeWhatIf(
  lakeDirectory: string,
  spill: string,
  policyText: string,
  machine: Machine,
): Promise<Taken> {
  const session = await openDuckdb({ ...machine, temporaryDirectory: spill });
  try {
    const lake = await openLake(lakeDirectory);
    const { shape } = await attach(session, lake, await lake.head(), asOf);
    const plan = planOf(policyText, asOf, null);
    await session.run(
      `CREATE TEMP TABLE indicator AS ${printQuery(compileIndicators(plan, shape), dialects.duckdb)}`,
    );
    await session.run(
      'CREATE TEMP TABLE previous (customer_key BIGINT, granted_tier VARCHAR, since DATE, held_until DATE, falling_since DATE, last_veto DATE, rated_on DATE)',
    );
    await session.run('CREATE TEMP TABLE override (customer_key BIGINT, tier VARCHAR, until DATE)');
    const whatIf = await WhatIf.prepare(session, plan);
    const runs: Taken[] = [];
    for (const [before, after] of edits) {
      assert(policyText.includes(before), `the policy holds "${before}"`);
      const edited = planOf(policyText.replace(before, after), asOf, null);
      runs.push(await timed(3, () => whatIf.cells(edited)));
    }
    return (
      runs.toSorted((a, b) => a.wallMs - b.wallMs)[Math.floor(runs.length / 2)] ?? { wallMs: 0, cpuMs: 0 }
    );
  } finally {
    await session.close();
  }
}
