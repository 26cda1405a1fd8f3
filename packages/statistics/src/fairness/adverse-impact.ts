import { proportionRatio } from '../proportion/ratio.ts';
import { wilsonInterval, type Interval } from '../proportion/wilson.ts';

/** Customers of one group by tier, best tier first. `name` null: those whose attribute is not known. */
export interface GroupCounts {
  readonly name: string | null;
  readonly counts: readonly number[];
}

/** A share of a group's customers. */
export interface Share {
  readonly count: number;
  readonly share: number;
  readonly interval: Interval | null;
}

/** One group beside the others. A group with fewer customers than the least shows no figures. */
export interface GroupFigures {
  readonly name: string | null;
  readonly isSmall: boolean;
  /** Null for a small group. */
  readonly customers: number | null;
  /** Per tier. */
  readonly tiers: readonly Share[] | null;
  /** Per tier but the worst: reaching it or a better one. */
  readonly reached: readonly Reached[] | null;
}

export interface Reached extends Share {
  /** Share ÷ share of the best group; null where nobody of the best group reaches the tier. */
  readonly ratio: number | null;
  readonly ratioInterval: Interval | null;
  readonly isBest: boolean;
  /** The ratio is below the limit. */
  readonly isBelow: boolean;
  /** So is the whole interval: more than chance at this size of sample. */
  readonly isSurelyBelow: boolean;
}

export interface ImpactOptions {
  /** Groups with fewer customers are not shown. */
  readonly leastCustomers: number;
  /** Share outside the intervals. */
  readonly alpha: number;
  /** Four fifths, usually. */
  readonly limit: number;
}

/**
 * Adverse impact ratios of groups over tiers: for every tier but the worst, the share of each group that reaches it or better, divided
 * by that of the group with the highest share. Small groups and the unknown are never the group that others are measured by.
 *
 * Shapes: `counts` of all groups have one entry per tier.
 * Errors: a RangeError when they have not.
 * Source: Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D (the 80 % rule).
 */
export function adverseImpact(groups: readonly GroupCounts[], options: ImpactOptions): GroupFigures[] {
  const { leastCustomers, alpha, limit } = options;
  const tiers = groups[0]?.counts.length ?? 0;
  if (groups.some(({ counts }) => counts.length !== tiers)) throw new RangeError('groups of different tiers');
  const totals = groups.map(({ counts }) => sum(counts));
  const isShown = (at: number) => (totals[at] ?? 0) >= leastCustomers;
  const reaching = (at: number, rank: number) => sum(groups[at]?.counts.slice(0, rank + 1) ?? []);
  const best = Array.from({ length: Math.max(0, tiers - 1) }, (_, rank) => {
    const candidates = groups.keys().filter((at) => isShown(at) && groups[at]?.name !== null);
    const rate = (at: number) => reaching(at, rank) / (totals[at] ?? 1);
    return [...candidates].reduce<number | null>(
      (top, at) => (top === null || rate(at) > rate(top) ? at : top),
      null,
    );
  });
  return groups.map(({ name, counts }, at): GroupFigures => {
    const customers = totals[at] ?? 0;
    if (!isShown(at)) return { name, isSmall: true, customers: null, tiers: null, reached: null };
    const share = (count: number): Share => ({
      count,
      share: customers === 0 ? 0 : count / customers,
      interval: wilsonInterval(count, customers, alpha),
    });
    const reached = best.map((top, rank): Reached => {
      const own = { successes: reaching(at, rank), trials: customers };
      const measure = top === null ? own : { successes: reaching(top, rank), trials: totals[top] ?? 0 };
      const { ratio, interval } =
        top === null ? { ratio: null, interval: null } : proportionRatio(own, measure, alpha);
      const isBest = top === at;
      const isBelow = ratio !== null && ratio < limit;
      return {
        ...share(own.successes),
        ratio,
        ratioInterval: isBest ? null : interval,
        isBest,
        isBelow,
        isSurelyBelow: isBelow && interval !== null && interval[1] < limit,
      };
    });
    return { name, isSmall: false, customers, tiers: counts.map(share), reached };
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
