import type { Random } from '../random/random.ts';

/**
 * Wealth bands, poorest first: share of all customers in 1/100,000 and the range of their deposits in yuan.
 * Within a band amounts are reciprocal (a Pareto tail with exponent 1, cut at both ends), which needs a division
 * and no logarithm, so every machine draws the same.
 *
 * The last band is 2.5 % of the customers. It holds about four fifths of the deposits, as published for Chinese
 * retail banks (China Merchants Bank 2023: 2.36 % of the customers, 81.2 % of the assets).
 */
const bands = [
  { share: 36_000, least: 20, most: 600 },
  { share: 25_000, least: 500, most: 3_500 },
  { share: 14_500, least: 3_000, most: 11_000 },
  { share: 13_000, least: 10_000, most: 46_000 },
  { share: 9_000, least: 50_000, most: 260_000 },
  { share: 2_500, least: 450_000, most: 60_000_000 },
] as const;

const shares = bands.map((band) => band.share);

export interface Wealth {
  /** Index of the band, 0 = poorest. */
  readonly band: number;
  /** Deposits that the customer tends to keep, in fen. */
  readonly fen: number;
}

export function drawWealth(random: Random): Wealth {
  const band = random.weighted(shares);
  const { least, most } = bands[band] as (typeof bands)[number];
  const position = random.below(1_000_000) / 1_000_000;
  const yuan = (least * most) / (least + (1 - position) * (most - least));
  return { band, fen: Math.floor(yuan * 100) };
}
