// The scorecard and the rules of the ready-made policy, written out as plain code.
import { divideRounded, type Indicators } from './indicators.ts';

/** Best first. */
export const tiers = ['premium', 'good', 'ordinary', 'risk'] as const;

export type Tier = (typeof tiers)[number];

export interface Decision {
  /** In 1/100 points. */
  readonly points: {
    readonly deposits: bigint;
    readonly tenor: bigint;
    readonly spending: bigint;
    readonly overdue: bigint;
  };
  /** In millionths of a point. */
  readonly score: bigint;
  readonly tier: Tier;
  readonly reasons: string[];
  /** Tiers of the vetoes that hold. */
  readonly vetoes: Tier[];
}

const yuan = 100n;

export function decide(indicators: Indicators): Decision {
  const points = pointsOf(indicators);
  const score =
    4000n * points.deposits + 2000n * points.tenor + 2000n * points.spending + 2000n * points.overdue;
  const byScore: Tier = score >= 75_000_000n ? 'premium' : score >= 50_000_000n ? 'good' : 'ordinary';
  const held = heldRules(indicators);
  const floors = held.filter((rule) => rule.atLeast !== undefined);
  const vetoes = held.filter((rule) => rule.atMost !== undefined);
  let tier: Tier = byScore;
  for (const floor of floors) tier = better(tier, floor.atLeast as Tier);
  for (const veto of vetoes) tier = worse(tier, veto.atMost as Tier);
  const first = firstReasons(tier, byScore, floors, vetoes);
  const reasons = [...first, ...shortfalls(indicators, points), ...held.map((rule) => rule.reason)];
  return {
    points,
    score,
    tier,
    reasons: [...new Set(reasons)],
    vetoes: vetoes.map((rule) => rule.atMost as Tier),
  };
}

function pointsOf(indicators: Indicators): Decision['points'] {
  const { deposits, tenor, spending, overdue } = indicators;
  return {
    deposits: deposits === null ? 0n : depositPoints(deposits),
    tenor: tenor === null ? 0n : tenorPoints(tenor),
    spending: spending === null ? 1000n : spendingPoints(spending),
    overdue: overdue === null ? 7000n : overduePoints(overdue),
  };
}

function depositPoints(fen: bigint): bigint {
  if (fen >= 2_000_000n * yuan) return 10_000n;
  if (fen >= 500_000n * yuan) return 9000n;
  if (fen >= 200_000n * yuan) return 7000n;
  if (fen >= 50_000n * yuan) return 4000n;
  if (fen >= 10_000n * yuan) return 2000n;
  return 0n;
}

/** Straight lines through (0, 10), (12, 60), (36, 100) months and points; flat outside. */
function tenorPoints(hundredthMonths: bigint): bigint {
  if (hundredthMonths <= 0n) return 1000n;
  if (hundredthMonths <= 1200n) return divideRounded(1000n * 1200n + 5000n * hundredthMonths, 1200n);
  if (hundredthMonths <= 3600n)
    return divideRounded(6000n * 2400n + 4000n * (hundredthMonths - 1200n), 2400n);
  return 10_000n;
}

function spendingPoints(fen: bigint): bigint {
  if (fen >= 30_000n * yuan) return 10_000n;
  if (fen >= 10_000n * yuan) return 8000n;
  if (fen >= 3_000n * yuan) return 5000n;
  return 1000n;
}

function overduePoints(days: bigint): bigint {
  if (days >= 91n) return 0n;
  if (days >= 61n) return 1000n;
  if (days >= 31n) return 3000n;
  if (days >= 1n) return 6000n;
  return 10_000n;
}

interface HeldRule {
  readonly reason: string;
  readonly atMost?: Tier;
  readonly atLeast?: Tier;
}

/** Rules that hold, in the order of the document. A comparison with a missing value does not hold. */
function heldRules({ deposits, spending, overdue_now, loan_class }: Indicators): HeldRule[] {
  const held: HeldRule[] = [];
  if ((loan_class !== null && loan_class >= 2n) || (overdue_now !== null && overdue_now > 90n)) {
    held.push({ reason: 'LOAN_NON_PERFORMING', atMost: 'risk' });
  }
  const isOverdue = overdue_now !== null && overdue_now > 30n;
  const isWeak =
    deposits !== null && deposits < 10_000n * yuan && spending !== null && spending < 3_000n * yuan;
  if (isOverdue && isWeak) held.push({ reason: 'WEAK_AND_OVERDUE', atMost: 'risk' });
  if (isOverdue) held.push({ reason: 'LOAN_OVERDUE', atMost: 'ordinary' });
  if (deposits !== null && deposits >= 5_000_000n * yuan)
    held.push({ reason: 'LARGE_DEPOSITOR', atLeast: 'premium' });
  return held;
}

/** The vetoes that equal the tier, else the floors that lifted it. */
function firstReasons(tier: Tier, byScore: Tier, floors: HeldRule[], vetoes: HeldRule[]): string[] {
  const binding = vetoes.filter((veto) => veto.atMost === tier);
  if (binding.length > 0) return binding.map((veto) => veto.reason);
  return floors.filter((floor) => floor.atLeast === tier && tier !== byScore).map((floor) => floor.reason);
}

/** What the characteristics cost against their highest points, largest first; ties in the order of the document. */
function shortfalls(indicators: Indicators, points: Decision['points']): string[] {
  const lost = [
    { reason: 'DEPOSITS', cost: 4000n * (10_000n - points.deposits) },
    { reason: 'TENOR', cost: 2000n * (10_000n - points.tenor) },
    { reason: 'SPENDING', cost: 2000n * (10_000n - points.spending) },
    {
      reason: indicators.overdue === null ? 'NO_LOAN' : 'LOAN_RECORD',
      cost: 2000n * (10_000n - points.overdue),
    },
  ];
  const costly = lost.filter(({ cost }) => cost > 0n);
  costly.sort((a, b) => (a.cost === b.cost ? 0 : a.cost > b.cost ? -1 : 1));
  return costly.map(({ reason }) => reason);
}

/** 0 = best. */
export function rankOf(tier: Tier): number {
  return tiers.indexOf(tier);
}

export function worse(a: Tier, b: Tier): Tier {
  return rankOf(a) > rankOf(b) ? a : b;
}

function better(a: Tier, b: Tier): Tier {
  return rankOf(a) < rankOf(b) ? a : b;
}
