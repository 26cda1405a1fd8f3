// Reads the files of a clean sample bank (no row twice, none wrong): plain text, plain loops, nothing of the product.
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { dayOf } from './calendar.ts';
import { whole } from './number.ts';

export interface Customer {
  readonly id: string;
  readonly birthYear: number;
  readonly openedOn: number;
  readonly status: string;
}

/** One row of an account: what holds from `validFrom` on. */
export interface AccountSpell {
  readonly validFrom: number;
  readonly customer: string;
  readonly kind: string;
  readonly product: string;
  readonly currency: string;
}

export interface Account {
  readonly id: string;
  readonly openedOn: number;
  readonly closedOn: number | null;
  readonly termMonths: number | null;
  readonly maturesOn: number | null;
  /** Before the bookings of the first day of the data; null for accounts opened later. */
  readonly opening: number | null;
  /** In the order of `validFrom`. */
  readonly spells: AccountSpell[];
  readonly bookings: Booking[];
}

export interface Booking {
  readonly day: number;
  /** Fen, credits positive. */
  readonly amount: number;
  readonly purpose: string;
}

export interface LoanReport {
  readonly asOf: number;
  readonly outstanding: bigint;
  readonly daysPastDue: number;
  readonly overdue: bigint;
  readonly rank: number;
}

export interface Loan {
  readonly id: string;
  readonly product: string;
  readonly currency: string;
  readonly limit: bigint | null;
  readonly borrowers: Set<string>;
  readonly guarantors: Set<string>;
  readonly reports: LoanReport[];
}

export interface Holding {
  readonly product: string;
  readonly currency: string;
  readonly asOf: number;
  readonly value: bigint;
}

export interface Fact {
  readonly name: string;
  readonly asOf: number;
  readonly value: bigint;
}

export interface Bank {
  readonly customers: Map<string, Customer>;
  readonly accounts: Map<string, Account>;
  readonly loans: Map<string, Loan>;
  readonly holdings: Map<string, Holding[]>;
  readonly facts: Map<string, Fact[]>;
  /** `currency day` → millionths of a yuan. */
  readonly rates: Map<string, bigint>;
}

const currencies: Record<string, string> = { 人民币: 'CNY', 美元: 'USD', 港币: 'HKD' };
const statuses: Record<string, string> = { 正常: 'active', 睡眠: 'dormant', 冻结: 'frozen', 销户: 'closed' };
const kinds: Record<string, string> = { '01': 'demand', '02': 'term', '03': 'notice' };
const purposes: Record<string, string> = {
  代发工资: 'salary',
  代发养老金: 'salary',
  消费: 'spend',
  消费退货: 'spend',
  转账: 'transfer',
  现金: 'cash',
  贷款还款: 'loan',
  结息: 'interest',
  手续费: 'fee',
};
const ranks = ['正常', '关注', '次级', '可疑', '损失'];

/** Reads `source`, and over it the later delivery `late` when it is given. */
export async function readBank(source: string, late: string | null): Promise<Bank> {
  const bank: Bank = {
    customers: new Map(),
    accounts: new Map(),
    loans: new Map(),
    holdings: new Map(),
    facts: new Map(),
    rates: new Map(),
  };
  await readCustomers(join(source, 'customer.csv'), bank);
  await readAccounts(join(source, 'account.csv'), bank);
  for (const name of readdirSync(source).sort()) {
    if (name.startsWith('entry-')) await readBookings(join(source, name), bank);
  }
  await readLoans(source, bank);
  await readHoldings(join(source, 'holding.csv'), bank);
  await readFacts(join(source, 'survey.csv'), bank);
  await readRates(join(source, 'exchange_rate.csv'), bank);
  if (late !== null) {
    await readCustomers(join(late, 'customer.csv'), bank);
    await readBookings(join(late, 'entry.csv'), bank);
  }
  return bank;
}

async function readCustomers(path: string, bank: Bank): Promise<void> {
  await eachRow(path, '|', 7, ([id, , , birthYear, openedOn, status]) => {
    bank.customers.set(id as string, {
      id: id as string,
      birthYear: Number(birthYear),
      openedOn: dayOf(openedOn as string),
      status: word(statuses, status),
    });
  });
}

