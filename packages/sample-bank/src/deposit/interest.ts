/** Annual rate on demand deposits in basis points. */
const demandRate = 5;

/** Annual rates on term deposits in basis points, by months. */
const termRates: ReadonlyMap<number, number> = new Map([
  [3, 65],
  [6, 85],
  [12, 95],
  [24, 105],
  [36, 125],
  [60, 130],
]);

/** Interest in fen on `balanceDays` fen-days, 360 days to a year, cut to whole fen. */
export function demandInterest(balanceDays: number): number {
  return Math.floor((balanceDays / (360 * 10_000)) * demandRate);
}

/** Interest in fen on a term deposit at maturity. */
export function termInterest(fen: number, months: number): number {
  return Math.floor((fen / 120_000) * (termRates.get(months) ?? 0) * months);
}
