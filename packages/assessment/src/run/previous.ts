import { failure, formatDay, type Day } from '@gradus/schema';
import { openDuckdb, parquetSource, type FileColumn, type Session } from '@gradus/engine';
import { attachLake, filesOf, type Lake, type Manifest } from '@gradus/lake';
import { compileUnknownTiers, rankOfTier, type Plan } from '@gradus/policy';
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
async function openPrevious(lake: Lake, folder: string, asOf: Day): Promise<Result> {
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

/**
 * What a run goes on from: the result before it, or the tiers that the bank granted before Gradus (`tier_state`); null: a
 * first assessment.
 */
export type EarlierState =
  | { readonly kind: 'result'; readonly asOf: Day; readonly result: Result }
  | { readonly kind: 'opening'; readonly asOf: Day };

/**
 * Finds what a run at `asOf` goes on from. Without a result it is the bank's latest day of granted tiers before `asOf`, if
 * the lake holds one.
 *
 * Errors: those of openPrevious.
 */
export async function openEarlier(
  lake: Lake,
  manifest: Manifest,
  folder: string | null,
  asOf: Day,
): Promise<EarlierState | null> {
  if (folder !== null) {
    const result = await openPrevious(lake, folder, asOf);
    return { kind: 'result', asOf: result.asOf, result };
  }
  if (filesOf(manifest, 'tier_state').length === 0) return null;
  const session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
  try {
    await attachLake(session, lake, manifest);
    const [row] = await session.rows(
      `SELECT max(as_of) AS day FROM tier_state WHERE as_of < DATE '${formatDay(asOf)}'`,
    );
    const day = row?.['day'];
    return typeof day === 'number' ? { kind: 'opening', asOf: day } : null;
  } finally {
    await session.close();
  }
}

/** Makes the relation `previous` of what a run goes on from; empty when there is nothing. */
export async function registerEarlier(session: Session, earlier: EarlierState | null): Promise<void> {
  if (earlier?.kind !== 'opening') return registerPrevious(session, earlier?.result.tierFiles ?? []);
  await offerPrevious(
    session,
    `SELECT customer_key, tier AS granted_tier, since, held_until, falling_since, last_veto, as_of AS rated_on
     FROM tier_state WHERE as_of = DATE '${formatDay(earlier.asOf)}'`,
  );
}

/** Makes the relation `previous` of the rows in Parquet files; empty when there are none. */
export async function registerPrevious(session: Session, files: readonly string[]): Promise<void> {
  await offerPrevious(
    session,
    `SELECT * FROM ${parquetSource(files, previousColumns)} WHERE granted_tier IS NOT NULL`,
  );
}

/** `previous_given` is what was read; `previous` may differ from it for customers who are linked (linkStates). */
async function offerPrevious(session: Session, query: string): Promise<void> {
  await session.run('DROP VIEW IF EXISTS previous');
  await session.run(`CREATE OR REPLACE TEMP VIEW previous_given AS ${query}`);
  await offerGiven(session);
}

/** Lets `previous` be what was read again, without what links made of it. */
export async function offerGiven(session: Session): Promise<void> {
  await session.run('CREATE OR REPLACE TEMP VIEW previous AS SELECT * FROM previous_given');
}

/**
 * Refuses states in tiers that the policy neither has nor renames. Errors: `assessment.unknown-earlier-tier`.
 */
export async function refuseUnknownTiers(session: Session, plan: Plan): Promise<void> {
  const unknown = printQuery(compileUnknownTiers(plan), dialects.duckdb);
  const rows = await session.rows(`SELECT tier, count(*) AS n FROM (${unknown}) AS unknown GROUP BY tier`);
  refuseTiers(rows.map((row) => ({ tier: String(row['tier']), customers: Number(row['n']) })));
}

/** Customers by the tier that they were granted. */
export type EarlierTiers = readonly { readonly tier: string; readonly customers: number }[];

/** Of `previous_given`, without who has no tier. */
export async function countEarlierTiers(session: Session): Promise<EarlierTiers> {
  const rows = await session.rows(
    'SELECT granted_tier AS tier, count(*) AS n FROM previous_given WHERE granted_tier IS NOT NULL GROUP BY tier',
  );
  return rows.map((row) => ({ tier: String(row['tier']), customers: Number(row['n']) }));
}

/** {@link refuseUnknownTiers} for who asks again and again. */
export function refuseUnknownAmong(earlier: EarlierTiers, plan: Plan): void {
  refuseTiers(earlier.filter(({ tier }) => rankOfTier(plan, tier) === null));
}

function refuseTiers(tiers: EarlierTiers): void {
  if (tiers.length === 0) return;
  const ordered = tiers.toSorted((a, b) => b.customers - a.customers || (a.tier < b.tier ? -1 : 1));
  throw failure('assessment.unknown-earlier-tier', { tiers: ordered });
}
