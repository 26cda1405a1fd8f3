// Metrics of balances: every balance of every day is added up.
import { startBefore, monthEndsIn } from './window.ts';
import {
  addTo,
  balanceDays,
  balanceOn,
  convert,
  inYuan,
  openPieces,
  openingOf,
  quotient,
  type Amounts,
  type Metric,
  type Parameters,
  type Run,
} from './metric.ts';
import type { View } from './customer-view.ts';
import { divideRounded, fineScale, whole } from './number.ts';
import type { Holding } from './bank-files.ts';

const ratio = 10_000n;

export const averageDailyBalance: Metric = (view, parameters, run) => {
  const before = openingOf(parameters, run);
  const sums = balanceDays(view, parameters, run, before, run.asOf);
  if (sums.size === 0) return null;
  return divideRounded(inYuan(sums, run), BigInt(run.asOf - firstBefore(view, parameters, run, before)));
};

/** The day before the first one of the average. */
function firstBefore(view: View, { passes, isSinceOpening }: Parameters, run: Run, before: number): number {
  if (!isSinceOpening) return before;
  const own = view.pieces.filter((piece) => passes(piece.spell));
  const counted = new Set(own.filter((piece) => piece.to > before).map((piece) => piece.account));
  const first = Math.min(...own.filter((piece) => counted.has(piece.account)).map((piece) => piece.from));
  return Math.max(before, first - 1);
}

export const balance: Metric = (view, parameters, run) => {
  const open = openPieces(view, parameters, run);
  if (open.length === 0) return null;
  const sums: Amounts = new Map();
  for (const piece of open) addTo(sums, piece.spell.currency, balanceOn(piece, run.asOf, run));
  return inYuan(sums, run);
};

interface Lows {
  readonly lows: Amounts;
  readonly sums: Amounts;
  readonly days: bigint;
}

/** The lowest daily total and the sum of the totals by currency, since the customer's first day; null when nothing counts. */
function lowsOf(view: View, parameters: Parameters, run: Run): Lows | null {
  const first = Math.max(openingOf(parameters, run) + 1, view.customer.openedOn);
  const totals = new Map<string, Float64Array>();
  for (const piece of view.pieces) {
    if (!parameters.passes(piece.spell) || piece.to < first) continue;
    const { currency } = piece.spell;
    const total = totals.get(currency) ?? new Float64Array(run.asOf - first + 1);
    totals.set(currency, total);
    for (let day = Math.max(piece.from, first); day <= piece.to; day++)
      total[day - first] = (total[day - first] as number) + balanceOn(piece, day, run);
  }
  if (totals.size === 0) return null;
  const each = [...totals];
  return {
    lows: new Map(each.map(([currency, total]) => [currency, total.reduce((a, b) => Math.min(a, b))])),
    sums: new Map(each.map(([currency, total]) => [currency, total.reduce((a, b) => a + b)])),
    days: BigInt(run.asOf - first + 1),
  };
}

export const lowestBalance: Metric = (view, parameters, run) => {
  const found = lowsOf(view, parameters, run);
  return found === null ? null : inYuan(found.lows, run);
};

export const stability: Metric = (view, parameters, run) => {
  const found = lowsOf(view, parameters, run);
  if (found === null) return null;
  return quotient(inYuan(found.lows, run) * found.days, inYuan(found.sums, run), ratio);
};

export const balanceGrowth: Metric = (view, parameters, run) => {
  const before = openingOf(parameters, run);
  const earlier = startBefore(parameters.against ?? (parameters.window as never), before);
  const now = balanceDays(view, parameters, run, before, run.asOf);
  const then = balanceDays(view, parameters, run, earlier, before);
  if (now.size === 0 || then.size === 0) return null;
  const grown = inYuan(now, run) * BigInt(before - earlier);
  const base = inYuan(then, run) * BigInt(run.asOf - before);
  return quotient(grown - base, base, ratio);
};

export const monthEndLift: Metric = (view, parameters, run) => {
  const before = openingOf(parameters, run);
  const ends = monthEndsIn(before, run.asOf);
  const sums = balanceDays(view, parameters, run, before, run.asOf);
  if (sums.size === 0 || ends.length === 0) return null;
  const onEnds: Amounts = new Map();
  for (const end of ends)
    for (const [currency, sum] of balanceDays(view, parameters, run, end - 1, end))
      addTo(onEnds, currency, sum);
  const lifted = inYuan(onEnds, run) * BigInt(run.asOf - before);
  return quotient(lifted, inYuan(sums, run) * BigInt(ends.length), ratio);
};

export const depositShare: Metric = (view, parameters, run) => {
  const before = parameters.window === null ? run.asOf - 1 : openingOf(parameters, run);
  const part = balanceDays(view, parameters, run, before, run.asOf);
  const all = balanceDays(view, { ...parameters, passes: () => true }, run, before, run.asOf);
  return all.size === 0 ? null : quotient(inYuan(part, run), inYuan(all, run), ratio);
};

export const totalAssets: Metric = (view, parameters, run) => assets(view, parameters, run, run.asOf - 1);

export const averageTotalAssets: Metric = (view, parameters, run) =>
  assets(view, parameters, run, openingOf(parameters, run));

/** Deposits and holdings of (before, as-of], a holding at its latest value on each day; its factor stays exact up to the conversion. */
function assets(view: View, parameters: Parameters, run: Run, before: number): bigint | null {
  const deposits = balanceDays(view, parameters, run, before, run.asOf);
  const sums = new Map([...deposits].map(([currency, sum]) => [currency, whole(sum) * fineScale]));
  const byProduct = Map.groupBy(view.holdings, ({ product, currency }) => `${product} ${currency}`);
  for (const held of byProduct.values()) {
    const { product, currency } = held[0] as Holding;
    const factor = parameters.factors.get(product) ?? fineScale;
    const sum = valueDays(held, before, run.asOf) * factor;
    sums.set(currency, (sums.get(currency) ?? 0n) + sum);
  }
  if (sums.size === 0) return null;
  let total = 0n;
  for (const [currency, sum] of sums) total += convert(sum, currency, run, fineScale);
  return divideRounded(total, BigInt(run.asOf - before));
}

/** Σ over the days of (before, end] of the value last known on each. */
function valueDays(held: readonly Holding[], before: number, end: number): bigint {
  let sum = 0n;
  for (const [index, { asOf, value }] of held.entries()) {
    const until = Math.min(end, (held[index + 1]?.asOf ?? end + 1) - 1);
    const days = until - Math.max(before, asOf - 1);
    if (days > 0) sum += value * BigInt(days);
  }
  return sum;
}
