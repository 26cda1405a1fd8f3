import { join } from 'node:path';

import type { Day, LoanClass } from '@gradus/schema';

import type { Period } from '../period.ts';
import { MonthSums } from '../bank/month-sums.ts';
import type { Status } from '../person/person.ts';
import { ByteFile } from './byte-file.ts';
import * as codes from './codes.ts';
import { EntryFiles } from './entry-files.ts';
import { fileFormats, type FileFormat } from './file-formats.ts';
import type { Spoiler } from './spoiler.ts';

const statuses = codes.encodeCodes(codes.statusCodes);
const kinds = codes.encodeCodes(codes.kindCodes);
const currencies = codes.encodeCodes(codes.currencyCodes);
const products = codes.encodeCodes(codes.productCodes);
const holdingProducts = codes.encodeCodes(codes.holdingProductCodes);
const loanProducts = codes.encodeCodes(codes.loanProductCodes);
const roles = codes.encodeCodes(codes.roleCodes);
const classes = codes.encodeCodes(codes.loanClassCodes);

export interface CustomerRow {
  readonly id: Uint8Array;
  /** Surname and the characters of the given name. */
  readonly name: readonly Uint8Array[];
  readonly contact: Uint8Array;
  readonly birthYear: number;
  readonly openedOn: Day;
  readonly status: Status;
  readonly branch: Uint8Array;
}

/** Money in fen (or the hundredth of another currency). */
export interface AccountRow {
  readonly id: Uint8Array;
  readonly validFrom: Day;
  readonly customer: Uint8Array;
  readonly kind: codes.AccountKind;
  readonly product: codes.Product;
  readonly currency: codes.Currency;
  readonly openedOn: Day;
  readonly termMonths: number | null;
  readonly maturesOn: Day | null;
  readonly closedOn: Day | null;
  /** Null for accounts opened in the period: they begin with their first booking. */
  readonly opening: number | null;
}

export interface LoanRow {
  readonly id: Uint8Array;
  readonly product: codes.LoanProduct;
  readonly principal: number;
  readonly openedOn: Day;
  readonly maturesOn: Day | null;
  readonly limit: number | null;
}

/** Every file of a bank, open for writing. */
export class SourceFiles {
  readonly branch: ByteFile;
  readonly customer: ByteFile;
  readonly account: ByteFile;
  readonly entries: EntryFiles;
  readonly sums: MonthSums;
  readonly loan: ByteFile;
  readonly loanParty: ByteFile;
  readonly loanStatus: ByteFile;
  readonly holding: ByteFile;
  readonly survey: ByteFile;
  readonly accountSum: ByteFile;
  readonly ledger: ByteFile;
  readonly exchangeRate: ByteFile;
  readonly lateEntry: ByteFile;
  readonly lateCustomer: ByteFile;
  private readonly open: { readonly name: string; readonly file: ByteFile }[] = [];

  /** `source` and `late` exist; files in them are overwritten. */
  constructor(source: string, late: string, period: Period, spoiler: Spoiler | null) {
    const create = (
      folder: string,
      format: FileFormat,
      faults: Spoiler | null = folder === late ? null : spoiler,
      name: string = format.name,
    ): ByteFile => {
      const fileName = `${name}.csv`;
      const file = new ByteFile(join(folder, fileName), format, faults);
      this.open.push({ name: `${folder === late ? 'late' : 'source'}/${fileName}`, file });
      return file;
    };
    this.branch = create(source, fileFormats.branch);
    this.customer = create(source, fileFormats.customer);
    this.account = create(source, fileFormats.account);
    const monthly = period.labels.map((label) =>
      create(source, fileFormats.entry, spoiler, `entry-${label}`),
    );
    this.sums = new MonthSums(this, period);
    this.entries = new EntryFiles(monthly, period, this.sums);
    this.loan = create(source, fileFormats.loan);
    this.loanParty = create(source, fileFormats.loanParty);
    this.loanStatus = create(source, fileFormats.loanStatus);
    this.holding = create(source, fileFormats.holding);
    this.survey = create(source, fileFormats.survey);
    // Not spoiled: they say what the bookings should add up to.
    this.accountSum = create(source, fileFormats.accountSum, null);
    this.ledger = create(source, fileFormats.ledger, null);
    this.exchangeRate = create(source, fileFormats.exchangeRate);
    this.lateEntry = create(late, fileFormats.entry);
    this.lateCustomer = create(late, fileFormats.customer);
  }

  writeCustomer(row: CustomerRow, file: ByteFile = this.customer): void {
    file.text(row.id).joined(row.name).text(row.contact).whole(row.birthYear).day(row.openedOn);
    file.text(statuses[row.status]).text(row.branch).endRow();
  }

  writeAccount(row: AccountRow): void {
    this.sums.addAccount(row);
    const file = this.account;
    file.text(row.id).day(row.validFrom).text(row.customer).text(kinds[row.kind]).text(products[row.product]);
    file.text(currencies[row.currency]).day(row.openedOn);
    if (row.termMonths === null) file.empty();
    else file.whole(row.termMonths);
    file.day(row.maturesOn).day(row.closedOn);
    if (row.opening === null) file.empty();
    else file.money(row.opening);
    file.endRow();
  }

  writeLoan(row: LoanRow): void {
    const file = this.loan;
    file
      .text(row.id)
      .text(loanProducts[row.product])
      .text(currencies.CNY)
      .money(row.principal)
      .day(row.openedOn);
    file.day(row.maturesOn);
    if (row.limit === null) file.empty();
    else file.money(row.limit);
    file.endRow();
  }

  writeLoanParty(loan: Uint8Array, customer: Uint8Array, role: keyof typeof codes.roleCodes): void {
    this.loanParty.text(loan).text(customer).text(roles[role]).endRow();
  }

  writeLoanStatus(
    loan: Uint8Array,
    asOf: Day,
    outstanding: number,
    daysPastDue: number,
    overdue: number,
    rank: LoanClass,
  ): void {
    const file = this.loanStatus.text(loan).day(asOf).money(outstanding).whole(daysPastDue).money(overdue);
    file.text(classes[rank]).endRow();
  }

  writeHolding(
    customer: Uint8Array,
    product: codes.HoldingProduct,
    asOf: Day,
    units: number,
    fen: number,
    currency: codes.Currency,
  ): void {
    const file = this.holding.text(customer).text(holdingProducts[product]).day(asOf);
    file.whole(units).money(fen).text(currencies[currency]).endRow();
  }

  writeAccountSum(account: Uint8Array, monthEnd: Day, balance: number, balanceDays: number): void {
    this.accountSum.text(account).day(monthEnd).money(balance).money(balanceDays).endRow();
  }

  writeLedger(
    day: Day,
    branch: Uint8Array,
    subject: Uint8Array,
    currency: codes.Currency,
    fen: number,
  ): void {
    this.ledger.day(day).text(branch).text(subject).text(currencies[currency]).money(fen).endRow();
  }

  writeExchangeRate(currency: codes.Currency, asOf: Day, tenThousandths: number): void {
    const file = this.exchangeRate.text(currencies[currency]).text(currencies.CNY).day(asOf);
    file.decimal(tenThousandths, 4).endRow();
  }

  close(): { readonly name: string; readonly rows: number; readonly bytes: number }[] {
    return this.open.map(({ name, file }) => {
      file.close();
      return { name, rows: file.rows, bytes: file.bytes };
    });
  }
}
