// What one customer had, day by day: the pieces of accounts while they were theirs, with every end-of-day balance.
import type { Account, AccountSpell, Bank, Customer, Fact, Holding, Loan } from './bank-files.ts';

/** Days `from` to `to`, both included, on which an open account with these attributes was the customer's. */
export interface Piece {
  readonly account: Account;
  readonly spell: AccountSpell;
  readonly from: number;
  readonly to: number;
  /** End-of-day balances from the first day of the data on. */
  readonly balances: Float64Array;
}

export interface OwnBooking {
  readonly account: Account;
  readonly spell: AccountSpell;
  readonly day: number;
  readonly amount: number;
  readonly purpose: string;
}

export interface View {
  readonly customer: Customer;
  readonly pieces: readonly Piece[];
  readonly bookings: readonly OwnBooking[];
  readonly loans: readonly Loan[];
  readonly holdings: readonly Holding[];
  readonly facts: readonly Fact[];
}

/** Returns what each customer had up to `asOf`. */
export function viewsOf(bank: Bank, dataFrom: number, asOf: number): (customer: Customer) => View {
  const accountsOf = new Map<string, Set<Account>>();
  for (const account of bank.accounts.values())
    for (const { customer } of account.spells) add(accountsOf, customer, account);
  const loansOf = new Map<string, Set<Loan>>();
  for (const loan of bank.loans.values())
    for (const party of [...loan.borrowers, ...loan.guarantors]) add(loansOf, party, loan);
  return (customer) => {
    const pieces: Piece[] = [];
    const bookings: OwnBooking[] = [];
    for (const account of accountsOf.get(customer.id) ?? []) {
      pieces.push(...piecesOf(account, customer.id, dataFrom, asOf));
      for (const { day, amount, purpose } of account.bookings) {
        const spell = spellOn(account, day);
        if (day <= asOf && spell.customer === customer.id)
          bookings.push({ account, spell, day, amount, purpose });
      }
    }
    return {
      customer,
      pieces,
      bookings,
      loans: [...(loansOf.get(customer.id) ?? [])],
      holdings: (bank.holdings.get(customer.id) ?? []).filter((holding) => holding.asOf <= asOf),
      facts: (bank.facts.get(customer.id) ?? []).filter((fact) => fact.asOf <= asOf),
    };
  };
}

function piecesOf(account: Account, customer: string, dataFrom: number, asOf: number): Piece[] {
  const last = Math.min(asOf, account.closedOn === null ? asOf : account.closedOn - 1);
  const balances = balancesOf(account, dataFrom, asOf);
  const pieces: Piece[] = [];
  for (const [index, spell] of account.spells.entries()) {
    const from = index === 0 ? account.openedOn : Math.max(spell.validFrom, account.openedOn);
    const to = Math.min(last, (account.spells[index + 1]?.validFrom ?? last + 1) - 1);
    if (spell.customer === customer && from <= to) pieces.push({ account, spell, from, to, balances });
  }
  return pieces;
}

function balancesOf(account: Account, dataFrom: number, asOf: number): Float64Array {
  const balances = new Float64Array(asOf - dataFrom + 1);
  for (const { day, amount } of account.bookings)
    if (day <= asOf) balances[day - dataFrom] = (balances[day - dataFrom] as number) + amount;
  let balance = account.opening ?? 0;
  for (let index = 0; index < balances.length; index++) {
    balance += balances[index] as number;
    balances[index] = balance;
  }
  return balances;
}

/** The row that holds on `day`; the first one holds from the day of opening. */
function spellOn(account: Account, day: number): AccountSpell {
  let found = account.spells[0] as AccountSpell;
  for (const spell of account.spells) if (spell.validFrom <= day) found = spell;
  return found;
}

function add<T>(sets: Map<string, Set<T>>, key: string, value: T): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
