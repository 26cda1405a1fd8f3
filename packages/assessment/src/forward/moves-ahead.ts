import { open } from 'node:fs/promises';
import { attachVault } from '@gradus/lake';
import { quoteName, quoteText, syncFile, type Session } from '@gradus/engine';
import type { Plan } from '@gradus/policy';
import { failure, formatDay, type Day } from '@gradus/schema';
import { erasedId } from '../run/attached-lake.ts';
import { textSql } from '../export/natural-value.ts';
import { jsonWhole } from '../result/document.ts';
import type { AttachedLake } from '../run/attached-lake.ts';
import { previousColumns } from '../run/previous.ts';
import { moneyIndicator } from '../run/summary.ts';
import { MATURING, type Scenario } from './scenario.ts';

/** Customers of one branch who go from one tier to another on one day; null is unrated. */
export interface MoveCell {
  readonly on: string;
  /** Id of the branch in the bank's own words; null: none known. */
  readonly branchId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: 'fall' | 'rise' | 'other';
  readonly customers: number;
  readonly moneyMinor: number | string | null;
}

export interface MoveAhead extends Omit<MoveCell, 'customers'> {
  readonly customerId: string;
  /** Day from which the customer has been below the tier; null for a rise. */
  readonly fallingSince: string | null;
  readonly reasons: readonly string[];
}

export interface MaturingMoney {
  /** First date of the horizon on or after the maturity; null for what matures after the last. */
  readonly upTo: string | null;
  readonly branchId: string | null;
  readonly currency: string;
  readonly deposits: number;
  readonly amountMinor: number | string;
}

/**
 * Makes the relations that collect moves: `customer_ahead` (who is asked about, with branch, id and money) and
 * `move_ahead`. Opens the vault. Errors: `assessment.forward-unknown-branch`.
 */
export async function beginMoves(
  { session, lake }: AttachedLake,
  plan: Plan,
  branch: string | null,
): Promise<void> {
  // Names come from the vault of today: who was erased since stays erased.
  await attachVault(session, lake, await lake.head());
  const money = moneyIndicator(plan);
  const amount = money === null ? 'CAST(NULL AS BIGINT)' : `i.${quoteName(money.name)}`;
  const where = branch === null ? '' : `WHERE b.external_id = ${quoteText(branch)}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE customer_ahead AS
     SELECT i.customer_key, coalesce(p.external_id, '${erasedId}') AS customer_id, b.external_id AS branch_id,
       ${amount} AS money
     FROM indicator_known i JOIN customer c USING (customer_key)
     LEFT JOIN identity p ON p.entity = 'customer' AND p.entity_key = i.customer_key
     LEFT JOIN identity b ON b.entity = 'branch' AND b.entity_key = c.branch_key ${where}`,
  );
  const [found] = await session.rows('SELECT count(*) AS n FROM customer_ahead');
  if (branch !== null && found?.['n'] === 0n) throw failure('assessment.forward-unknown-branch', { branch });
  const ranks = plan.tiers.map(({ id }, rank) => `(${quoteText(id)}, ${rank})`).join(', ');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE tier_rank AS SELECT * FROM (VALUES ${ranks}) AS t(tier, rank)`,
  );
  await session.run(
    `CREATE OR REPLACE TEMP TABLE move_ahead (scenario VARCHAR, moved_on DATE, customer_key BIGINT, from_tier VARCHAR,
       to_tier VARCHAR, falling_since DATE, reasons VARCHAR)`,
  );
}

/** Makes the state in a relation of result rows what the next decision starts from, and what moves are told against. */
export async function keepState(session: Session, relation: string): Promise<void> {
  const columns = previousColumns.map(({ name }) => quoteName(name)).join(', ');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE state_ahead AS SELECT ${columns} FROM ${relation} WHERE granted_tier IS NOT NULL`,
  );
  await session.run('CREATE OR REPLACE TEMP VIEW previous AS SELECT * FROM state_ahead');
}

/** Adds what `decision_ahead` changes against the state before it. */
export async function recordMoves(session: Session, scenario: Scenario, on: Day): Promise<void> {
  await session.run(
    `INSERT INTO move_ahead
     SELECT ${quoteText(scenario)}, DATE '${formatDay(on)}', d.customer_key, s.granted_tier, d.granted_tier, s.falling_since,
       coalesce(d.reasons, d.unrated_reason, '')
     FROM decision_ahead d JOIN customer_ahead USING (customer_key) LEFT JOIN state_ahead s USING (customer_key)
     WHERE d.granted_tier IS DISTINCT FROM s.granted_tier`,
  );
}

