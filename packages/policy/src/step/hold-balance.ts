import {
  assert,
  divideRounded,
  formatDay,
  monthEnd,
  nextScheduledDay,
  windowDays,
  windowEndingOn,
  type Day,
  type DayWindow,
  type Locale,
} from '@gradus/schema';
import { columnTitle } from '../explain/condition-text.ts';
import { tierTitle } from '../explain/lifecycle-text.ts';
import type { NextStep } from '../explain/next-step.ts';
import { say, valueText } from '../explain/value-text.ts';
import type { Plan, PlannedIndicator } from '../plan/plan.ts';
import type { CustomerRecords, RunFacts, SpellRow } from '../records/customer-records.ts';
import { inPolicyCurrency } from '../records/money.ts';
import { balanceDays, balanceOn, byCurrency, isOpenIn, spellsPassing } from '../records/spell-days.ts';

/** The balance to keep so that an indicator of balances reaches a value by a coming assessment, everything else as it is. */
export interface HoldAdvice {
  readonly indicator: string;
  /** First and last day on which the balance is to be kept. */
  readonly from: Day;
  readonly upTo: Day;
  /**
   * Least total end-of-day balance of the accounts that count and are in the policy's currency, in its minor units, on every one of
   * these days. Accounts in other currencies are taken to stay as they are.
   */
  readonly balance: bigint;
  /** That total today. */
  readonly today: bigint;
  readonly wanted: bigint;
}

export interface HoldRequest {
  readonly plan: Plan;
  /** The customer and their accounts, with what moved in them. */
  readonly records: Pick<CustomerRecords, 'customer' | 'spells'>;
  readonly run: RunFacts;
  readonly indicator: string;
  /** Value to be reached, in stored units. */
  readonly wanted: bigint;
  /** Day of the assessment that is to see it; after the plan's as-of date. */
  readonly upTo: Day;
}

/** The day of the next assessment at which a customer can rise: the next of the schedule, the end of the month where that is daily. */
export function nextJudgement({ asOf, lifecycle }: Plan): Day {
  const { upgradeSchedule } = lifecycle;
  return upgradeSchedule.kind === 'daily' ? monthEnd(asOf + 1) : nextScheduledDay(upgradeSchedule, asOf + 1);
}

/**
 * The exact inverse of an average with its rounding: one minor unit less a day does not reach. For `average_daily_balance`, `balance`
 * and `lowest_balance`; null for other metrics, where no account is open to hold money on, where a rate is missing, or where the low
 * of the window is below the wanted value already.
 */
export function holdAdvice(request: HoldRequest): HoldAdvice | null {
  const { plan, records, indicator: name, wanted, upTo } = request;
  assert(upTo > plan.asOf, 'a balance is held after the as-of date');
  const indicator = plan.indicators.find((one) => one.name === name);
  assert(indicator !== undefined, `the plan has an indicator "${name}"`);
  const passing = spellsPassing(records.spells, indicator.parameters.accounts);
  const own = passing.filter(({ currency }) => currency === plan.currency);
  const openDay = { after: plan.asOf, upTo };
  if (!own.some((spell) => isOpenIn(spell, openDay) && spell.fromOn <= plan.asOf)) return null;
  const balance = neededBalance(request, indicator, passing);
  if (balance === null) return null;
  const today = own.reduce((sum, spell) => sum + balanceOn(spell, plan.asOf), 0n);
  // With a schedule of few dates the window can begin later than tomorrow.
  const { window } = indicator.parameters;
  const before = window === null ? plan.asOf : Math.max(plan.asOf, windowAt(indicator, upTo).after);
  return { indicator: name, from: before + 1, upTo, balance, today, wanted };
}

function neededBalance(
  { plan, run, wanted, upTo, records }: HoldRequest,
  indicator: PlannedIndicator,
  passing: readonly SpellRow[],
): bigint | null {
  const foreign = passing.filter(({ currency }) => currency !== plan.currency);
  const converted = (amountOf: (spell: SpellRow) => bigint): bigint | null =>
    inPolicyCurrency(
      byCurrency(
        foreign.filter((spell) => isOpenIn(spell, { after: plan.asOf, upTo })),
        amountOf,
      ),
      { plan, run },
    );
  switch (indicator.metric) {
    case 'average_daily_balance':
      return heldAverage({ plan, run, wanted, upTo }, indicator, passing);
    case 'balance': {
      const others = converted((spell) => balanceOn(spell, plan.asOf));
      return others === null ? null : wanted - others;
    }
    case 'lowest_balance':
      // Lows of several currencies are added; only the plain case is answered.
      return foreign.length > 0 ? null : heldLow({ plan, records, wanted, upTo }, indicator, passing);
    default:
      return null;
  }
}

