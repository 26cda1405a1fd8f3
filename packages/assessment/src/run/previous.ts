import { failure, formatDay, type Day } from '@gradus/schema';
import { parquetSource, type FileColumn, type Session } from '@gradus/engine';
import type { Lake } from '@gradus/lake';
import { compileUnknownTiers, type Plan } from '@gradus/policy';
import { dialects, printQuery } from '@gradus/sql';
import { openResult, type Result } from '../result/result-folder.ts';

/** State of the assessment before: columns of `inputs/previous.parquet` and of the relation `previous`. */
export const previousColumns: readonly FileColumn[] = [
  { name: 'customer_key', type: 'bigint' },
  { name: 'granted_tier', type: 'varchar' },
  { name: 'since', type: 'date' },
  { name: 'held_until', type: 'date' },
  { name: 'falling_since', type: 'date' },
  { name: 'last_veto', type: 'date' },
  { name: 'rated_on', type: 'date' },
];

/**
 * Opens the result that a run at `asOf` goes on from, and checks that every byte of it is as it was written and that it
 * comes from the same lake.
 *
 * Errors: those of openResult, `assessment.previous-not-earlier`, `assessment.result-of-other-lake`.
 */
export async function openPrevious(lake: Lake, folder: string, asOf: Day): Promise<Result> {
  const previous = await openResult(folder, { isThorough: true });
  if (previous.asOf >= asOf) {
    const data = { folder, asOf: formatDay(asOf), previousAsOf: previous.document.asOf };
    throw failure('assessment.previous-not-earlier', data);
  }
  const { manifest, sha256 } = previous.document.lake;
  const pinned = await lake.manifest(manifest).catch(() => null);
  if (pinned?.sha256 !== sha256) throw failure('assessment.result-of-other-lake', { folder, manifest });
  return previous;
}

/** Makes the relation `previous` of the rows in Parquet files; empty when there are none. */
export async function registerPrevious(session: Session, files: readonly string[]): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP VIEW previous AS SELECT * FROM ${parquetSource(files, previousColumns)} WHERE granted_tier IS NOT NULL`,
  );
}

/**
 * Refuses states in tiers that the policy neither has nor renames. Errors: `assessment.unknown-earlier-tier`.
 */
export async function refuseUnknownTiers(session: Session, plan: Plan): Promise<void> {
  const unknown = printQuery(compileUnknownTiers(plan), dialects.duckdb);
  const rows = await session.rows(
    `SELECT tier, count(*) AS n FROM (${unknown}) AS unknown GROUP BY tier ORDER BY n DESC, tier`,
  );
  if (rows.length === 0) return;
  const tiers = rows.map((row) => ({ tier: String(row['tier']), customers: Number(row['n']) }));
  throw failure('assessment.unknown-earlier-tier', { tiers });
}
