import type { Day } from '@gradus/schema';

import type { Period } from '../period.ts';
import type { Person } from '../person/person.ts';
import type { Random } from '../random/random.ts';
import { accountId } from '../write/identifiers.ts';
import type { AccountRow, SourceFiles } from '../write/source-files.ts';
import { demandInterest } from './interest.ts';

const passbookOrdinal = 2;
const noticeOrdinal = 3;
const foreignOrdinal = 4;

/** Customers of a band with a notice deposit or a foreign-currency account, in 1/1000. */
const noticeHolders = [0, 0, 0, 5, 30, 130] as const;
const foreignHolders = [0, 2, 5, 15, 40, 120] as const;

/** Who takes over an account that changes hands, and from which day that person can. */
export interface Heir {
  readonly customer: Uint8Array;
  readonly openedOn: Day;
}

/** Second accounts: passbooks, notice deposits, foreign currency. Little happens on them. */
export class SideAccounts {
  private readonly files: SourceFiles;
  private readonly period: Period;
  private readonly random: Random;

  constructor(files: SourceFiles, period: Period, random: Random) {
    this.files = files;
    this.period = period;
    this.random = random;
  }

  /** Writes the side accounts of a customer who was here before the period and stays. */
  write(person: Person, customer: Uint8Array, heir: Heir | null): void {
    const { random, period } = this;
    const isOld = person.openedOn < period.dataFrom && person.leftOn === null;
    const hasPassbook = random.chance(100);
    const hasNotice = random.chance(noticeHolders[person.band] ?? 0);
    const hasForeign = random.chance(foreignHolders[person.band] ?? 0);
    if (!isOld) return;
    if (hasPassbook) this.writePassbook(person, customer, heir);
    if (hasNotice) this.writeNotice(person, customer);
    if (hasForeign) this.writeForeign(person, customer);
  }

  private writePassbook(person: Person, customer: Uint8Array, heir: Heir | null): void {
    const { random, period, files } = this;
    const opening = Math.floor((person.wealth * random.between(1, 25)) / 100) + random.below(5_000);
    const isClosed = random.chance(50);
    const closedOn = isClosed ? random.between(period.dataFrom + 1, period.endsOn) : null;
    const row: AccountRow = {
      ...this.blank(person, customer, passbookOrdinal),
      kind: 'demand',
      product: 'savings',
      closedOn,
      opening,
    };
    files.writeAccount(row);
    this.runPassbook(row, opening, closedOn);
    const inheritedOn = random.between(period.dataFrom + 1, period.endsOn);
    const changesHands = random.chance(25) && !isClosed && heir !== null && heir.openedOn < inheritedOn;
    if (changesHands) files.writeAccount({ ...row, customer: heir.customer, validFrom: inheritedOn });
  }

  private runPassbook(row: AccountRow, opening: number, closedOn: Day | null): void {
    const { random, period, files } = this;
    const last = closedOn ?? period.endsOn;
    let balance = opening;
    let countedTo = period.dataFrom;
    for (const day of period.interestDays) {
      if (day >= last) break;
      const interest = demandInterest(balance * (day - countedTo));
      countedTo = day;
      if (interest > 0) files.entries.book(row.id, day, interest, 'interest', 'system');
      balance += interest;
      const deposit = random.chance(250) ? random.between(1, 40) * 10_000 : 0;
      const depositedOn = day + random.between(1, 15);
      if (deposit === 0 || depositedOn >= last) continue;
      files.entries.book(row.id, depositedOn, deposit, 'cash', 'counter');
      balance += deposit;
    }
    if (closedOn !== null && balance > 0) files.entries.book(row.id, closedOn, -balance, 'cash', 'counter');
  }

  private writeNotice(person: Person, customer: Uint8Array): void {
    const { random, period, files } = this;
    const fen = 5_000_000 + Math.floor(person.wealth / 100_000) * 10_000;
    const row: AccountRow = {
      ...this.blank(person, customer, noticeOrdinal),
      kind: 'notice',
      product: 'notice',
      opening: fen,
    };
    files.writeAccount(row);
    if (random.chance(400)) {
      const day = random.between(period.dataFrom, period.endsOn);
      files.entries.book(row.id, day, -Math.floor(fen / 4), 'transfer', 'counter');
    }
  }

  private writeForeign(person: Person, customer: Uint8Array): void {
    const { random, period, files } = this;
    const opening = random.between(100, 3_000_000);
    const row: AccountRow = {
      ...this.blank(person, customer, foreignOrdinal),
      kind: 'demand',
      product: 'foreign',
      currency: random.chance(650) ? 'USD' : 'HKD',
      opening,
    };
    files.writeAccount(row);
    const from = period.dataFrom;
    if (random.chance(500)) {
      files.entries.book(
        row.id,
        random.between(from, period.endsOn),
        random.between(1, 80) * 10_000,
        'transfer',
        'web',
      );
    }
    if (random.chance(400)) {
      files.entries.book(
        row.id,
        random.between(from, period.endsOn),
        -random.between(1, opening),
        'transfer',
        'web',
      );
    }
  }

  /** An account opened some time between the customer's first day and the period. */
  private blank(person: Person, customer: Uint8Array, ordinal: number): AccountRow {
    const openedOn = this.random.between(person.openedOn, this.period.dataFrom - 1);
    return {
      id: accountId(person.number, ordinal),
      validFrom: openedOn,
      customer,
      kind: 'demand',
      product: 'savings',
      currency: 'CNY',
      openedOn,
      termMonths: null,
      maturesOn: null,
      closedOn: null,
      opening: 0,
    };
  }
}
