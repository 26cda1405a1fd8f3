// The indicators of the ready-made policy, from the written meaning alone, not from the product: every balance of every day is added up.
import type { Account, AccountSpell, Bank } from './bank-files.ts';
import { dayBeforeWindow, isMonthEnd } from './calendar.ts';

/** In the order of the policy, in stored units: fen, 1/100 months, fen, days, days, class, 1/10,000. */
export interface Indicators {
  readonly deposits: bigint | null;
  readonly tenor: bigint | null;
  readonly spending: bigint | null;
  readonly overdue: bigint | null;
  readonly overdue_now: bigint | null;
  readonly loan_class: bigint | null;
  readonly month_end_lift: bigint | null;
}

/** Sums of one customer, by currency. */
interface Sums {
  hasDeposits: boolean;
  hasAccount: boolean;
  isOpenNow: boolean;
  readonly depositDays: Map<string, bigint>;
  readonly allDays: Map<string, bigint>;
  readonly monthEnds: Map<string, bigint>;
  readonly spend: Map<string, bigint>;
  readonly weighted: Map<string, bigint>;
  readonly weights: Map<string, bigint>;
}

interface LoanFigures {
  worst: bigint | null;
  hasReport: boolean;
  now: bigint;
  rank: bigint;
}

const tolerance = 3;

/** Indicators of every customer with an account or a loan at `asOf`; customers without either are not in the map. */
export function indicatorsOf(bank: Bank, dataFrom: number, asOf: number): (customer: string) => Indicators {
  const before = dayBeforeWindow(asOf, 6);
  if (before + 1 < dataFrom) throw new Error('the window begins before the data');
  const sums = new Map<string, Sums>();
  for (const account of bank.accounts.values()) addAccount(account, sums, dataFrom, before, asOf);
  const loans = loanFigures(bank, asOf);
  const windowDays = BigInt(asOf - before);
  let monthEnds = 0n;
  for (let day = before + 1; day <= asOf; day++) if (isMonthEnd(day)) monthEnds += 1n;
  return (customer) => {
    const yuan = (amounts: Map<string, bigint>): bigint => inYuan(amounts, bank, asOf);
    const own = sums.get(customer);
    const loan = loans.get(customer);
    const all = own === undefined ? 0n : yuan(own.allDays);
    const weights = own === undefined ? 0n : yuan(own.weights);
    return {
      deposits: own?.hasDeposits ? divideRounded(yuan(own.depositDays), windowDays) : null,
      tenor: own?.isOpenNow && weights > 0n ? divideRounded(yuan(own.weighted) * 100n, weights) : null,
      spending: own?.hasAccount ? divideRounded(-yuan(own.spend), 6n) : null,
      overdue: loan?.worst ?? null,
      overdue_now: loan?.hasReport ? loan.now : null,
      loan_class: loan?.hasReport ? loan.rank : null,
      month_end_lift:
        own?.hasAccount && monthEnds > 0n && all > 0n
          ? divideRounded(yuan(own.monthEnds) * windowDays * 10_000n, monthEnds * all)
          : null,
    };
  };
}

function addAccount(
  account: Account,
  sums: Map<string, Sums>,
  dataFrom: number,
  before: number,
  asOf: number,
): void {
  const booked = new Map<number, bigint>();
  for (const { day, amount } of account.bookings) booked.set(day, (booked.get(day) ?? 0n) + amount);
  let balance = account.opening ?? 0n;
  const countsFor = new Set<string>();
  for (let day = dataFrom; day <= asOf; day++) {
    balance += booked.get(day) ?? 0n;
    if (day <= before || !isOpen(account, day)) continue;
    const spell = spellOn(account, day);
    countsFor.add(spell.customer);
    const own = sumsOf(sums, spell.customer);
    own.hasAccount = true;
    add(own.allDays, spell.currency, balance);
    if (isMonthEnd(day)) add(own.monthEnds, spell.currency, balance);
    if (spell.kind === '01' || spell.kind === '02') {
      own.hasDeposits = true;
      add(own.depositDays, spell.currency, balance);
    }
    if (day === asOf) {
      own.isOpenNow = true;
      const positive = balance > 0n ? balance : 0n;
      add(own.weighted, spell.currency, positive * (spell.kind === '02' ? account.termMonths : 0n));
      add(own.weights, spell.currency, positive);
    }
  }
  for (const { day, amount, isSpend } of account.bookings) {
    if (!isSpend || day <= before || day > asOf) continue;
    const spell = spellOn(account, day);
    if (countsFor.has(spell.customer)) add(sumsOf(sums, spell.customer).spend, spell.currency, amount);
  }
}

