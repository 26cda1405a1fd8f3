import { addMonths, type Day } from '@gradus/schema';

import type { Period } from '../period.ts';
import type { Person } from '../person/person.ts';
import type { Random } from '../random/random.ts';
import { accountId } from '../write/identifiers.ts';
import type { SourceFiles } from '../write/source-files.ts';
import type { EventList } from './event-list.ts';
import { termInterest } from './interest.ts';

const termMonths = [3, 6, 12, 24, 36, 60] as const;
const termWeights = [8, 11, 32, 16, 25, 8] as const;

/** Customers of a band with term deposits, in 1/1000. */
const holders = [0, 70, 240, 680, 900, 900] as const;
const deposits = [
  [1, 1],
  [1, 1],
  [1, 1],
  [1, 2],
  [1, 3],
  [2, 5],
] as const;
const firstOrdinal = 100;
const leastDeposit = 100_000;

interface TermDeposit {
  readonly ordinal: number;
  readonly openedOn: Day;
  readonly fen: number;
  readonly months: number;
}

/** Opens, rolls over and pays out the term deposits of customers, against their main account. */
export class TermDeposits {
  private readonly files: SourceFiles;
  private readonly period: Period;
  private readonly random: Random;
  private readonly events: EventList;
  private ordinal = firstOrdinal;

  constructor(files: SourceFiles, period: Period, random: Random, events: EventList) {
    this.files = files;
    this.period = period;
    this.random = random;
    this.events = events;
  }

  /** Writes the customer's term accounts with their bookings and plans what they do to the main account. Returns the fen held in them at first. */
  plan(person: Person, customer: Uint8Array): number {
    const { random, period } = this;
    this.ordinal = firstOrdinal;
    const isHolder = random.chance((holders[person.band] ?? 0) + (person.segment === 'retired' ? 100 : 0));
    if (person.leftOn !== null || person.status === 'dormant') return 0;
    let held = 0;
    if (isHolder) {
      const total = Math.floor((person.wealth * random.between(45, 92)) / 100);
      const [least, most] = deposits[person.band] as readonly [number, number];
      const count = random.between(least, most);
      for (let done = 0; done < count; done++) {
        const fen = roundDown(Math.floor(((total / count) * random.between(60, 140)) / 100));
        const months = termMonths[random.weighted(termWeights)] as number;
        if (fen < leastDeposit) continue;
        const openedOn = this.drawOpening(person, months);
        if (openedOn > period.endsOn) continue;
        if (openedOn >= period.dataFrom) this.events.add(openedOn, 'term_deposit', fen);
        this.follow({ ordinal: this.ordinal++, openedOn, fen, months }, customer, person.number);
        held += fen;
      }
    }
    if (person.segment !== 'idle' && person.band >= 2 && random.chance(15 * Math.min(period.months, 20))) {
      this.openWithNewMoney(person, customer);
    }
    return held;
  }

  private drawOpening(person: Person, months: number): Day {
    const { random, period } = this;
    if (person.openedOn >= period.dataFrom) return person.openedOn + random.below(25);
    const earliest = Math.max(addMonths(period.dataFrom, -months), person.openedOn);
    return random.between(earliest, period.dataFrom - 1);
  }

  private openWithNewMoney(person: Person, customer: Uint8Array): void {
    const { random, period } = this;
    const from = Math.max(person.openedOn, period.dataFrom);
    const openedOn = random.between(from, period.endsOn);
    const fen = roundDown(Math.floor((person.wealth * random.between(20, 60)) / 100));
    if (fen < leastDeposit) return;
    const months = termMonths[random.weighted(termWeights)] as number;
    this.events.add(openedOn, 'term_deposit', fen);
    this.follow({ ordinal: this.ordinal++, openedOn, fen, months }, customer, person.number);
  }

  /** Follows a deposit through its maturities to the end of the period. */
  private follow(first: TermDeposit, customer: Uint8Array, number: number): void {
    for (let deposit: TermDeposit | null = first; deposit !== null;)
      deposit = this.live(deposit, customer, number);
  }

  /** Writes one deposit; returns the one that its money goes into, if any. */
  private live(deposit: TermDeposit, customer: Uint8Array, number: number): TermDeposit | null {
    const { random, period, files } = this;
    const { openedOn, fen, months } = deposit;
    const maturesOn = addMonths(openedOn, months);
    const isLeft = random.chance(30);
    const closedOn = maturesOn <= period.endsOn && !isLeft ? maturesOn : null;
    const id = accountId(number, deposit.ordinal);
    files.writeAccount({
      id,
      validFrom: openedOn,
      customer,
      kind: 'term',
      product: fen >= 20_000_000 && months >= 12 ? 'certificate' : 'term',
      currency: 'CNY',
      openedOn,
      termMonths: months,
      maturesOn,
      closedOn,
      opening: openedOn < period.dataFrom ? fen : null,
    });
    if (openedOn >= period.dataFrom) files.entries.book(id, openedOn, fen, 'transfer', 'counter');
    if (closedOn === null) return null;
    const interest = termInterest(fen, months);
    if (interest > 0) files.entries.book(id, closedOn, interest, 'interest', 'system');
    files.entries.book(id, closedOn, -fen - interest, 'transfer', 'system');
    this.events.add(closedOn, 'matured', fen + interest);
    return this.renew(deposit, closedOn, fen + interest);
  }

  private renew(deposit: TermDeposit, maturedOn: Day, fen: number): TermDeposit | null {
    const { random, period, events } = this;
    const choice = random.below(100);
    if (choice >= 80) {
      events.add(maturedOn, 'target', Math.floor((fen * random.between(0, 60)) / 100));
      return null;
    }
    const months = choice < 66 ? deposit.months : (termMonths[random.weighted(termWeights)] as number);
    const lag = random.chance(700) ? 0 : random.chance(750) ? random.between(1, 6) : random.between(8, 30);
    const openedOn = maturedOn + lag;
    if (openedOn > period.endsOn) return null;
    const renewed = lag === 0 ? fen : roundDown(fen);
    events.add(openedOn, 'term_deposit', renewed);
    return { ordinal: this.ordinal++, openedOn, fen: renewed, months };
  }
}

/** Down to whole hundreds of yuan. */
function roundDown(fen: number): number {
  return fen - (fen % 10_000);
}
