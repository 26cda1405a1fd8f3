import { openDuckdb } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import type { Plan } from '@gradus/policy';
import { failure, formatDay, type Day } from '@gradus/schema';
import { planOf } from '../plan/plan-of.ts';
import { openResult, type Result } from '../result/result-folder.ts';
import { attach, type AttachedLake } from '../run/attached-lake.ts';
import { makeIndicators } from '../run/indicators.ts';
import { registerNoOverrides } from '../run/overrides.ts';
import { registerPrevious } from '../run/previous.ts';
import { makeDecisions, pinnedManifest, planOfDocument } from '../run/replay.ts';
import type { Supervision } from '../run/steps.ts';
import { moneyIndicator } from '../run/summary.ts';
import { horizonDates, horizonDatesMax } from './horizon.ts';
import { makeIndicatorsAhead, keepIndicators } from './indicators-ahead.ts';
import {
  beginMoves,
  keepState,
  maturingMoney,
  moveCells,
  moveList,
  recordMoves,
  writeMoves,
  type MaturingMoney,
  type MoveAhead,
  type MoveCell,
} from './moves-ahead.ts';
import { makeMaturing, type Scenario } from './scenario.ts';

export interface ForwardOptions extends Supervision {
  readonly lakeDirectory: string;
  /** The result that is looked ahead from; the lake is read as it was then. */
  readonly resultDirectory: string;
  /** Last day looked at. */
  readonly until: Day;
  readonly scenarios: readonly Scenario[];
  /** External id of the branch whose customers are asked about; null: the whole bank. */
  readonly branch: string | null;
  /** CSV file for every move; must not exist. Null: none. */
  readonly out: string | null;
  /** How many moves to name, per scenario. */
  readonly movesMax: number;
  readonly threads: number;
  readonly memoryMib: number;
  readonly temporaryDirectory: string | null;
}

/** 降级日历: who falls or rises on which day, if nobody does anything. */
export interface ForwardLedger {
  readonly asOf: string;
  readonly until: string;
  readonly policy: { readonly id: string; readonly hash: string; readonly tiers: readonly string[] };
  /** What `moneyMinor` of moves is: an indicator at the as-of date; null when the policy has no money. */
  readonly money: { readonly indicator: string; readonly currency: string } | null;
  readonly dates: readonly string[];
  readonly scenarios: readonly ScenarioAhead[];
  /** Deposits that mature up to each date after the one before it, by branch and currency. */
  readonly maturing: readonly MaturingMoney[];
}

export interface ScenarioAhead {
  readonly scenario: Scenario;
  /** By date, tiers and branch; only what moves. */
  readonly cells: readonly MoveCell[];
  /** Falls first, then by day, most money first among those of one day; at most `movesMax`. */
  readonly moves: readonly MoveAhead[];
}

/**
 * Runs the lifecycle of a result over the schedule dates to come. Writes nothing but `out`.
 *
 * Errors: those of openResult, `assessment.forward-not-later`, `assessment.forward-too-far`,
 * `assessment.forward-unknown-branch`, `assessment.export-exists`, `assessment.export-unwritable`, `lake.*`, `engine.*`.
 */
export async function forwardLedger(options: ForwardOptions): Promise<ForwardLedger> {
  const result = await openResult(options.resultDirectory);
  const plan = planOfDocument(result.document);
  const dates = datesAhead(plan, options.until);
  const lake = await openLake(options.lakeDirectory);
  const manifest = await pinnedManifest(lake, result);
  const session = await openDuckdb(options);
  try {
    const attached = await attach(session, lake, manifest, plan.asOf);
    await makeIndicators(attached, plan, options);
    await keepIndicators(session);
    await makeMaturing(session, plan, attached.shape, options.until);
    await beginMoves(attached, plan, options.branch);
    for (const scenario of options.scenarios)
      await runScenario(attached, result, scenario, { dates, options });
    if (options.out !== null) await writeMoves(session, options.out);
    const money = moneyIndicator(plan);
    return {
      asOf: formatDay(plan.asOf),
      until: formatDay(options.until),
      policy: { id: plan.policy.id, hash: plan.policy.hash, tiers: plan.tiers.map(({ id }) => id) },
      money: money && { indicator: money.name, currency: plan.currency },
      dates: dates.map(formatDay),
      scenarios: await Promise.all(
        options.scenarios.map(async (scenario) => ({
          scenario,
          cells: await moveCells(session, scenario),
          moves: await moveList(session, scenario, options.movesMax),
        })),
      ),
      maturing: await maturingMoney(session, dates),
    };
  } finally {
    await session.close();
  }
}

function datesAhead(plan: Plan, until: Day): Day[] {
  const span = { asOf: formatDay(plan.asOf), until: formatDay(until) };
  if (until <= plan.asOf) throw failure('assessment.forward-not-later', span);
  const dates = horizonDates(plan, until);
  if (dates.length > horizonDatesMax) {
    throw failure('assessment.forward-too-far', { ...span, dates: dates.length, most: horizonDatesMax });
  }
  return dates;
}

/** Each date is decided from the state that the one before it left, as if it had been assessed. */
async function runScenario(
  attached: AttachedLake,
  result: Result,
  scenario: Scenario,
  { dates, options }: { readonly dates: readonly Day[]; readonly options: ForwardOptions },
): Promise<void> {
  const { session } = attached;
  const base = planOfDocument(result.document);
  await registerPrevious(session, result.tierFiles);
  await registerNoOverrides(session);
  await keepState(session, 'previous');
  let before = base.asOf;
  for (const [index, on] of dates.entries()) {
    const plan = planOf(result.document.policy.text, on, before);
    options.onProgress?.({ step: 'tiers', share: index / dates.length });
    await makeIndicatorsAhead(attached, { base, plan, scenario }, options.signal);
    await makeDecisions(session, plan, 'decision_ahead', options.signal);
    await recordMoves(session, scenario, on);
    await keepState(session, 'decision_ahead');
    before = on;
  }
}
