// Metrics of terms and of the length of the relationship.
import type { Account } from './bank-files.ts';
import { wholeMonthsBetween } from './calendar.ts';
import type { Piece } from './customer-view.ts';
import {
  addTo,
  balanceOn,
  inYuan,
  openPieces,
  openingOf,
  quotient,
  type Amounts,
  type Metric,
  type Run,
} from './metric.ts';

const hundredths = 100n;

export const balanceWeightedTerm: Metric = (view, parameters, run) =>
  weighted(openPieces(view, parameters, run), run, termMonths, hundredths);

export const remainingTerm: Metric = (view, parameters, run) =>
  weighted(openPieces(view, parameters, run), run, (piece) => daysLeft(piece, run.asOf), 1n);

export const longestTerm: Metric = (view, parameters, run) => {
  const open = openPieces(view, parameters, run);
  return open.length === 0 ? null : BigInt(Math.max(...open.map(termMonths))) * hundredths;
};

function termMonths({ account, spell }: Piece): number {
  return spell.kind === 'demand' ? 0 : (account.termMonths ?? 0);
}

function daysLeft({ account, spell }: Piece, asOf: number): number {
  return spell.kind === 'demand' ? 0 : Math.max(0, (account.maturesOn ?? asOf) - asOf);
}

function weighted(open: Piece[], run: Run, lengthOf: (piece: Piece) => number, scale: bigint): bigint | null {
  const lengths: Amounts = new Map();
  const weights: Amounts = new Map();
  for (const piece of open) {
    const weight = Math.max(0, balanceOn(piece, run.asOf, run));
    addTo(lengths, piece.spell.currency, weight * lengthOf(piece));
    addTo(weights, piece.spell.currency, weight);
  }
  return quotient(inYuan(lengths, run), inYuan(weights, run), scale);
}

/** Every new term account renews one deposit that matured up to `within` days before it, the oldest first. */
export const rolloverRate: Metric = (view, parameters, run) => {
  const before = openingOf(parameters, run);
  const { within, passes } = parameters;
  const terms = view.pieces.filter((piece) => piece.spell.kind === 'term' && passes(piece.spell));
  const isMatured = ({ account, from, to }: Piece): boolean => {
    const on = account.maturesOn;
    if (on === null || on <= before || on + within > run.asOf) return false;
    return from < on && to >= on - 1;
  };
  const matured = [...new Map(terms.filter(isMatured).map((piece) => [piece.account, piece])).keys()];
  let renewed = 0;
  const waiting: Account[] = [];
  for (const account of matured) {
    const isOpen = account.closedOn === null || account.closedOn > (account.maturesOn as number) + within;
    if (isOpen) renewed += 1;
    else waiting.push(account);
  }
  waiting.sort((a, b) => (a.maturesOn as number) - (b.maturesOn as number));
  const opened = terms.filter(({ account, from }) => from === account.openedOn).map(({ from }) => from);
  opened.sort((a, b) => a - b);
  for (const day of opened) {
    const index = waiting.findIndex(
      ({ maturesOn }) => (maturesOn as number) <= day && day <= (maturesOn as number) + within,
    );
    if (index < 0) continue;
    waiting.splice(index, 1);
    renewed += 1;
  }
  return quotient(BigInt(renewed), BigInt(matured.length), 10_000n);
};

export const relationshipAge: Metric = (view, _, run) =>
  BigInt(wholeMonthsBetween(view.customer.openedOn, run.asOf)) * hundredths;
