// Metrics of bookings.
import type { OwnBooking, View } from './customer-view.ts';
import {
  addTo,
  convert,
  inYuan,
  monthsOf,
  openingOf,
  quotient,
  type Amounts,
  type Metric,
  type Parameters,
  type Run,
} from './metric.ts';
import { divideRounded, whole } from './number.ts';
import { monthEdges, type Window } from './window.ts';

const passive = new Set(['interest', 'fee', 'tax']);

/** Bookings of the window with that purpose, on accounts that count; null when no account counts. */
function booked(view: View, parameters: Parameters, run: Run, purpose: string): OwnBooking[] | null {
  const { passes } = parameters;
  const before = openingOf(parameters, run);
  const counted = new Set(
    view.pieces.filter((piece) => passes(piece.spell) && piece.to > before).map((piece) => piece.account),
  );
  if (counted.size === 0) return null;
  return view.bookings.filter(
    (booking) =>
      booking.purpose === purpose &&
      booking.day > before &&
      passes(booking.spell) &&
      counted.has(booking.account),
  );
}

function payments(view: View, parameters: Parameters, run: Run): OwnBooking[] | null {
  return booked(view, parameters, run, 'spend')?.filter(({ amount }) => amount < 0) ?? null;
}

function total(bookings: readonly OwnBooking[], run: Run): bigint {
  const sums: Amounts = new Map();
  for (const { spell, amount } of bookings) addTo(sums, spell.currency, amount);
  return inYuan(sums, run);
}

export const averageMonthlySpend: Metric = (view, parameters, run) => {
  const spent = booked(view, parameters, run, 'spend');
  return spent === null ? null : divideRounded(-total(spent, run), BigInt(monthsOf(parameters)));
};

export const averageMonthlyIncome: Metric = (view, parameters, run) => {
  const received = booked(view, parameters, run, 'salary');
  return received === null ? null : divideRounded(total(received, run), BigInt(monthsOf(parameters)));
};

export const spendToIncome: Metric = (view, parameters, run) => {
  const spent = booked(view, parameters, run, 'spend');
  const received = booked(view, parameters, run, 'salary');
  if (spent === null || received === null) return null;
  return quotient(-total(spent, run), total(received, run), 10_000n);
};

export const spendFrequency: Metric = (view, parameters, run) => {
  const paid = payments(view, parameters, run);
  return paid === null ? null : divideRounded(BigInt(paid.length) * 100n, BigInt(monthsOf(parameters)));
};

export const activeMonths: Metric = (view, parameters, run) => {
  const paid = payments(view, parameters, run);
  if (paid === null) return null;
  const edges = monthEdges(parameters.window as Window, run.asOf);
  let active = 0n;
  for (let month = 1; month < edges.length; month++) {
    const [end, before] = [edges[month - 1] as number, edges[month] as number];
    if (paid.some(({ day }) => before < day && day <= end)) active += 1n;
  }
  return active;
};

export const largestSpend: Metric = (view, parameters, run) => {
  const paid = payments(view, parameters, run);
  if (paid === null) return null;
  return paid
    .map(({ amount, spell }) => convert(whole(-amount), spell.currency, run))
    .reduce((a, b) => (a > b ? a : b), 0n);
};

export const lastActivity: Metric = (view, { passes }, { asOf }) => {
  const own = view.bookings.filter(({ purpose, spell }) => !passive.has(purpose) && passes(spell));
  return own.length === 0 ? null : BigInt(asOf - Math.max(...own.map(({ day }) => day)));
};