const direction = `CASE WHEN f.rank < t.rank THEN 'fall' WHEN f.rank > t.rank THEN 'rise' ELSE 'other' END`;
const told = `FROM move_ahead m JOIN customer_ahead c USING (customer_key)
     LEFT JOIN tier_rank f ON f.tier = m.from_tier LEFT JOIN tier_rank t ON t.tier = m.to_tier`;

/** What moves in a scenario, by day, branch and tiers. */
export async function moveCells(session: Session, scenario: Scenario): Promise<MoveCell[]> {
  const rows = await session.rows(
    `SELECT CAST(moved_on AS VARCHAR) AS moved, branch_id, from_tier, to_tier, ${direction} AS direction,
       count(*) AS n, CAST(sum(money) AS BIGINT) AS money
     ${told} WHERE scenario = ${quoteText(scenario)} GROUP BY ALL
     ORDER BY moved, branch_id NULLS LAST, from_tier NULLS LAST, to_tier NULLS LAST`,
  );
  return rows.map((row) => ({
    on: String(row['moved']),
    branchId: row['branch_id'] as string | null,
    from: row['from_tier'] as string | null,
    to: row['to_tier'] as string | null,
    direction: row['direction'] as MoveCell['direction'],
    customers: Number(row['n']),
    moneyMinor: whole(row['money']),
  }));
}

/** The first moves of a scenario, with ids; falls before all others, because they are what can still be averted. */
export async function moveList(session: Session, scenario: Scenario, most: number): Promise<MoveAhead[]> {
  const rows = await session.rows(
    `SELECT CAST(moved_on AS VARCHAR) AS moved, customer_id, branch_id, from_tier, to_tier, ${direction} AS direction,
       money, CAST(falling_since AS VARCHAR) AS falling, reasons
     ${told} WHERE scenario = ${quoteText(scenario)}
     ORDER BY direction <> 'fall', moved_on, money DESC NULLS LAST, customer_key LIMIT ${most}`,
  );
  return rows.map((row) => ({
    on: String(row['moved']),
    customerId: String(row['customer_id']),
    branchId: row['branch_id'] as string | null,
    from: row['from_tier'] as string | null,
    to: row['to_tier'] as string | null,
    direction: row['direction'] as MoveCell['direction'],
    moneyMinor: whole(row['money']),
    fallingSince: row['direction'] === 'fall' ? (row['falling'] as string | null) : null,
    reasons: row['reasons'] === '' ? [] : String(row['reasons']).split(','),
  }));
}

/** Every move of every scenario as CSV, sorted. Errors: `assessment.export-exists`, `assessment.export-unwritable`. */
export async function writeMoves(session: Session, out: string): Promise<void> {
  const created = await open(out, 'wx').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw failure('assessment.export-exists', { file: out });
    throw failure('assessment.export-unwritable', { file: out, detail: message });
  });
  await created.close();
  const text = (column: string): string => `${textSql(column)} AS ${column}`;
  await session.run(
    `COPY (SELECT scenario, moved_on, ${text('customer_id')}, ${text('branch_id')}, from_tier, to_tier,
       ${direction} AS direction, money AS money_minor, falling_since, reasons
     ${told} ORDER BY scenario, moved_on, customer_id, customer_key) TO ${quoteText(out)} (FORMAT csv, HEADER true)`,
  );
  await syncFile(out);
}

/** What matures in the horizon, by the first of `dates` on or after the day. */
export async function maturingMoney(session: Session, dates: readonly Day[]): Promise<MaturingMoney[]> {
  const ends = dates.map((on) => `(DATE '${formatDay(on)}')`).join(', ');
  const upTo =
    dates.length === 0
      ? 'CAST(NULL AS DATE)'
      : `(SELECT min(d.day) FROM (VALUES ${ends}) AS d(day) WHERE d.day >= m.matures_on)`;
  const rows = await session.rows(
    `SELECT CAST(${upTo} AS VARCHAR) AS up_to, c.branch_id, m.currency, count(*) AS n,
       CAST(sum(m.balance_minor) AS BIGINT) AS amount
     FROM ${MATURING} m JOIN customer_ahead c USING (customer_key) GROUP BY ALL
     ORDER BY up_to NULLS LAST, branch_id NULLS LAST, currency`,
  );
  return rows.map((row) => ({
    upTo: row['up_to'] as string | null,
    branchId: row['branch_id'] as string | null,
    currency: String(row['currency']),
    deposits: Number(row['n']),
    amountMinor: jsonWhole(row['amount'] as bigint),
  }));
}

function whole(value: unknown): number | string | null {
  return typeof value === 'bigint' ? jsonWhole(value) : null;
}
