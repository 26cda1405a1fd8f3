import type { Day } from '@gradus/schema';

import type { Period } from '../period.ts';
import { encode } from '../write/encoding.ts';
import type { AccountKind, Currency } from '../write/codes.ts';
import type { AccountRow, SourceFiles } from '../write/source-files.ts';

/** Subjects of the general ledger by kind of deposit: demand, term and notice deposits of persons. */
const subjects: Readonly<Record<AccountKind, string>> = {
  demand: '211101',
  term: '211102',
  notice: '211103',
};

interface Sums {
  readonly row: AccountRow;
  /** By month of the period: what was booked, and that times the days it lay there up to the month's end. */
  readonly booked: Float64Array;
  readonly bookedDays: Float64Array;
}

interface Subject {
  readonly branch: Uint8Array;
  readonly subject: string;
  readonly currency: Currency;
  readonly balances: Float64Array;
}

/**
 * The core's own figures: of each account its balance and balance-days (积数) of every month, and the balances
 * of the general ledger on month ends. They agree with the first delivery; the late one is not in them.
 */
export class MonthSums {
  private readonly files: SourceFiles;
  private readonly period: Period;
  private readonly accounts = new Map<Uint8Array, Sums>();
  private readonly ledger = new Map<string, Subject>();

  constructor(files: SourceFiles, period: Period) {
    this.files = files;
    this.period = period;
  }

  /** Later rows of an account, with another owner, change nothing: it stays with the branch that opened it. */
  addAccount(row: AccountRow): void {
    if (this.accounts.has(row.id)) return;
    const { months } = this.period;
    this.accounts.set(row.id, {
      row,
      booked: new Float64Array(months),
      bookedDays: new Float64Array(months),
    });
  }

  /** `account` is the very object that the account's row had. */
  book(account: Uint8Array, day: Day, fen: number): void {
    const { period } = this;
    const sums = this.accounts.get(account);
    if (sums === undefined) throw new Error('a booking before its account');
    const month = period.monthOf[day - period.dataFrom] as number;
    sums.booked[month] = (sums.booked[month] as number) + fen;
    const days = (period.lastDays[month] as Day) - day + 1;
    sums.bookedDays[month] = (sums.bookedDays[month] as number) + fen * days;
  }

  /** Writes the months of the accounts added since the last call, which belong to `branch`. */
  endCustomer(branch: Uint8Array): void {
    for (const sums of this.accounts.values()) this.writeMonths(sums, branch);
    this.accounts.clear();
  }

  writeLedger(): void {
    const { firstDays, lastDays } = this.period;
    for (const month of firstDays.keys()) {
      for (const { branch, subject, currency, balances } of this.ledger.values())
        this.files.writeLedger(
          lastDays[month] as Day,
          branch,
          encode(subject),
          currency,
          balances[month] as number,
        );
    }
  }

  private writeMonths({ row, booked, bookedDays }: Sums, branch: Uint8Array): void {
    const { firstDays, lastDays, months } = this.period;
    const subject = this.subjectOf(branch, row);
    let balance = row.opening ?? 0;
    for (let month = 0; month < months; month++) {
      const [first, last] = [firstDays[month] as Day, lastDays[month] as Day];
      const balanceDays = balance * (last - first + 1) + (bookedDays[month] as number);
      balance += booked[month] as number;
      subject.balances[month] = (subject.balances[month] as number) + balance;
      const isThere = row.openedOn <= last && (row.closedOn === null || row.closedOn >= first);
      if (isThere) this.files.writeAccountSum(row.id, last, balance, balanceDays);
    }
  }

  private subjectOf(branch: Uint8Array, { kind, currency }: AccountRow): Subject {
    const key = `${String.fromCharCode(...branch)} ${kind} ${currency}`;
    let found = this.ledger.get(key);
    if (found === undefined) {
      found = { branch, subject: subjects[kind], currency, balances: new Float64Array(this.period.months) };
      this.ledger.set(key, found);
    }
    return found;
  }
}
