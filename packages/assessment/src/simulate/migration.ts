import type { Session } from '@gradus/engine';
import { jsonWhole } from '../result/document.ts';

/** Customers who have `from` under one policy and `to` under the other; null is unrated. */
export interface MigrationCell {
  readonly from: string | null;
  readonly to: string | null;
  readonly customers: number;
  /** In minor units; null when no money is known. */
  readonly moneyMinor: number | string | null;
  /** Share of the customers with the same `from`, in 1/10,000, rounded half up. */
  readonly shareOfFrom: number;
}

/** A reason code with how many customers get it and how many lose it. */
export interface ReasonChange {
  readonly reason: string;
  readonly gained: number;
  readonly lost: number;
}

/**
 * Makes the relation `migration`: one row per customer of `after` with the tiers and reasons in both relations of result
 * rows, and the money in `held`. A customer who is not in `before` has the tier null there, as the unrated have.
 */
export async function makeMigration(
  session: Session,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<void> {
  const tier = (row: string): string =>
    `CASE WHEN ${row}.unrated_reason IS NULL THEN ${row}.granted_tier END`;
  const why = (row: string): string => `coalesce(${row}.reasons, ${row}.unrated_reason, '')`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE migration AS
     SELECT a.customer_key, ${tier('b')} AS from_tier, ${tier('a')} AS to_tier, ${why('b')} AS from_reasons,
       ${why('a')} AS to_reasons, b.score AS from_score, a.score AS to_score, h.money
     FROM ${after} a LEFT JOIN ${before} b USING (customer_key) LEFT JOIN held h USING (customer_key)`,
  );
}

/** Cells that hold customers, in no order of tiers. */
export async function migrationCells(session: Session): Promise<MigrationCell[]> {
  const rows = await session.rows(
    `SELECT from_tier, to_tier, count(*) AS n, CAST(sum(money) AS BIGINT) AS money,
       CAST(sum(count(*)) OVER (PARTITION BY from_tier) AS BIGINT) AS of_from
     FROM migration GROUP BY from_tier, to_tier ORDER BY from_tier NULLS LAST, to_tier NULLS LAST`,
  );
  return rows.map((row) => ({
    from: row['from_tier'] as string | null,
    to: row['to_tier'] as string | null,
    customers: Number(row['n']),
    moneyMinor: row['money'] === null ? null : jsonWhole(row['money'] as bigint),
    shareOfFrom: shareOf(row['n'] as bigint, row['of_from'] as bigint),
  }));
}

/** Reason codes that some customer gains or loses, largest change first. */
export async function reasonChanges(session: Session): Promise<ReasonChange[]> {
  const codes = (column: string): string =>
    `SELECT customer_key, unnest(string_split(${column}, ',')) AS reason FROM migration WHERE ${column} <> ''`;
  const onlyIn = (first: string, second: string): string => `(${codes(first)}) EXCEPT (${codes(second)})`;
  const rows = await session.rows(
    `SELECT reason, count(*) FILTER (is_gain) AS gained, count(*) FILTER (NOT is_gain) AS lost FROM (
       SELECT reason, true AS is_gain FROM (${onlyIn('to_reasons', 'from_reasons')})
       UNION ALL SELECT reason, false FROM (${onlyIn('from_reasons', 'to_reasons')}))
     GROUP BY reason ORDER BY gained + lost DESC, reason`,
  );
  return rows.map((row) => ({
    reason: String(row['reason']),
    gained: Number(row['gained']),
    lost: Number(row['lost']),
  }));
}

/** part / whole in 1/10,000. */
export function shareOf(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((20_000n * part + whole) / (2n * whole));
}
