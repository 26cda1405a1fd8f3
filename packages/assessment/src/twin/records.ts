import type { Day } from '@gradus/schema';
import { formatDay } from '@gradus/schema';
import { quoteText, type Row, type Session } from '@gradus/engine';
import type {
  CustomerRecords,
  FactRow,
  HoldingRow,
  LoanRow,
  LoanStatusRow,
  MovementRow,
  Plan,
  SpellRow,
} from '@gradus/policy';

/** Oldest rate that may be used, in days before the as-of date. docs/language.md, "What is measured". */
const rateAgeDaysMax = 10;

/** Everything that the relations of a session say of each customer opened on or before `asOf`, by key. */
export async function readRecords(session: Session, asOf: Day): Promise<CustomerRecords[]> {
  const movements = group(await session.rows('SELECT * FROM movement'), 'spell_key', movementOf);
  const spells = group(await session.rows(spellsWhere('true')), 'customer_key', (row) =>
    spellOf(row, movements),
  );
  const statuses = group(await session.rows('SELECT * FROM loan_status'), 'loan_key', statusOf);
  const loans = group(
    await session.rows('SELECT * FROM loan_party JOIN loan USING (loan_key)'),
    'customer_key',
    (row) => loanOf(row, statuses),
  );
  const facts = group(await session.rows('SELECT * FROM fact'), 'customer_key', factOf);
  const holdings = group(await session.rows('SELECT * FROM holding'), 'customer_key', holdingOf);
  const customers = await session.rows(
    `SELECT * FROM customer WHERE opened_on <= DATE ${quoteText(formatDay(asOf))} ORDER BY customer_key`,
  );
  return customers.map((row) => {
    const customerKey = row['customer_key'] as bigint;
    return {
      customer: {
        customerKey,
        openedOn: row['opened_on'] as Day,
        birthYear: row['birth_year'] as number | null,
        status: row['status'] as string | null,
      },
      spells: spells.get(customerKey) ?? [],
      loans: loans.get(customerKey) ?? [],
      facts: facts.get(customerKey) ?? [],
      holdings: holdings.get(customerKey) ?? [],
    };
  });
}

/** The accounts of one customer, with what moved in them. */
export async function readSpells(session: Session, customerKey: bigint): Promise<SpellRow[]> {
  const own = `SELECT spell_key FROM spell WHERE customer_key = ${customerKey}`;
  const movements = group(
    await session.rows(`SELECT * FROM movement WHERE spell_key IN (${own})`),
    'spell_key',
    movementOf,
  );
  const rows = await session.rows(`${spellsWhere(`customer_key = ${customerKey}`)} ORDER BY spell_key`);
  return rows.map((row) => spellOf(row, movements));
}

/** Spells, each with the day on which its account was closed, whoever had the account then. */
function spellsWhere(test: string): string {
  const isOpen = 'bool_or(whole.to_on IS NULL)';
  return `
    SELECT * FROM spell
    JOIN (
      SELECT account_key, CASE WHEN NOT ${isOpen} THEN max(whole.to_on) END AS account_closed_on
      FROM spell AS whole
      WHERE account_key IN (SELECT account_key FROM spell WHERE ${test})
      GROUP BY account_key
    ) USING (account_key)
    WHERE ${test}`;
}

/** Rates in force at the as-of date into the policy's currency, in millionths. */
export async function readRates(session: Session, plan: Plan): Promise<Map<string, bigint>> {
  const rows = await session.rows('SELECT * FROM exchange_rate ORDER BY as_of');
  const inForce = rows.filter((row) => {
    const asOf = row['as_of'] as Day;
    return row['quote_currency'] === plan.currency && asOf <= plan.asOf && asOf >= plan.asOf - rateAgeDaysMax;
  });
  return new Map(inForce.map((row) => [String(row['currency']), row['rate_millionths'] as bigint]));
}

function movementOf(row: Row): MovementRow {
  return {
    movedOn: row['moved_on'] as Day,
    amountMinor: row['amount_minor'] as bigint,
    purpose: String(row['purpose']),
  };
}

function spellOf(row: Row, movements: ReadonlyMap<bigint, MovementRow[]>): SpellRow {
  const spellKey = row['spell_key'] as bigint;
  return {
    spellKey,
    kind: String(row['kind']),
    product: row['product'] as string | null,
    currency: String(row['currency']),
    fromOn: row['from_on'] as Day,
    toOn: row['to_on'] as Day | null,
    accountOpenedOn: row['account_opened_on'] as Day,
    accountClosedOn: row['account_closed_on'] as Day | null,
    termMonths: row['term_months'] as number | null,
    maturesOn: row['matures_on'] as Day | null,
    movements: movements.get(spellKey) ?? [],
  };
}

function loanOf(row: Row, statuses: ReadonlyMap<bigint, LoanStatusRow[]>): LoanRow {
  const loanKey = row['loan_key'] as bigint;
  return {
    loanKey,
    role: row['role'] as LoanRow['role'],
    product: row['product'] as string | null,
    currency: String(row['currency']),
    limitMinor: row['limit_minor'] as bigint | null,
    openedOn: row['opened_on'] as Day,
    statuses: statuses.get(loanKey) ?? [],
  };
}

function statusOf(row: Row): LoanStatusRow {
  return {
    asOf: row['as_of'] as Day,
    outstandingMinor: row['outstanding_minor'] as bigint,
    daysPastDue: row['days_past_due'] as number,
    overdueMinor: row['overdue_minor'] as bigint | null,
    class: row['class'] as number | null,
  };
}

function factOf(row: Row): FactRow {
  return { name: String(row['name']), asOf: row['as_of'] as Day, value: row['value'] as bigint };
}

function holdingOf(row: Row): HoldingRow {
  return {
    product: String(row['product']),
    currency: String(row['currency']),
    asOf: row['as_of'] as Day,
    valueMinor: row['value_minor'] as bigint | null,
    quantity: row['quantity'] as number | null,
  };
}

function group<Item>(rows: readonly Row[], key: string, read: (row: Row) => Item): Map<bigint, Item[]> {
  const groups = new Map<bigint, Item[]>();
  for (const row of rows) {
    const at = row[key] as bigint;
    const items = groups.get(at);
    if (items === undefined) groups.set(at, [read(row)]);
    else items.push(read(row));
  }
  return groups;
}
