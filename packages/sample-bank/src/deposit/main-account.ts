import type { Day } from '@gradus/schema';

import type { Period } from '../period.ts';
import type { Person } from '../person/person.ts';
import type { Random } from '../random/random.ts';
import type { Channel, Purpose } from '../write/codes.ts';
import type { EntryFiles } from '../write/entry-files.ts';
import type { EventKind, EventList } from './event-list.ts';
import { demandInterest } from './interest.ts';

/** Payments under one yuan are not worth a booking. */
const leastPayment = 100;
const spendChannels: readonly Channel[] = ['terminal', 'mobile', 'mobile', 'web'];
const lateDays = 20;

export interface MainAccountEnd {
  readonly balance: number;
  /** Lowest balance over the last days of the period: what a late booking may take. */
  readonly lowestLately: number;
}

/**
 * Works off the planned events of a customer's main account and books what really happens: debits stop at the
 * balance, so it never falls below 0; what must be paid is covered by a transfer from elsewhere on the same day.
 */
export class MainAccount {
  private readonly files: EntryFiles;
  private readonly period: Period;
  private readonly random: Random;
  private id: Uint8Array = new Uint8Array();
  private balance = 0;
  private balanceDays = 0;
  private countedTo = 0;
  private target = 0;
  private lowestLately = 0;

  constructor(files: EntryFiles, period: Period, random: Random) {
    this.files = files;
    this.period = period;
    this.random = random;
  }

  /** `opening` is the balance before the bookings of the first day; `target` what the customer tends to keep here. */
  run(id: Uint8Array, person: Person, events: EventList, opening: number, target: number): MainAccountEnd {
    this.id = id;
    this.balance = opening;
    this.balanceDays = 0;
    this.countedTo = this.period.dataFrom;
    this.target = target;
    this.lowestLately = Number.MAX_SAFE_INTEGER;
    for (const index of events.ordered()) {
      const day = events.day(index);
      this.countTo(day);
      this.step(events.kind(index), day, index, events, person);
    }
    this.countTo(this.period.endsOn);
    return { balance: this.balance, lowestLately: Math.min(this.lowestLately, this.balance) };
  }

  private countTo(day: Day): void {
    this.balanceDays += this.balance * (day - this.countedTo);
    if (day > this.period.endsOn - lateDays) this.lowestLately = Math.min(this.lowestLately, this.balance);
    this.countedTo = day;
  }

  private step(kind: EventKind, day: Day, index: number, events: EventList, person: Person): void {
    const fen = events.amount(index);
    switch (kind) {
      case 'target':
        this.target = Math.max(0, this.target + fen);
        return;
      case 'opening':
        return this.book(day, fen, 'cash', 'counter');
      case 'salary':
        return this.book(day, fen, person.segment === 'retired' ? 'pension' : 'salary', 'system');
      case 'receipt':
        return this.book(day, fen, 'transfer', 'mobile');
      case 'matured':
        return this.book(day, fen, 'transfer', 'system');
      case 'dressing_in':
        return this.book(day, fen, 'transfer', 'web');
      case 'refund':
        // The amount of a refund is the index of its purchase, which by now says what was really paid.
        return this.book(day, events.amount(fen), 'refund', 'web');
      case 'interest':
        return this.bookInterest(day);
      case 'cash_in':
        return this.book(day, fen, 'cash', 'machine');
      case 'term_deposit':
        return this.payFully(day, fen, 'transfer', 'counter');
      case 'dressing_out':
        return this.payFully(day, fen, 'transfer', 'web');
      case 'instalment':
        return this.payFully(day, fen, 'loan', 'system');
      case 'spend':
        events.setAmount(index, this.pay(day, fen, 'spend', this.random.pick(spendChannels)));
        return;
      case 'cash_out':
        this.pay(day, fen - (fen % 10_000), 'cash', 'machine');
        return;
      case 'payment':
        this.pay(day, fen, 'transfer', 'mobile');
        return;
      case 'fee':
        this.pay(day, fen, 'fee', 'system');
        return;
      case 'settle':
        return this.settle(day, person);
      case 'closing':
        return this.close(day);
    }
  }

  private book(day: Day, fen: number, purpose: Purpose, channel: Channel): void {
    if (fen === 0) return;
    this.balance += fen;
    this.files.book(this.id, day, fen, purpose, channel);
  }

  /** Pays up to the balance; returns what was paid. */
  private pay(day: Day, fen: number, purpose: Purpose, channel: Channel): number {
    const paid = Math.min(fen, this.balance);
    if (paid < Math.min(leastPayment, fen)) return 0;
    this.book(day, -paid, purpose, channel);
    return paid;
  }

  private payFully(day: Day, fen: number, purpose: Purpose, channel: Channel): void {
    const lacking = fen - this.balance;
    if (lacking > 0) this.book(day, roundUp(lacking, 10_000), 'transfer', 'mobile');
    this.book(day, -fen, purpose, channel);
  }

  private bookInterest(day: Day): void {
    this.book(day, demandInterest(this.balanceDays), 'interest', 'system');
    this.balanceDays = 0;
  }

  /** Moves money to or from another bank when the balance is far from what the customer tends to keep. */
  private settle(day: Day, person: Person): void {
    const kept = this.target + Math.floor(person.monthlySpend / 3);
    const wanted = Math.floor((kept * this.random.between(75, 125)) / 100);
    const surplus = this.balance - wanted;
    const size = Math.abs(surplus);
    if (size < 30_000 || size * 7 < wanted) return;
    const rounded = size - (size % (size > 2_000_000 ? 100_000 : 10_000));
    if (surplus > 0) this.pay(day, rounded, 'transfer', 'mobile');
    else this.book(day, rounded, 'transfer', 'mobile');
  }

  private close(day: Day): void {
    this.bookInterest(day);
    this.book(day, -this.balance, 'transfer', 'counter');
  }
}

function roundUp(fen: number, step: number): number {
  return Math.ceil(fen / step) * step;
}
