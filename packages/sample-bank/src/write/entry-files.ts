import type { Day } from '@gradus/schema';

import type { MonthSums } from '../bank/month-sums.ts';
import type { Period } from '../period.ts';
import type { ByteFile } from './byte-file.ts';
import {
  channelCodes,
  directionCodes,
  encodeCodes,
  purposeCodes,
  type Channel,
  type Purpose,
} from './codes.ts';

const purposes = encodeCodes(purposeCodes);
const channels = encodeCodes(channelCodes);
const directions = encodeCodes(directionCodes);

/** Ids of bookings: nine digits of the customer and four of a count, behind a digit for their origin. */
const idsPerCustomer = 10_000;
const customerRange = 1_000_000_000;
/** Interest is booked by a batch job whose ids come from a range of their own, as in real ledgers. */
const counterRange = 2;
const batchRange = 7;

/** The bookings of the bank, one file for each month. */
export class EntryFiles {
  written = 0;
  private readonly files: readonly ByteFile[];
  private readonly period: Period;
  private readonly sums: MonthSums;
  private customer = 0;
  private count = 0;

  constructor(files: readonly ByteFile[], period: Period, sums: MonthSums) {
    this.sums = sums;
    this.files = files;
    this.period = period;
  }

  /** Bookings that follow are numbered as those of `customer`. */
  startCustomer(customer: number): void {
    this.customer = customer;
    this.count = 0;
  }

  /** Writes a booking; `fen` is signed, credits positive, and not 0. */
  book(account: Uint8Array, day: Day, fen: number, purpose: Purpose, channel: Channel): void {
    const month = this.period.monthOf[day - this.period.dataFrom] as number;
    this.sums.book(account, day, fen);
    this.write(this.files[month] as ByteFile, account, day, fen, purpose, channel);
  }

  /** Writes a booking into another file than that of its month: a late one. */
  write(
    file: ByteFile,
    account: Uint8Array,
    day: Day,
    fen: number,
    purpose: Purpose,
    channel: Channel,
  ): void {
    const range = purpose === 'interest' ? batchRange : counterRange;
    this.count += 1;
    this.written += 1;
    file.whole((range * customerRange + this.customer) * idsPerCustomer + this.count);
    file.text(account).day(day);
    file.text(fen < 0 ? directions.debit : directions.credit);
    file.money(fen < 0 ? -fen : fen);
    file.text(purposes[purpose]).text(channels[channel]);
    file.endRow();
  }
}
