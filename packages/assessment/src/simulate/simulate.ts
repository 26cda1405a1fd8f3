import { openDuckdb, quoteName, type Session } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import type { Plan } from '@gradus/policy';
import { formatDay, type Day } from '@gradus/schema';
import { planOf } from '../plan/plan-of.ts';
import { attach, type AttachedLake } from '../run/attached-lake.ts';
import { makeIndicators } from '../run/indicators.ts';
import { linkStates } from '../run/linked-states.ts';
import { registerNoOverrides } from '../run/overrides.ts';
import { offerGiven, openEarlier, refuseUnknownTiers, registerEarlier } from '../run/previous.ts';
import { makeDecisions } from '../run/replay.ts';
import { duringStep, type Supervision } from '../run/steps.ts';
import { moneyIndicator, summarise } from '../run/summary.ts';
import type { Counts } from '../result/document.ts';
import { findMovers, type Mover } from './movers.ts';
import { haveSameIndicators } from './same-indicators.ts';
import {
  makeMigration,
  migrationCells,
  reasonChanges,
  type MigrationCell,
  type ReasonChange,
} from './migration.ts';

export interface SimulateOptions extends Supervision {
  readonly lakeDirectory: string;
  /** The policy in question. */
  readonly policyText: string;
  /** The policy that it is compared with. */
  readonly againstText: string;
  readonly asOf: Day;
  /** Result folder both go on from; null: both start without a state. */
  readonly previous: string | null;
  readonly threads: number;
  readonly memoryMib: number;
  readonly temporaryDirectory: string | null;
  /** How many customers to name. */
  readonly moversMax: number;
}

export interface Simulation {
  readonly asOf: string;
  readonly against: SimulatedPolicy;
  readonly policy: SimulatedPolicy;
  /** Money that cells and movers state: an indicator of `against`, or null. */
  readonly money: { readonly indicator: string; readonly currency: string } | null;
  readonly customers: number;
  readonly changed: number;
  /** From the tier under `against` to that under `policy`, granted tiers; `null` is unrated. Cells with customers only. */
  readonly cells: readonly MigrationCell[];
  readonly movers: readonly Mover[];
  readonly reasons: readonly ReasonChange[];
}

export interface SimulatedPolicy {
  readonly id: string;
  readonly hash: string;
  /** Best first. */
  readonly tiers: readonly string[];
  readonly counts: Omit<Counts, 'staleLoans' | 'unreported'>;
}

/**
 * Runs two policies over the same customers at the same date and state, and says who would move. Writes nothing.
 *
 * Errors: those of {@link assess}.
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const lake = await openLake(options.lakeDirectory);
  const manifest = await lake.head();
  const previous = await openEarlier(lake, manifest, options.previous, options.asOf);
  const against = planOf(options.againstText, options.asOf, previous?.asOf ?? null);
  const policy = planOf(options.policyText, options.asOf, previous?.asOf ?? null);
  const session = await openDuckdb(options);
  try {
    const attached = await attach(session, lake, manifest, options.asOf);
    await registerEarlier(session, previous);
    await registerNoOverrides(session);
    const money = moneyIndicator(against);
    await makeIndicators(attached, against, options);
    await decideUnder(attached, against, 'decision_against', options);
    await keepMoney(session, money?.name ?? null);
    // Indicators cost most, and an edit of points, cut-offs or rules leaves them as they are.
    if (!haveSameIndicators(against, policy)) await makeIndicators(attached, policy, options);
    await decideUnder(attached, policy, 'decision_policy', options);
    duringStep(options, 'digest');
    await makeMigration(session, { before: 'decision_against', after: 'decision_policy' });
    const cells = await migrationCells(session);
    const customers = cells.reduce((sum, cell) => sum + cell.customers, 0);
    const stayed = cells.filter(({ from, to }) => from === to).reduce((sum, cell) => sum + cell.customers, 0);
    return {
      asOf: formatDay(options.asOf),
      against: await described(session, against, 'decision_against'),
      policy: await described(session, policy, 'decision_policy'),
      money: money && { indicator: money.name, currency: against.currency },
      customers,
      changed: customers - stayed,
      cells,
      movers: await findMovers(attached, options.moversMax),
      reasons: await reasonChanges(session),
    };
  } finally {
    await session.close();
  }
}

async function decideUnder(
  attached: AttachedLake,
  plan: Plan,
  relation: string,
  supervision: Supervision,
): Promise<void> {
  const { session } = attached;
  await offerGiven(session);
  await refuseUnknownTiers(session, plan);
  await linkStates(attached, plan);
  duringStep(supervision, 'tiers');
  await makeDecisions(session, plan, relation, supervision.signal);
}

/** Results leave the money of unrated customers out; indicators have it. */
async function keepMoney(session: Session, indicator: string | null): Promise<void> {
  const money = indicator === null ? 'CAST(NULL AS BIGINT)' : quoteName(indicator);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE held AS SELECT customer_key, ${money} AS money FROM indicator`,
  );
}

async function described(session: Session, plan: Plan, relation: string): Promise<SimulatedPolicy> {
  return {
    id: plan.policy.id,
    hash: plan.policy.hash,
    tiers: plan.tiers.map(({ id }) => id),
    counts: await summarise(session, plan, relation),
  };
}
