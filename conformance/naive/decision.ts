// Points, score, rules, tier and reasons of a policy.
import type { Customer } from './bank-files.ts';
import { yearOf } from './calendar.ts';
import { classes, conditionOf, type Condition, type Lookup, type Value } from './condition.ts';
import { scaleOf, unitOf, type Indicators } from './indicators.ts';
import { divideRounded, fine, fineScale } from './number.ts';
import type { CharacteristicText, PolicyText } from './policy.ts';

export interface Decision {
  /** By characteristic, in 1/100 points. */
  readonly points: Readonly<Record<string, bigint>>;
  /** In millionths of a point. */
  readonly score: bigint;
  readonly tier: string;
  readonly reasons: string[];
  /** Tiers of the vetoes that hold. */
  readonly vetoes: string[];
}

/** The reason of the first clause that is not true, or the decision. */
export type Decide = (indicators: Indicators, customer: Customer, asOf: number) => Decision | string;

interface Rule {
  readonly condition: Condition;
  readonly reason: string;
  readonly atMost: string | null;
  readonly atLeast: string | null;
}

export function deciderOf(policy: PolicyText): Decide {
  const clauses = (policy.population ?? []).map(({ when, reason }) => ({
    condition: conditionOf(when),
    reason,
  }));
  const rules: Rule[] = (policy.rules ?? []).map((rule) => ({
    condition: conditionOf(rule.when),
    reason: rule.reason,
    atMost: rule.at_most ?? null,
    atLeast: rule.at_least ?? null,
  }));
  const characteristics = Object.entries(policy.scorecard).map(([name, text]) => ({
    name,
    text,
    pointsOf: pointsFunction(text, unitOf(policy, name) === 'class'),
  }));
  const fineValue = (name: string, value: bigint): bigint => value * (fineScale / scaleOf(policy, name));
  return (indicators, customer, asOf) => {
    const lookup = lookupOf(indicators, customer, asOf, fineValue);
    const failed = clauses.find(({ condition }) => condition(lookup) !== true);
    if (failed !== undefined) return failed.reason;
    const points: Record<string, bigint> = {};
    let score = 0n;
    const lost: { reason: string; cost: bigint }[] = [];
    for (const { name, text, pointsOf } of characteristics) {
      const value = indicators[name] ?? null;
      const own = pointsOf.of(value === null ? null : fineValue(name, value));
      points[name] = own;
      const weight = hundredths(text.weight);
      score += weight * own;
      const ownReason = typeof text.missing === 'object' ? text.missing.reason : text.reason;
      const reason = value === null ? ownReason : text.reason;
      lost.push({ reason, cost: weight * (pointsOf.most - own) });
    }
    const byScore = tierOf(policy, score);
    const held = rules.filter(({ condition }) => condition(lookup) === true);
    return { points, score, ...ruled(rankIn(policy), byScore, held, lost) };
  };
}

function lookupOf(
  indicators: Indicators,
  customer: Customer,
  asOf: number,
  fineValue: (name: string, value: bigint) => bigint,
): Lookup {
  return (name): Value => {
    const value = indicators[name];
    if (value !== undefined) return value === null ? null : fineValue(name, value);
    if (name === 'status') return customer.status;
    if (name === 'birth_year') return BigInt(customer.birthYear) * fineScale;
    if (name === 'age') return BigInt(yearOf(asOf) - customer.birthYear) * fineScale;
    throw new Error(`no such name: ${name}`);
  };
}

interface Points {
  readonly of: (fineValue: bigint | null) => bigint;
  readonly most: bigint;
}

function pointsFunction({ points, curve, missing }: CharacteristicText, isClass: boolean): Points {
  const ifMissing = hundredths(typeof missing === 'object' ? missing.points : (missing ?? 0));
  if (points !== undefined) {
    const bins = Object.entries(points).map(([from, own]) => ({
      from: isClass ? BigInt(classes.indexOf(from)) * fineScale : fine(from),
      own: hundredths(own),
    }));
    bins.sort((a, b) => (a.from < b.from ? -1 : 1));
    return {
      most: bins.map(({ own }) => own).reduce((a, b) => (a > b ? a : b)),
      of: (value) => {
        if (value === null) return ifMissing;
        const reached = bins.findLast(({ from }) => from <= value) ?? bins[0];
        return reached?.own ?? ifMissing;
      },
    };
  }
  const knots = (curve ?? []).map(([x, y]) => ({ x: fine(x), y: hundredths(y) }));
  return {
    most: knots.map(({ y }) => y).reduce((a, b) => (a > b ? a : b)),
    of: (value) => (value === null ? ifMissing : onCurve(knots, value)),
  };
}

function onCurve(knots: readonly { x: bigint; y: bigint }[], value: bigint): bigint {
  const next = knots.findIndex(({ x }) => value <= x);
  const right = next < 0 ? knots.at(-1) : knots[next];
  const left = knots[next - 1];
  if (right === undefined) throw new Error('a curve without knots');
  if (left === undefined || next < 0) return right.y;
  const width = right.x - left.x;
  return divideRounded(left.y * width + (right.y - left.y) * (value - left.x), width);
}

function hundredths(written: number): bigint {
  return fine(written) / (fineScale / 100n);
}

function tierOf(policy: PolicyText, score: bigint): string {
  for (const { id, from } of policy.tiers)
    if (from !== undefined && score >= fine(from) / (fineScale / 1_000_000n)) return id;
  return policy.tiers.findLast(({ from }) => from !== undefined)?.id as string;
}

/** Floors lift, vetoes cap; the reasons in their order, each once. */
function ruled(
  rankOf: (tier: string) => number,
  byScore: string,
  held: readonly Rule[],
  lost: readonly { reason: string; cost: bigint }[],
): Pick<Decision, 'tier' | 'reasons' | 'vetoes'> {
  const floors = held.filter(({ atLeast }) => atLeast !== null);
  const vetoes = held.filter(({ atMost }) => atMost !== null);
  let tier = byScore;
  for (const { atLeast } of floors) if (rankOf(atLeast as string) < rankOf(tier)) tier = atLeast as string;
  for (const { atMost } of vetoes) if (rankOf(atMost as string) > rankOf(tier)) tier = atMost as string;
  const binding = vetoes.filter(({ atMost }) => atMost === tier);
  const lifting = floors.filter(({ atLeast }) => atLeast === tier && tier !== byScore);
  const costly = lost.filter(({ cost }) => cost > 0n);
  costly.sort((a, b) => (a.cost === b.cost ? 0 : a.cost > b.cost ? -1 : 1));
  const first = binding.length > 0 ? binding : lifting;
  const reasons = [...first, ...costly, ...held].map(({ reason }) => reason);
  return { tier, reasons: [...new Set(reasons)], vetoes: vetoes.map(({ atMost }) => atMost as string) };
}

/** 0 = best. */
export function rankIn(policy: PolicyText): (tier: string) => number {
  return (tier) => {
    const rank = policy.tiers.findIndex(({ id }) => id === tier);
    if (rank < 0) throw new Error(`no such tier: ${tier}`);
    return rank;
  };
}
