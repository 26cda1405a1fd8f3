import {
  decide,
  type DecisionInput,
  type IndicatorValues,
  type LifecycleState,
  type Plan,
} from '@gradus/policy';
import { formatDay, unitScale } from '@gradus/schema';

/** Why the bank's tier of a customer differs from ours. */
export type BankCauseName =
  | 'identity'
  | 'missing_at_bank'
  | 'missing_here'
  | 'unrated'
  | 'override'
  | 'edge'
  | 'data'
  | 'rule'
  | 'clock'
  | 'by_hand';

export const bankCauseNames: readonly BankCauseName[] = [
  'identity',
  'missing_at_bank',
  'missing_here',
  'unrated',
  'override',
  'edge',
  'data',
  'rule',
  'clock',
  'by_hand',
];

/** A cause with what it is about: an indicator with both figures, a rule, a clock with both days, a reason. */
export interface BankCause {
  readonly name: BankCauseName;
  /** Indicator, rule, clock column, reason, or the customer linked to; null when there is nothing to name. */
  readonly subject: string | null;
  readonly bank: string | null;
  readonly ours: string | null;
}

/** A rated customer whose tier differs, with what both sides know. */
export interface RatedCase {
  readonly input: DecisionInput;
  /** The bank's own figures by indicator, in stored units. */
  readonly figures: IndicatorValues;
  /** State that the bank had before; null when it is not known to differ from ours. */
  readonly bankBefore: LifecycleState | null;
  /** Tier that the bank grants, a rank. */
  readonly bankTier: number;
  readonly bankNow: BankClocks | null;
  /** Cause found a month ago, which may go on working through the state. */
  readonly earlier: BankCause | null;
}

/** Clocks of a tier, as far as they were delivered. */
export interface BankClocks {
  readonly since: number | null;
  readonly heldUntil: number | null;
  readonly fallingSince: number | null;
  readonly lastVeto: number | null;
}

const none = { subject: null, bank: null, ours: null };

/**
 * Finds the cause by deciding the customer anew with one thing exchanged at a time, and keeps the first that gives the bank's
 * tier: the bank's figure of one indicator (an edge when it is within one unit of ours), of all of them, a figure or score
 * within a unit of a cut-off, the state before (what caused it earlier, else the clock that differs), one rule not held or held
 * beside ours, one clock of another day. What none of them explains was done by hand, or by a rule that the policy lacks.
 */
export function ratedCause(plan: Plan, one: RatedCase): BankCause {
  return (
    byFigure(plan, one) ??
    byState(plan, one) ??
    byEdge(plan, one) ??
    byRule(plan, one) ??
    byClock(plan, one) ?? { name: 'by_hand', ...none }
  );
}

function grants(plan: Plan, { input, bankTier }: RatedCase, change: Partial<DecisionInput>): boolean {
  return decide(plan, { ...input, ...change, override: null }).state?.granted === bankTier;
}

function byFigure(plan: Plan, one: RatedCase): BankCause | null {
  const { values } = one.input;
  const differing = Object.entries(one.figures).filter(
    ([name, figure]) => figure !== null && figure !== values[name],
  );
  for (const [name, figure] of differing) {
    if (!grants(plan, one, { values: { ...values, [name]: figure } })) continue;
    const ours = values[name] ?? null;
    const shown = { subject: name, bank: String(figure), ours: ours === null ? null : String(ours) };
    const isClose = ours !== null && figure !== null && distance(figure, ours) <= unitOf(plan, name);
    return { name: isClose ? 'edge' : 'data', ...shown };
  }
  const [first] = differing;
  if (differing.length < 2 || first === undefined) return null;
  if (!grants(plan, one, { values: { ...values, ...one.figures } })) return null;
  const [name, figure] = first;
  return { name: 'data', subject: name, bank: String(figure), ours: textOf(values[name]) };
}

function byState(plan: Plan, one: RatedCase): BankCause | null {
  const { bankBefore, input } = one;
  if (bankBefore === null || !grants(plan, one, { state: bankBefore })) return null;
  if (one.earlier !== null) return one.earlier;
  return clockCause(bankBefore, input.state) ?? null;
}

/** Scores and figures may have been rounded by the bank before they met a cut-off: one unit up or down. */
function byEdge(plan: Plan, one: RatedCase): BankCause | null {
  const { values } = one.input;
  for (const { name } of plan.indicators) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    const unit = unitOf(plan, name);
    for (const moved of [value - unit, value + unit]) {
      if (grants(plan, one, { values: { ...values, [name]: moved } }))
        return { name: 'edge', subject: name, bank: null, ours: String(value) };
    }
  }
  return null;
}

function byRule(plan: Plan, one: RatedCase): BankCause | null {
  for (const rule of plan.rules) {
    const without = { ...plan, rules: plan.rules.filter((other) => other !== rule) };
    if (grants(without, one, {})) return { name: 'rule', subject: rule.id, bank: 'not held', ours: 'held' };
    const always = { ...rule, when: { kind: 'constant', value: true } } as const;
    const held = { ...plan, rules: plan.rules.map((other) => (other === rule ? always : other)) };
    if (grants(held, one, {})) return { name: 'rule', subject: rule.id, bank: 'held', ours: 'not held' };
  }
  return null;
}

/** A clock that ran out at the bank and not here, or the other way round. */
function byClock(plan: Plan, one: RatedCase): BankCause | null {
  const { state } = one.input;
  if (state === null) return null;
  // A century ago: longer than any grace.
  const long = plan.asOf - 36_525;
  const variants: readonly [keyof BankClocks, LifecycleState][] = [
    ['fallingSince', { ...state, fallingSince: long }],
    ['fallingSince', { ...state, fallingSince: null }],
    ['heldUntil', { ...state, heldUntil: null }],
    ['heldUntil', { ...state, heldUntil: plan.asOf + 1 }],
    ['heldUntil', { ...state, heldUntil: null, fallingSince: long }],
    ['lastVeto', { ...state, lastVeto: null }],
    ['lastVeto', { ...state, lastVeto: plan.asOf - 1 }],
  ];
  for (const [clock, varied] of variants) {
    if (!grants(plan, one, { state: varied })) continue;
    return { name: 'clock', subject: columnOf[clock], bank: null, ours: dayText(state[clock]) };
  }
  return null;
}

const columnOf: Readonly<Record<keyof BankClocks, string>> = {
  since: 'since',
  heldUntil: 'held_until',
  fallingSince: 'falling_since',
  lastVeto: 'last_veto',
};

/** The first clock, in the order in which they act, that two states show differently. */
export function clockCause(bank: BankClocks, ours: BankClocks | null): BankCause | null {
  for (const clock of ['fallingSince', 'heldUntil', 'lastVeto', 'since'] as const) {
    if (bank[clock] === (ours?.[clock] ?? null)) continue;
    return {
      name: 'clock',
      subject: columnOf[clock],
      bank: dayText(bank[clock]),
      ours: dayText(ours?.[clock] ?? null),
    };
  }
  return null;
}

const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b);
const textOf = (value: bigint | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

const dayText = (day: number | null): string | null => (day === null ? null : formatDay(day));

/** One unit as people write it: a yuan, a month, a day. */
function unitOf(plan: Plan, name: string): bigint {
  const indicator = plan.indicators.find((one) => one.name === name);
  return indicator === undefined ? 0n : 10n ** BigInt(unitScale(indicator.unit, plan.currency));
}