async function readAccounts(path: string, bank: Bank): Promise<void> {
  await eachRow(path, ',', 11, (fields) => {
    const [
      id,
      validFrom,
      customer,
      kind,
      product,
      currency,
      openedOn,
      termMonths,
      maturesOn,
      closedOn,
      opening,
    ] = fields;
    const account = bank.accounts.get(id as string) ?? {
      id: id as string,
      openedOn: dayOf(openedOn as string),
      closedOn: dayOrNull(closedOn),
      termMonths: termMonths === '' ? null : Number(termMonths),
      maturesOn: dayOrNull(maturesOn),
      opening: opening === '' ? null : fenOf(opening as string),
      spells: [],
      bookings: [],
    };
    account.spells.push({
      validFrom: dayOf(validFrom as string),
      customer: customer as string,
      kind: word(kinds, kind),
      product: product as string,
      currency: word(currencies, currency),
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
      purpose: word(purposes, purpose),
    });
  });
}

async function readLoans(source: string, bank: Bank): Promise<void> {
  await eachRow(join(source, 'loan.csv'), ',', 7, ([id, product, currency, , , , limit]) => {
    bank.loans.set(id as string, {
      id: id as string,
      product: product as string,
      currency: word(currencies, currency),
      limit: limit === '' ? null : whole(fenOf(limit as string)),
      borrowers: new Set(),
      guarantors: new Set(),
      reports: [],
    });
  });
  await eachRow(join(source, 'loan_party.csv'), '|', 3, ([id, customer, role]) => {
    const loan = bank.loans.get(id as string);
    (role === '借款人' ? loan?.borrowers : loan?.guarantors)?.add(customer as string);
  });
  await eachRow(join(source, 'loan_status.csv'), ',', 6, (fields) => {
    const [id, asOf, outstanding, daysPastDue, overdue, rank] = fields;
    bank.loans.get(id as string)?.reports.push({
      asOf: dayOf(asOf as string),
      outstanding: whole(fenOf(outstanding as string)),
      daysPastDue: Number(daysPastDue),
      overdue: whole(fenOf(overdue as string)),
      rank: ranks.indexOf(rank as string),
    });
  });
  for (const { reports } of bank.loans.values()) reports.sort((a, b) => a.asOf - b.asOf);
}

async function readHoldings(path: string, bank: Bank): Promise<void> {
  if (!existsSync(path)) return;
  await eachRow(path, '|', 6, ([customer, product, asOf, , value, currency]) => {
    listOf(bank.holdings, customer as string).push({
      product: product as string,
      currency: word(currencies, currency),
      asOf: dayOf(asOf as string),
      value: whole(fenOf(value as string)),
    });
  });
  for (const held of bank.holdings.values()) held.sort((a, b) => a.asOf - b.asOf);
}

async function readFacts(path: string, bank: Bank): Promise<void> {
  await eachRow(path, '|', 4, ([customer, name, asOf, value]) => {
    const known = name === '满意度' ? 'satisfaction' : (name as string);
    listOf(bank.facts, customer as string).push({
      name: known,
      asOf: dayOf(asOf as string),
      value: BigInt(value as string),
    });
  });
}

async function readRates(path: string, bank: Bank): Promise<void> {
  await eachRow(path, ',', 4, (fields) => {
    const [currency, , day, rate] = fields;
    const [units, decimals] = (rate as string).split('.') as [string, string];
    bank.rates.set(
      `${word(currencies, currency)} ${dayOf(day as string)}`,
      BigInt(units + decimals.padEnd(6, '0')),
    );
  });
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}

function word(words: Record<string, string>, code: string | undefined): string {
  const found = words[code ?? ''];
  if (found === undefined) throw new Error(`unknown code: ${code}`);
  return found;
}

function dayOrNull(text: string | undefined): number | null {
  return text === '' ? null : dayOf(text as string);
}

/** `12.30` → 1230. */
function fenOf(text: string): number {
  const [units, decimals] = text.split('.') as [string, string];
  if (decimals?.length !== 2) throw new Error(`not an amount: ${text}`);
  return Number(units + decimals);
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
