// Records of one customer from the rows of a bank, in plain TypeScript: what the SQL of `derive` is held against.
import type { Day } from '@gradus/schema';
import type { CustomerRecords, MovementRow, Plan, RunFacts, SpellRow } from '@gradus/policy';
import type { Bank, BankAccount } from './bank.ts';

interface OwnedSpell {
  readonly customerKey: bigint;
  readonly spell: SpellRow;
}

/** Records of every customer of the bank, by key. */
export function bankRecords(bank: Bank): ReadonlyMap<bigint, CustomerRecords> {
  const histories = Map.groupBy(bank.accounts, (row) => row.accountKey);
  const owned = [...histories.values()].flatMap((history) => accountSpells(history, bank));
  return new Map(
    bank.customers.map((customer) => {
      const { customerKey } = customer;
      const spells = owned.filter((one) => one.customerKey === customerKey).map(({ spell }) => spell);
      const facts = bank.facts.filter((row) => row.customerKey === customerKey);
      const holdings = bank.holdings.filter((row) => row.customerKey === customerKey);
      return [customerKey, { customer, spells, loans: customerLoans(customerKey, bank), facts, holdings }];
    }),
  );
}

/** Rates in force at the as-of date of a plan: the latest of the last ten days. */
export function bankRun(bank: Bank, { asOf, currency }: Plan): RunFacts {
  const usable = bank.rates
    .filter((row) => row.quoteCurrency === currency && row.asOf <= asOf && row.asOf >= asOf - 10)
    .toSorted((a, b) => a.asOf - b.asOf);
  return { rateMillionths: new Map(usable.map((row) => [row.currency, row.rateMillionths])) };
}

/** Walks through the days on which something can change, keeping the balance of the account in hand. */
function accountSpells(history: readonly BankAccount[], bank: Bank): OwnedSpell[] {
  const rows = history.toSorted((a, b) => a.validFrom - b.validFrom);
  const [first] = rows;
  const latest = rows.at(-1);
  if (first === undefined || latest === undefined) return [];
  const { accountKey, openedOn, closedOn } = latest;
  const rowOn = (day: Day): BankAccount => rows.findLast((row) => row.validFrom <= day) ?? first;
  const starts = [openedOn];
  for (const { validFrom } of rows) {
    const isInside = validFrom > openedOn && (closedOn === null || validFrom < closedOn);
    if (isInside && !isAlike(rowOn(validFrom - 1), rowOn(validFrom))) starts.push(validFrom);
  }
  const opening = rows.find((row) => row.openingMinor !== null)?.openingMinor ?? null;
  const money = bank.entries
    .filter((row) => row.accountKey === accountKey)
    .map((row) => ({ movedOn: row.bookedOn, amountMinor: row.amountMinor, purpose: row.purpose }));
  if (opening !== null) {
    money.push({
      movedOn: Math.max(openedOn, bank.dataFrom ?? openedOn),
      amountMinor: opening,
      purpose: 'opening',
    });
  }
  return starts.map((fromOn, index) => {
    const next = starts[index + 1] ?? null;
    const lastRow = rowOn(next === null ? lastDayOf(rows, closedOn) : next - 1);
    const { customerKey, kind, product, currency, termMonths, maturesOn } = lastRow;
    const spell = {
      spellKey: accountKey * 1024n + BigInt(index),
      kind,
      product,
      currency,
      fromOn,
      toOn: next ?? closedOn,
      accountOpenedOn: openedOn,
      accountClosedOn: closedOn,
      termMonths,
      maturesOn,
      movements: spellMovements(money, fromOn, next, index === 0),
    };
    return { customerKey, spell };
  });
}

/** A day late enough to see the last row that still holds. */
function lastDayOf(rows: readonly BankAccount[], closedOn: Day | null): Day {
  const last = Math.max(...rows.map((row) => row.validFrom));
  return closedOn === null ? last : Math.min(last, closedOn - 1);
}

function isAlike(one: BankAccount, other: BankAccount): boolean {
  return (
    one.customerKey === other.customerKey &&
    one.kind === other.kind &&
    one.product === other.product &&
    one.currency === other.currency
  );
}

/** What was booked in the spell, what it took over on its first day, and what it gave away on the day after its last. */
function spellMovements(
  money: readonly MovementRow[],
  fromOn: Day,
  next: Day | null,
  isFirst: boolean,
): MovementRow[] {
  const heldBefore = (day: Day): bigint =>
    money.reduce((sum, row) => (row.movedOn < day ? sum + row.amountMinor : sum), 0n);
  const movements = money.filter(
    (row) => (isFirst || row.movedOn >= fromOn) && (next === null || row.movedOn < next),
  );
  if (!isFirst) movements.push({ movedOn: fromOn, amountMinor: heldBefore(fromOn), purpose: 'carried' });
  if (next !== null) movements.push({ movedOn: next, amountMinor: -heldBefore(next), purpose: 'carried' });
  return movements;
}

function customerLoans(customerKey: bigint, bank: Bank): CustomerRecords['loans'] {
  return bank.parties
    .filter((party) => party.customerKey === customerKey)
    .flatMap(({ loanKey, role }) =>
      bank.loans
        .filter((loan) => loan.loanKey === loanKey)
        .map((loan) => ({
          ...loan,
          role,
          statuses: bank.statuses.filter((status) => status.loanKey === loanKey),
        })),
    );
}
