import {
  evenPairedSteps,
  holdAdvice,
  holdText,
  nextJudgement,
  nextSteps,
  nextStepText,
  pairedStepText,
  type ExplainInput,
  type NextStep,
  type Plan,
} from '@gradus/policy';
import { assert, formatDay, formatScaled, type Locale } from '@gradus/schema';
import type { Session } from '@gradus/engine';
import { readRates, readSpells } from '../twin/records.ts';

/** One way to a better tier, for a reader and for a program. */
export interface ExplainedStep {
  /** One figure changed, two together, or a balance kept until the next assessment. */
  readonly kind: 'single' | 'pair' | 'hold';
  /** Id of the tier that the policy then says. */
  readonly tier: string;
  /** That tier is the granted one, which would otherwise be lost. */
  readonly isKept: boolean;
  /** What changes; for `hold` the balance, from today's. Natural units, null when there is no value today. */
  readonly changes: readonly {
    readonly indicator: string;
    readonly from: string | null;
    readonly to: string;
  }[];
  /** First day on which the granted tier can rise, YYYY-MM-DD; null when it is not to rise. */
  readonly risesOn: string | null;
  /** Days on which the balance is to be kept; null unless `hold`. */
  readonly held: { readonly from: string; readonly upTo: string } | null;
  readonly text: string;
}

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
export async function explainedSteps(session: Session, request: StepRequest): Promise<ExplainedStep[]> {
  const { plan, input, locale } = request;
  const single = nextSteps(plan, input);
  const pairs = evenPairedSteps(plan, input).slice(0, pairsMax);
  return [
    ...single.map((step): ExplainedStep => ({
      kind: 'single',
      ...leadingTo(plan, step),
      changes: [changeOf(plan, step)],
      held: null,
      text: nextStepText(plan, step, locale),
    })),
    ...(await heldSteps(session, request, single)),
    ...pairs.map((step): ExplainedStep => ({
      kind: 'pair',
      ...leadingTo(plan, step),
      changes: [changeOf(plan, step.first), changeOf(plan, step.second)],
      held: null,
      text: pairedStepText(plan, step, locale),
    })),
  ];
}

function leadingTo(plan: Plan, { tier, isKept, wait }: Pick<NextStep, 'tier' | 'isKept' | 'wait'>) {
  const risesOn = wait === null ? null : formatDay(wait.risesOn);
  return { tier: plan.tiers[tier]?.id ?? '', isKept, risesOn };
}

function changeOf(plan: Plan, { indicator: name, from, to }: Pick<NextStep, 'indicator' | 'from' | 'to'>) {
  const indicator = plan.indicators.find((one) => one.name === name);
  assert(indicator !== undefined, `the plan has an indicator "${name}"`);
  const natural = (value: bigint): string =>
    indicator.classes?.[Number(value)] ?? formatScaled(value, indicator.scale);
  return { indicator: name, from: from === null ? null : natural(from), to: natural(to) };
}

async function heldSteps(
  session: Session,
  { plan, key, input, locale }: StepRequest,
  steps: readonly NextStep[],
): Promise<ExplainedStep[]> {
  const held = steps.filter(({ indicator }) =>
    heldMetrics.has(plan.indicators.find(({ name }) => name === indicator)?.metric ?? ''),
  );
  if (held.length === 0) return [];
  const { openedOn, birthYear, status } = input.customer;
  const records = {
    customer: { customerKey: key, openedOn, birthYear, status },
    spells: await readSpells(session, key),
  };
  const run = { rateMillionths: await readRates(session, plan) };
  const upTo = nextJudgement(plan);
  return held.flatMap((step): ExplainedStep[] => {
    const { indicator, to: wanted } = step;
    const advice = holdAdvice({ plan, records, run, indicator, wanted, upTo });
    if (advice === null) return [];
    return [
      {
        kind: 'hold',
        ...leadingTo(plan, step),
        changes: [changeOf(plan, { indicator, from: advice.today, to: advice.balance })],
        held: { from: formatDay(advice.from), upTo: formatDay(advice.upTo) },
        text: holdText(plan, advice, step, locale),
      },
    ];
  });
}
