// What every metric gets: the customer, the parameters read once, and the day with its rates.
import type { Bank } from './bank-files.ts';
import { conditionOf } from './condition.ts';
import type { AccountSpell } from './bank-files.ts';
import type { Piece, View } from './customer-view.ts';
import { divideRounded, fine, whole } from './number.ts';
import type { IndicatorText } from './policy.ts';
import { daysOf, startBefore, windowOf, type Window } from './window.ts';

export interface Run {
  readonly bank: Bank;
  readonly dataFrom: number;
  readonly asOf: number;
}

export interface Parameters {
  readonly window: Window | null;
  readonly against: Window | null;
  /** Days. */
  readonly within: number;
  readonly passes: (spell: AccountSpell) => boolean;
  readonly isSinceOpening: boolean;
  readonly factors: ReadonlyMap<string, bigint>;
  readonly tolerance: number;
  /** Fen; null without a least amount. */
  readonly atLeast: bigint | null;
  readonly role: string;
  readonly maxAge: number | null;
  readonly name: string;
}

/** In stored units; null is missing. */
export type Metric = (view: View, parameters: Parameters, run: Run) => bigint | null;

export function parametersOf(text: IndicatorText): Parameters {
  const condition = text.accounts === undefined ? null : conditionOf(text.accounts);
  const passing = new Map<string, boolean>();
  return {
    window: text.window === undefined ? null : windowOf(text.window),
    against: text.against === undefined ? null : windowOf(text.against),
    within: text.within === undefined ? 7 : daysOf(text.within),
    passes: (spell) => {
      if (condition === null) return true;
      const key = `${spell.kind} ${spell.product} ${spell.currency}`;
      const known = passing.get(key);
      if (known !== undefined) return known;
      const attributes: Record<string, string> = {
        kind: spell.kind,
        product: spell.product,
        currency: spell.currency,
      };
      const isPassing = condition((name) => attributes[name] ?? null) === true;
      passing.set(key, isPassing);
      return isPassing;
    },
    isSinceOpening: text.denominator === 'since_opening',
    factors: new Map(Object.entries(text.factors ?? {}).map(([product, factor]) => [product, fine(factor)])),
    tolerance: text.tolerance === undefined ? 0 : daysOf(text.tolerance),
    atLeast: text.at_least === undefined ? null : fine(text.at_least) / 1_000_000n,
    role: text.as ?? 'borrower',
    maxAge: text.max_age === undefined ? null : daysOf(text.max_age),
    name: text.name ?? '',
  };
}

/** Amounts by currency: what is absent is not 0 but not there. */
export type Amounts = Map<string, number>;

/** Σ over the pieces that pass of their end-of-day balances in (before, end]; empty when none counts. */
export function balanceDays(
  view: View,
  { passes }: Parameters,
  run: Run,
  before: number,
  end: number,
): Amounts {
  const sums: Amounts = new Map();
  for (const piece of view.pieces) {
    if (!passes(piece.spell)) continue;
    const [first, last] = [Math.max(piece.from, before + 1), Math.min(piece.to, end)];
    if (first > last) continue;
    let sum = sums.get(piece.spell.currency) ?? 0;
    for (let day = first; day <= last; day++) sum += balanceOn(piece, day, run);
    sums.set(piece.spell.currency, sum);
  }
  return sums;
}

export function balanceOn(piece: Piece, day: number, { dataFrom }: Run): number {
  if (day < dataFrom) throw new Error(`${piece.account.id} counts before the data`);
  return piece.balances[day - dataFrom] as number;
}

/** Pieces that pass and cover the as-of date. */
export function openPieces(view: View, { passes }: Parameters, { asOf }: Run): Piece[] {
  return view.pieces.filter((piece) => piece.to === asOf && passes(piece.spell));
}

export function openingOf({ window }: Parameters, { asOf }: Run): number {
  if (window === null) throw new Error('no window');
  return startBefore(window, asOf);
}

export function monthsOf({ window }: Parameters): number {
  if (window === null || window.unit === 'days') throw new Error('no window in months');
  return window.count;
}

/** Each currency converted and rounded once, then added. */
export function inYuan(amounts: Amounts, run: Run): bigint {
  let total = 0n;
  for (const [currency, amount] of amounts) total += convert(whole(amount), currency, run);
  return total;
}

/** At the latest rate on or before the as-of date, ten days old at most. All currencies have hundredths. */
export function convert(amount: bigint, currency: string, { bank, asOf }: Run, divisor = 1n): bigint {
  if (currency === 'CNY') return divideRounded(amount, divisor);
  for (let day = asOf; day >= asOf - 10; day--) {
    const rate = bank.rates.get(`${currency} ${day}`);
    if (rate !== undefined) return divideRounded(amount * rate, 1_000_000n * divisor);
  }
  throw new Error(`no rate for ${currency}`);
}

export function addTo(amounts: Amounts, currency: string, amount: number): void {
  amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
}

/** `numerator` ÷ `denominator` in `scale` parts of one; missing when the denominator is 0 or less. */
export function quotient(numerator: bigint, denominator: bigint, scale: bigint): bigint | null {
  return denominator <= 0n ? null : divideRounded(numerator * scale, denominator);
}