/** From the day of opening to the day before closing. */
function isOpen(account: Account, day: number): boolean {
  return account.openedOn <= day && (account.closedOn === null || day < account.closedOn);
}

/** The row that holds on `day`; the first one holds from the day of opening. */
function spellOn(account: Account, day: number): AccountSpell {
  let found = account.spells[0] as AccountSpell;
  for (const spell of account.spells) if (spell.validFrom <= day) found = spell;
  return found;
}

function loanFigures(bank: Bank, asOf: number): Map<string, LoanFigures> {
  const before = dayBeforeWindow(asOf, 24);
  const figures = new Map<string, LoanFigures>();
  for (const loan of bank.loans.values()) {
    const known = loan.reports.filter((report) => report.asOf <= asOf).sort((a, b) => a.asOf - b.asOf);
    const latest = known.at(-1);
    if (latest === undefined) continue;
    for (const customer of loan.borrowers) {
      const own = figures.get(customer) ?? { worst: null, hasReport: false, now: 0n, rank: 0n };
      figures.set(customer, own);
      own.hasReport = true;
      for (const report of known) {
        if (report.asOf > before) own.worst = larger(own.worst ?? 0n, tolerated(report.daysPastDue));
      }
      if (latest.outstanding > 0n) {
        own.now = larger(own.now, tolerated(latest.daysPastDue));
        own.rank = larger(own.rank, BigInt(latest.rank));
      }
    }
  }
  return figures;
}

function tolerated(days: number): bigint {
  return days <= tolerance ? 0n : BigInt(days);
}

/** Each currency at the latest rate on or before `asOf`, ten days old at most; rounded once, then added. */
function inYuan(amounts: Map<string, bigint>, bank: Bank, asOf: number): bigint {
  let total = 0n;
  for (const [currency, amount] of amounts) {
    if (currency === 'CNY') total += amount;
    else total += divideRounded(amount * rateOf(currency, bank, asOf), 1_000_000n);
  }
  return total;
}

function rateOf(currency: string, bank: Bank, asOf: number): bigint {
  for (let day = asOf; day >= asOf - 10; day--) {
    const rate = bank.rates.get(`${currency} ${day}`);
    if (rate !== undefined) return rate;
  }
  throw new Error(`no rate for ${currency}`);
}

/** Half away from zero; `by` is positive. */
export function divideRounded(amount: bigint, by: bigint): bigint {
  const size = amount < 0n ? -amount : amount;
  const quotient = (2n * size + by) / (2n * by);
  return amount < 0n ? -quotient : quotient;
}

function sumsOf(sums: Map<string, Sums>, customer: string): Sums {
  let own = sums.get(customer);
  if (own === undefined) {
    own = {
      hasDeposits: false,
      hasAccount: false,
      isOpenNow: false,
      depositDays: new Map(),
      allDays: new Map(),
      monthEnds: new Map(),
      spend: new Map(),
      weighted: new Map(),
      weights: new Map(),
    };
    sums.set(customer, own);
  }
  return own;
}

function add(amounts: Map<string, bigint>, currency: string, amount: bigint): void {
  amounts.set(currency, (amounts.get(currency) ?? 0n) + amount);
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
