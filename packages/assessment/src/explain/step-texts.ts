import {
  evenPairedSteps,
  holdAdvice,
  holdText,
  nextJudgement,
  nextSteps,
  nextStepText,
  pairedStepText,
  type CustomerRecords,
  type ExplainInput,
  type NextStep,
  type Plan,
} from '@gradus/policy';
import type { Locale } from '@gradus/schema';
import type { Session } from '@gradus/engine';
import { readRates, readSpells } from '../twin/records.ts';

interface StepRequest {
  readonly plan: Plan;
  readonly key: bigint;
  readonly input: ExplainInput;
  readonly locale: Locale;
}

/** How many steps of two indicators are told. */
const pairsMax = 3;

/** Metrics of balances, for which it can be said what to hold until the next assessment. */
const heldMetrics: ReadonlySet<string> = new Set(['average_daily_balance', 'balance', 'lowest_balance']);

/** What would lead to a better tier: by one figure, by two together, and by holding a balance until the next assessment. */
export async function stepTexts(
  session: Session,
  { plan, key, input, locale }: StepRequest,
): Promise<string[]> {
  const single = nextSteps(plan, input);
  const pairs = evenPairedSteps(plan, input).slice(0, pairsMax);
  return [
    ...single.map((step) => nextStepText(plan, step, locale)),
    ...(await holdTexts(session, { plan, key, input, locale }, single)),
    ...pairs.map((step) => pairedStepText(plan, step, locale)),
  ];
}

async function holdTexts(
  session: Session,
  { plan, key, input, locale }: StepRequest,
  steps: readonly NextStep[],
): Promise<string[]> {
  const held = steps.filter(({ indicator }) =>
    heldMetrics.has(plan.indicators.find(({ name }) => name === indicator)?.metric ?? ''),
  );
  if (held.length === 0) return [];
  const { openedOn, birthYear, status } = input.customer;
  const records: CustomerRecords = {
    customer: { customerKey: key, openedOn, birthYear, status },
    spells: await readSpells(session, key),
    loans: [],
    facts: [],
    holdings: [],
  };
  const run = { rateMillionths: await readRates(session, plan) };
  const upTo = nextJudgement(plan);
  return held.flatMap((step) => {
    const { indicator, to: wanted } = step;
    const advice = holdAdvice({ plan, records, run, indicator, wanted, upTo });
    return advice === null ? [] : [holdText(plan, advice, step, locale)];
  });
}
