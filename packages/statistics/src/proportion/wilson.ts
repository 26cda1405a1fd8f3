import { twoSidedQuantile } from '../distribution/normal.ts';

/** Lower and upper end. */
export type Interval = readonly [low: number, high: number];

/**
 * Wilson's score interval of a proportion, without continuity correction:
 * (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n).
 *
 * Shapes: 0 ≤ `successes` ≤ `trials`; null without trials.
 * Units: both ends in [0, 1], `alpha` the share outside.
 * Source: Wilson 1927, JASA 22:209; fixture migration.json.
 */
export function wilsonInterval(successes: number, trials: number, alpha: number): Interval | null {
  if (trials <= 0) return null;
  const z = twoSidedQuantile(alpha);
  const share = successes / trials;
  const shrink = (z * z) / trials;
  const middle = share + shrink / 2;
  const half = z * Math.sqrt((share * (1 - share)) / trials + shrink / (4 * trials));
  return [Math.max(0, (middle - half) / (1 + shrink)), Math.min(1, (middle + half) / (1 + shrink))];
}
