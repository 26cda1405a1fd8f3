import { attach, planOf } from '@gradus/assessment';
import { openDuckdb } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { compileIndicators, decider, type DecisionInput, type Plan } from '@gradus/policy';
import { assert } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { asOf } from '../bank/size.ts';
import { jsonRulesDecider } from '../rival/json-rules.ts';
import type { Facts } from '../rival/policy-as-numbers.ts';
import { zenDecider } from '../rival/zen.ts';
import { timed, type Machine } from './machine.ts';

/** Microseconds per decision. */
export interface DecisionTimes {
  readonly gradus: number;
  /** The same by processor time, with that of collecting garbage. */
  readonly gradusByProcessor: number;
  readonly zen: number;
  readonly jsonRules: number;
}

const sampleRows = 20_000;
const rounds = 25;

/** Decides the same customers, all rated ones, with each engine; the tiers are held against each other first. */
export async function timeDecisions(
  lakeDirectory: string,
  policyText: string,
  machine: Machine,
): Promise<DecisionTimes> {
  const plan = planOf(policyText, asOf, null);
  const inputs = await readInputs(lakeDirectory, plan, machine);
  const facts = inputs.map(({ values }) => factsOf(values));
  const decide = decider(plan);
  const tiers = inputs.map((input) => plan.tiers[decide(input).computed ?? -1]?.id);
  const zen = zenDecider(plan);
  const jsonRules = jsonRulesDecider(plan);
  for (const [index, some] of facts.entries()) {
    if (index >= 2000) break;
    for (const [name, rival] of [
      ['GoRules Zen', zen],
      ['json-rules-engine', jsonRules],
    ] as const) {
      const tier = await rival(some);
      assert(
        tier === tiers[index],
        `${name} says ${tier}, Gradus ${tiers[index]} of ${JSON.stringify(some)}`,
      );
    }
  }
  let checked = 0;
  const own = await timed(5, async () => {
    for (let round = 0; round < rounds; round += 1) {
      for (const input of inputs) checked += decide(input).computed ?? 0;
    }
  });
  assert(checked > 0, 'somebody is not premium');
  const rivals = async (rival: (some: Facts) => Promise<string>) =>
    (
      await timed(3, async () => {
        for (const some of facts) await rival(some);
      })
    ).wallMs;
  return {
    gradus: (own.wallMs * 1000) / (rounds * inputs.length),
    gradusByProcessor: (own.cpuMs * 1000) / (rounds * inputs.length),
    zen: ((await rivals(zen)) * 1000) / facts.length,
    jsonRules: ((await rivals(jsonRules)) * 1000) / facts.length,
  };
}

async function readInputs(lakeDirectory: string, plan: Plan, machine: Machine): Promise<DecisionInput[]> {
  const session = await openDuckdb({ ...machine, temporaryDirectory: null });
  try {
    const lake = await openLake(lakeDirectory);
    const { shape } = await attach(session, lake, await lake.head(), asOf);
    // A fair sample, and the same in every run.
    await session.run(
      'CREATE OR REPLACE TEMP TABLE sampled_customer AS SELECT * FROM customer ORDER BY hash(customer_key) LIMIT 40000',
    );
    await session.run('CREATE OR REPLACE TEMP VIEW customer AS SELECT * FROM sampled_customer');
    const query = printQuery(compileIndicators(plan, shape), dialects.duckdb);
    const rows = await session.rows(
      `SELECT * FROM (${query}) WHERE status = 'active' ORDER BY customer_key LIMIT ${sampleRows}`,
    );
    return rows.map((row) => ({
      customer: {
        openedOn: row['opened_on'] as number,
        birthYear: row['birth_year'] as number | null,
        status: String(row['status']),
      },
      values: Object.fromEntries(plan.indicators.map(({ name }) => [name, row[name] as bigint | null])),
      state: null,
      override: null,
    }));
  } finally {
    await session.close();
  }
}

function factsOf(values: DecisionInput['values']): Facts {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? null : Number(value)]),
  );
}
