// Reads the files of a clean sample bank (no row twice, none wrong): plain text, plain loops, nothing of the product.
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { dayOf } from './calendar.ts';

export interface Customer {
  readonly id: string;
  readonly openedOn: number;
  readonly status: string;
}

/** One row of an account: what holds from `validFrom` on. */
export interface AccountSpell {
  readonly validFrom: number;
  readonly customer: string;
  readonly kind: string;
  readonly currency: string;
}

export interface Account {
  readonly id: string;
  readonly openedOn: number;
  readonly closedOn: number | null;
  readonly termMonths: bigint;
  /** Before the bookings of the first day of the data; null for accounts opened later. */
  readonly opening: bigint | null;
  /** In the order of `validFrom`. */
  readonly spells: AccountSpell[];
  readonly bookings: Booking[];
}

export interface Booking {
  readonly day: number;
  /** Fen, credits positive. */
  readonly amount: bigint;
  readonly isSpend: boolean;
}

export interface LoanReport {
  readonly asOf: number;
  readonly outstanding: bigint;
  readonly daysPastDue: number;
  readonly rank: number;
}

export interface Loan {
  readonly borrowers: Set<string>;
  readonly reports: LoanReport[];
}

export interface Bank {
  readonly customers: Map<string, Customer>;
  readonly accounts: Map<string, Account>;
  readonly loans: Map<string, Loan>;
  /** `currency day` → millionths of a yuan. */
  readonly rates: Map<string, bigint>;
}

const currencies: Record<string, string> = { 人民币: 'CNY', 美元: 'USD', 港币: 'HKD' };
const ranks = ['正常', '关注', '次级', '可疑', '损失'];

/** Reads `source`, and over it the later delivery `late` when it is given. */
export async function readBank(source: string, late: string | null): Promise<Bank> {
  const bank: Bank = { customers: new Map(), accounts: new Map(), loans: new Map(), rates: new Map() };
  await readCustomers(join(source, 'customer.csv'), bank);
  await readAccounts(join(source, 'account.csv'), bank);
  for (const name of readdirSync(source).sort()) {
    if (name.startsWith('entry-')) await readBookings(join(source, name), bank);
  }
  await readLoans(source, bank);
  await readRates(join(source, 'exchange_rate.csv'), bank);
  if (late !== null) {
    await readCustomers(join(late, 'customer.csv'), bank);
    await readBookings(join(late, 'entry.csv'), bank);
  }
  return bank;
}

async function readCustomers(path: string, bank: Bank): Promise<void> {
  await eachRow(path, '|', 7, ([id, , , , openedOn, status]) => {
    bank.customers.set(id as string, {
      id: id as string,
      openedOn: dayOf(openedOn as string),
      status: status as string,
    });
  });
}

async function readAccounts(path: string, bank: Bank): Promise<void> {
  await eachRow(path, ',', 11, (fields) => {
    const [id, validFrom, customer, kind, , currency, openedOn, termMonths, , closedOn, opening] = fields;
    const account = bank.accounts.get(id as string) ?? {
      id: id as string,
      openedOn: dayOf(openedOn as string),
      closedOn: closedOn === '' ? null : dayOf(closedOn as string),
      termMonths: termMonths === '' ? 0n : BigInt(termMonths as string),
      opening: opening === '' ? null : fenOf(opening as string),
      spells: [],
      bookings: [],
    };
    account.spells.push({
      validFrom: dayOf(validFrom as string),
      customer: customer as string,
      kind: kind as string,
      currency: currencies[currency as string] as string,
    });
    account.spells.sort((a, b) => a.validFrom - b.validFrom);
    bank.accounts.set(id as string, account);
  });
}

async function readBookings(path: string, bank: Bank): Promise<void> {
  await eachRow(path, '|', 7, (fields) => {
    const [, account, day, direction, amount, purpose] = fields;
    const fen = fenOf(amount as string);
    bank.accounts.get(account as string)?.bookings.push({
      day: dayOf(day as string),
      amount: direction === '借' ? -fen : fen,
      isSpend: purpose === '消费' || purpose === '消费退货',
    });
  });
}

async function readLoans(source: string, bank: Bank): Promise<void> {
  await eachRow(join(source, 'loan.csv'), ',', 7, ([id]) => {
    bank.loans.set(id as string, { borrowers: new Set(), reports: [] });
  });
  await eachRow(join(source, 'loan_party.csv'), '|', 3, ([id, customer, role]) => {
    if (role === '借款人') bank.loans.get(id as string)?.borrowers.add(customer as string);
  });
  await eachRow(join(source, 'loan_status.csv'), ',', 6, (fields) => {
    const [id, asOf, outstanding, daysPastDue, , rank] = fields;
    bank.loans.get(id as string)?.reports.push({
      asOf: dayOf(asOf as string),
      outstanding: fenOf(outstanding as string),
      daysPastDue: Number(daysPastDue),
      rank: ranks.indexOf(rank as string),
    });
  });
}

async function readRates(path: string, bank: Bank): Promise<void> {
  await eachRow(path, ',', 4, (fields) => {
    const [currency, , day, rate] = fields;
    const [units, decimals] = (rate as string).split('.') as [string, string];
    bank.rates.set(
      `${currencies[currency as string]} ${dayOf(day as string)}`,
      BigInt(units + decimals.padEnd(6, '0')),
    );
  });
}

/** `12.30` → 1230. */
function fenOf(text: string): bigint {
  const [units, decimals] = text.split('.') as [string, string];
  if (decimals.length !== 2) throw new Error(`not an amount: ${text}`);
  return BigInt(units + decimals);
}

/** Calls `use` with the fields of every row below the header. */
async function eachRow(
  path: string,
  delimiter: string,
  width: number,
  use: (fields: string[]) => void,
): Promise<void> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let rest = '';
  let isHeader = true;
  const take = (line: string): void => {
    if (isHeader) isHeader = false;
    else {
      const fields = line.split(delimiter);
      if (fields.length !== width) throw new Error(`${path}: ${fields.length} fields: ${line}`);
      use(fields);
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split(/\r?\n/);
    rest = lines.pop() as string;
    lines.forEach(take);
  }
  if (rest + decoder.decode() !== '') throw new Error(`${path}: the last line has no end`);
}
