import type { Day } from '@gradus/schema';

/**
 * What can happen on a demand account, in the order in which a day is worked off:
 * money comes in before it goes out, and closing comes last.
 */
export const eventKinds = [
  'target',
  'opening',
  'salary',
  'receipt',
  'matured',
  'dressing_in',
  'refund',
  'interest',
  'cash_in',
  'term_deposit',
  'dressing_out',
  'instalment',
  'spend',
  'cash_out',
  'payment',
  'fee',
  'settle',
  'closing',
] as const;

export type EventKind = (typeof eventKinds)[number];

const kindRank = Object.fromEntries(eventKinds.map((kind, rank) => [kind, rank])) as Record<
  EventKind,
  number
>;
const kindLimit = 32;
const indexLimit = 16_384;

/** Things planned for one account. Reused from customer to customer, so it allocates nothing. */
export class EventList {
  private readonly kinds: EventKind[] = [];
  private readonly days: Day[] = [];
  private readonly amounts: number[] = [];
  private keys = new Float64Array(512);
  private count = 0;

  clear(): void {
    this.count = 0;
  }

  /** Plans `kind` for `day`; `fen` is a size without sign, or what the kind says. Returns its index. */
  add(day: Day, kind: EventKind, fen: number): number {
    const index = this.count++;
    this.kinds[index] = kind;
    this.days[index] = day;
    this.amounts[index] = fen;
    return index;
  }

  /** Indexes in the order of days and, within a day, of kinds; valid until the next `clear`. */
  ordered(): Float64Array {
    if (this.keys.length < this.count) this.keys = new Float64Array(this.count * 2);
    const { keys } = this;
    for (let index = 0; index < this.count; index++) {
      const rank = kindRank[this.kinds[index] as EventKind];
      keys[index] = ((this.days[index] as number) * kindLimit + rank) * indexLimit + index;
    }
    const used = keys.subarray(0, this.count).sort();
    for (let place = 0; place < used.length; place++) used[place] = (used[place] as number) % indexLimit;
    return used;
  }

  kind(index: number): EventKind {
    return this.kinds[index] as EventKind;
  }

  day(index: number): Day {
    return this.days[index] as Day;
  }

  amount(index: number): number {
    return this.amounts[index] as number;
  }

  setAmount(index: number, fen: number): void {
    this.amounts[index] = fen;
  }
}
