import { twoSidedQuantile } from '../distribution/normal.ts';
import type { Interval } from './wilson.ts';

/** How many of how many. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Ratio of two proportions with the log interval:
 * exp(ln(p₁/p₂) ± z·√((1−p₁)/x₁ + (1−p₂)/x₂)).
 *
 * `ratio` is null when it is undefined (no trials, or the second has no success); `interval` is null as well where the first has no success.
 * Source: Katz, Baptista, Azen, Pike 1978, Biometrics 34:469.
 */
export function proportionRatio(
  first: Proportion,
  second: Proportion,
  alpha: number,
): { readonly ratio: number | null; readonly interval: Interval | null } {
  if (first.trials <= 0 || second.trials <= 0 || second.successes <= 0)
    return { ratio: null, interval: null };
  const [p, q] = [first.successes / first.trials, second.successes / second.trials];
  const ratio = p / q;
  if (first.successes <= 0) return { ratio, interval: null };
  const error = Math.sqrt((1 - p) / first.successes + (1 - q) / second.successes);
  const factor = Math.exp(twoSidedQuantile(alpha) * error);
  return { ratio, interval: [ratio / factor, ratio * factor] };
}
