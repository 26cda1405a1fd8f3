// The rows of a bank as relations of DuckDB, derived as the lake derives them.
import type { Session, Value } from '@gradus/engine';
import { carryQuery, movementQuery, snapshotQuery, spellQuery } from '@gradus/lake';
import type { Day } from '@gradus/schema';
import { tables, type TableName } from '@gradus/schema';
import { dialects, printQuery, type Query } from '@gradus/sql';
import type { Bank } from './bank.ts';

/** How snapshots come about: at once, or first some and the others out of the last of them. */
export interface SnapshotSteps {
  readonly first: readonly Day[];
  readonly then: readonly Day[];
}

/** Fills a session with the relations that policy SQL reads. What an earlier bank left there is replaced. */
export async function loadBank(session: Session, bank: Bank, steps: SnapshotSteps): Promise<void> {
  await loadRows(session, bank);
  await loadSnapshots(session, bank, steps);
}

/** All relations but the snapshots. Late bookings become rows of their own: carried balances and movements. */
export async function loadRows(session: Session, bank: Bank): Promise<void> {
  await fillSources(session, bank);
  const { dataFrom } = bank;
  const early = { dataFrom, entries: 'early_entry' };
  await make(session, 'spell', spellQuery({ dataFrom }));
  await make(session, 'early_carry', carryQuery(early));
  await make(session, 'early_movement', movementQuery({ ...early, carries: 'early_carry' }));
  if (hasLateEntries(bank)) {
    const late = { dataFrom, entries: 'late_entry', openings: false };
    await make(session, 'late_carry', carryQuery(late));
    await make(session, 'late_movement', movementQuery({ ...late, carries: 'late_carry' }));
  }
  const parts = hasLateEntries(bank) ? ['early', 'late'] : ['early'];
  for (const name of ['carry', 'movement']) {
    const rows = parts.map((part) => `SELECT * FROM ${part}_${name}`).join(' UNION ALL ');
    await session.run(`CREATE OR REPLACE TABLE ${name} AS ${rows}`);
  }
}

/** The snapshots of a bank whose rows are loaded; late bookings become differences to every later one. */
export async function loadSnapshots(
  session: Session,
  bank: Bank,
  { first, then }: SnapshotSteps,
): Promise<void> {
  const early = { movements: 'early_movement' };
  await create(session, 'snapshot', 'snapshot');
  if (first.length > 0) await insert(session, 'snapshot', snapshotQuery({ ...early, monthEnds: first }));
  if (then.length > 0) {
    const base = first.length === 0 ? null : { relation: 'snapshot', monthEnd: Math.max(...first) };
    await insert(session, 'snapshot', snapshotQuery({ ...early, monthEnds: then, base }));
  }
  const monthEnds = [...first, ...then];
  if (monthEnds.length > 0 && hasLateEntries(bank)) {
    await insert(session, 'snapshot', snapshotQuery({ monthEnds, movements: 'late_movement' }));
  }
}

const hasLateEntries = (bank: Bank): boolean => bank.entries.some(({ isLate }) => isLate);

async function fillSources(session: Session, bank: Bank): Promise<void> {
  const entryRows = (isLate: boolean) =>
    bank.entries
      .filter((row) => row.isLate === isLate)
      .map((row) => [row.accountKey, row.bookedOn, row.amountMinor, row.purpose, null, null]);
  await fill(
    session,
    'customer',
    bank.customers.map((row) => [row.customerKey, row.openedOn, row.birthYear, row.status]),
  );
  await fill(
    session,
    'account',
    bank.accounts.map((row) => [
      row.accountKey,
      row.validFrom,
      row.customerKey,
      row.kind,
      row.product,
      row.currency,
      row.openedOn,
      row.termMonths,
      row.maturesOn,
      row.closedOn,
      row.openingMinor,
    ]),
  );
  await fill(session, 'entry', entryRows(false), 'early_entry');
  await fill(session, 'entry', entryRows(true), 'late_entry');
  await fillLoans(session, bank);
  await fill(
    session,
    'fact',
    bank.facts.map((row) => [row.customerKey, row.name, row.asOf, row.value]),
  );
  await fill(
    session,
    'holding',
    bank.holdings.map((row) => [
      row.customerKey,
      row.product,
      row.currency,
      row.asOf,
      row.valueMinor,
      row.quantity,
    ]),
  );
  await fill(
    session,
    'exchange_rate',
    bank.rates.map((row) => [row.currency, row.quoteCurrency, row.asOf, row.rateMillionths]),
  );
}

async function fillLoans(session: Session, bank: Bank): Promise<void> {
  await fill(
    session,
    'loan',
    bank.loans.map((row) => [
      row.loanKey,
      row.product,
      row.currency,
      null,
      row.openedOn,
      null,
      row.limitMinor,
    ]),
  );
  await fill(
    session,
    'loan_party',
    bank.parties.map((row) => [row.loanKey, row.customerKey, row.role]),
  );
  await fill(
    session,
    'loan_status',
    bank.statuses.map((row) => [
      row.loanKey,
      row.asOf,
      row.outstandingMinor,
      row.daysPastDue,
      row.overdueMinor,
      row.class,
    ]),
  );
}

async function fill(
  session: Session,
  name: TableName,
  rows: readonly (readonly Value[])[],
  relation: string = name,
): Promise<void> {
  await create(session, name, relation);
  await session.append(relation, rows);
}

/** An empty relation with the columns of a table of the lake. */
async function create(session: Session, name: TableName, relation: string): Promise<void> {
  const columns = tables[name].columns.map(
    (column) => `${column.name} ${dialects.duckdb.typeNames[column.type]}`,
  );
  await session.run(`CREATE OR REPLACE TABLE ${relation} (${columns.join(', ')})`);
}

async function make(session: Session, relation: string, query: Query): Promise<void> {
  await session.run(`CREATE OR REPLACE TABLE ${relation} AS ${printQuery(query, dialects.duckdb)}`);
}

async function insert(session: Session, relation: string, query: Query): Promise<void> {
  await session.run(`INSERT INTO ${relation} ${printQuery(query, dialects.duckdb)}`);
}
