import type { Day, DayWindow } from '@gradus/schema';
import { evaluateCondition } from '../condition/evaluate.ts';
import type { Condition } from '../plan/condition.ts';
import type { MovementRow, SpellRow } from './customer-records.ts';

/** Spells of the accounts that pass a filter; one whose answer is unknown does not. */
export function spellsPassing(spells: readonly SpellRow[], filter: Condition | null): readonly SpellRow[] {
  if (filter === null) return spells;
  return spells.filter((spell) => evaluateCondition(filter, (name) => spellColumn(spell, name)) === true);
}

function spellColumn(spell: SpellRow, name: string): string | null {
  switch (name) {
    case 'kind':
      return spell.kind;
    case 'product':
      return spell.product;
    case 'currency':
      return spell.currency;
    default:
      return null;
  }
}

/** Whether the account is open, and the customer's, on some day of the window. */
export function isOpenIn({ fromOn, toOn }: SpellRow, { after, upTo }: DayWindow): boolean {
  const firstDay = Math.max(fromOn, after + 1);
  const lastDay = toOn === null ? upTo : Math.min(toOn - 1, upTo);
  return firstDay <= lastDay;
}

/** Whether bookings can lie in the window: those of the day of closing are the account's as well. */
export function canBookIn({ fromOn, toOn }: SpellRow, { after, upTo }: DayWindow): boolean {
  return fromOn <= upTo && (toOn === null || toOn > after);
}

/** End-of-day balance. */
export function balanceOn(spell: SpellRow, day: Day): bigint {
  return sumOver(spell, ({ movedOn, amountMinor }) => (movedOn <= day ? amountMinor : 0n));
}

/** Σ of the end-of-day balances of the window: every movement counts on each day that it has taken part in. */
export function balanceDays(spell: SpellRow, { after, upTo }: DayWindow): bigint {
  return sumOver(spell, ({ movedOn, amountMinor }) =>
    movedOn > upTo ? 0n : amountMinor * BigInt(upTo - Math.max(movedOn, after + 1) + 1),
  );
}

/** Σ of amounts booked in the window with that purpose. */
export function bookedFor(spell: SpellRow, purpose: string, { after, upTo }: DayWindow): bigint {
  return sumOver(spell, (movement) =>
    movement.purpose === purpose && movement.movedOn > after && movement.movedOn <= upTo
      ? movement.amountMinor
      : 0n,
  );
}

function sumOver({ movements }: SpellRow, amountOf: (movement: MovementRow) => bigint): bigint {
  return movements.reduce((sum, movement) => sum + amountOf(movement), 0n);
}

/** Σ by currency of what `amountOf` says of each spell; only currencies of `spells` appear. */
export function byCurrency(
  spells: readonly SpellRow[],
  amountOf: (spell: SpellRow) => bigint,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const spell of spells) sums.set(spell.currency, (sums.get(spell.currency) ?? 0n) + amountOf(spell));
  return sums;
}