function heldAverage(
  { plan, run, wanted, upTo }: Pick<HoldRequest, 'plan' | 'run' | 'wanted' | 'upTo'>,
  indicator: PlannedIndicator,
  passing: readonly SpellRow[],
): bigint | null {
  const window = windowAt(indicator, upTo);
  const counted = passing.filter((spell) => isOpenIn(spell, window));
  const own = counted.filter(({ currency }) => currency === plan.currency);
  const foreign = counted.filter(({ currency }) => currency !== plan.currency);
  // Balances of other currencies stand still, as balanceDays takes them to do.
  const others = inPolicyCurrency(
    byCurrency(foreign, (spell) => balanceDays(spell, window)),
    { plan, run },
  );
  if (others === null) return null;
  const before: DayWindow = { after: window.after, upTo: plan.asOf };
  const soFar = own.reduce(
    (sum, spell) => sum + (before.after < before.upTo ? balanceDays(spell, before) : 0n),
    others,
  );
  const days = daysOf(indicator, window, counted);
  const heldDays = BigInt(upTo - Math.max(plan.asOf, window.after));
  return ceilingOf(leastSum(wanted, BigInt(days)) - soFar, heldDays);
}

function heldLow(
  { plan, records, wanted, upTo }: Pick<HoldRequest, 'plan' | 'records' | 'wanted' | 'upTo'>,
  indicator: PlannedIndicator,
  passing: readonly SpellRow[],
): bigint | null {
  const window = windowAt(indicator, upTo);
  for (let day = Math.max(window.after + 1, records.customer.openedOn); day <= plan.asOf; day += 1) {
    if (passing.reduce((sum, spell) => sum + balanceOn(spell, day), 0n) < wanted) return null;
  }
  return wanted;
}

function windowAt({ name, parameters }: PlannedIndicator, upTo: Day): DayWindow {
  assert(parameters.window !== null, `${name} has a window`);
  return windowEndingOn(upTo, parameters.window.length);
}

/** The average's denominator at the end of the window. */
function daysOf({ parameters }: PlannedIndicator, window: DayWindow, counted: readonly SpellRow[]): number {
  const days = windowDays(window);
  if (parameters.denominator !== 'since_opening') return days;
  return Math.min(days, window.upTo - Math.min(...counted.map(({ fromOn }) => fromOn)) + 1);
}

/** The least sum that `days` divide to `average` or more, rounding half away from zero. */
export function leastSum(average: bigint, days: bigint): bigint {
  const least =
    average > 0n
      ? ceilingOf((2n * average - 1n) * days, 2n)
      : -(ceilingOf((1n - 2n * average) * days, 2n) - 1n);
  assert(
    divideRounded(least, days) >= average && divideRounded(least - 1n, days) < average,
    'the inverse is exact',
  );
  return least;
}

function ceilingOf(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return quotient * denominator < numerator ? quotient + 1n : quotient;
}

/** The advice in words, for the next step that it serves. */
export function holdText(
  plan: Plan,
  advice: HoldAdvice,
  step: Pick<NextStep, 'tier' | 'isKept'>,
  locale: Locale,
): string {
  const indicator = plan.indicators.find(({ name }) => name === advice.indicator);
  assert(indicator !== undefined, `the plan has an indicator "${advice.indicator}"`);
  const money = (value: bigint) => valueText({ ...indicator, unit: 'money' }, value, plan.currency, locale);
  const [from, upTo] = [formatDay(advice.from), formatDay(advice.upTo)];
  const days = advice.upTo - advice.from + 1;
  const title = columnTitle(plan, advice.indicator, locale);
  const goal = tierTitle(plan, step.tier, locale);
  const tier = step.isKept ? say(locale, `To keep ${goal}`, `保持${goal}`) : goal;
  return say(
    locale,
    `${tier}: hold ${money(advice.balance)} from ${from} to ${upTo} (${days} day${days === 1 ? '' : 's'}; ${money(advice.today)} today), and ${title} is ${money(advice.wanted)} then.`,
    `${tier}：自 ${from} 至 ${upTo}（${days} 天）保持余额 ${money(advice.balance)}（今日 ${money(advice.today)}），届时${title}达到 ${money(advice.wanted)}。`,
  );
}
