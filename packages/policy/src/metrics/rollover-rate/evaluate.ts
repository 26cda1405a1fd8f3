import { divideRounded, type Day, type DayWindow } from '@gradus/schema';
import type { SpellRow } from '../../records/customer-records.ts';
import { spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** In 1/10,000. */
export const evaluate: EvaluateMetric = (indicator, records, { plan }) => {
  const { withinDays } = indicator.parameters;
  const { filter, window } = accountsOf(indicator, plan);
  const terms = spellsPassing(records.spells, filter).filter(({ kind }) => kind === 'term');
  const judged = { after: window.after, upTo: Math.min(window.upTo, plan.asOf - withinDays) };
  const matured = terms.flatMap((spell) => {
    const maturesOn = maturityIn(spell, judged);
    return maturesOn === null ? [] : [{ maturesOn, closedOn: spell.accountClosedOn }];
  });
  if (matured.length === 0) return null;
  const gone = matured.filter(
    ({ maturesOn, closedOn }) => closedOn !== null && closedOn <= maturesOn + withinDays,
  );
  const replaced = followed(
    gone.map(({ maturesOn }) => maturesOn),
    terms.filter(isOpening).map(({ fromOn }) => fromOn),
    withinDays,
  );
  return divideRounded(BigInt(matured.length - gone.length + replaced) * 10_000n, BigInt(matured.length));
};

/** The day on which a deposit matures for the customer who had it the day before; null when not in the window. */
function maturityIn({ fromOn, toOn, maturesOn }: SpellRow, { after, upTo }: DayWindow): Day | null {
  if (maturesOn === null || maturesOn <= after || maturesOn > upTo) return null;
  return fromOn < maturesOn && (toOn === null || toOn >= maturesOn) ? maturesOn : null;
}

/** Whether the account began with this spell, and lasted beyond the day. */
function isOpening({ fromOn, toOn, accountOpenedOn }: SpellRow): boolean {
  return fromOn === accountOpenedOn && (toOn === null || toOn > fromOn);
}

/** How many maturities have an opening of their own from their day to `withinDays` later; the most that can. */
function followed(maturities: readonly Day[], openings: readonly Day[], withinDays: number): number {
  const unused = openings.toSorted((a, b) => a - b);
  let count = 0;
  for (const day of maturities.toSorted((a, b) => a - b)) {
    const place = unused.findIndex((opening) => opening >= day);
    if (place < 0 || (unused[place] as Day) > day + withinDays) continue;
    unused.splice(place, 1);
    count += 1;
  }
  return count;
}
