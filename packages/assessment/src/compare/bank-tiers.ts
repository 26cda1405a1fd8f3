import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { failure, formatDay, parseDay, type Day } from '@gradus/schema';
import type { Row, Session } from '@gradus/engine';
import type { Result } from '../result/result-folder.ts';
import type { BankClocks } from './bank-cause.ts';

export type BankTier = BankClocks & { readonly tier: string; readonly asOf: Day };

/** The bank's tiers on the as-of date of a result, and those on the date that the result went on from, by customer. */
export interface BankTiers {
  readonly now: ReadonlyMap<bigint, BankTier>;
  readonly before: ReadonlyMap<bigint, BankTier>;
}

/**
 * Reads them from `tier_state` of the session, or today's from a CSV file with the columns customer_id and tier.
 *
 * Errors: `takeover.no-bank-tiers`, `takeover.tiers-unreadable`.
 */
export async function readBankTiers(
  session: Session,
  hasStates: boolean,
  result: Result,
  file: string | null,
): Promise<BankTiers> {
  const previous = result.document.previous === null ? null : parseDay(result.document.previous.asOf);
  const before = previous === null ? new Map<bigint, BankTier>() : await statesOf(session, previous);
  if (file !== null) return { now: await tiersOfFile(session, file, result.asOf), before };
  const now = hasStates ? await statesOf(session, result.asOf) : new Map<bigint, BankTier>();
  if (now.size === 0) {
    const rows = hasStates ? await session.rows('SELECT DISTINCT as_of FROM tier_state ORDER BY as_of') : [];
    const days = rows.map((row) => formatDay(row['as_of'] as Day));
    throw failure('takeover.no-bank-tiers', { asOf: result.document.asOf, days });
  }
  return { now, before };
}

async function statesOf(session: Session, day: Day): Promise<Map<bigint, BankTier>> {
  const rows = await session.rows(`SELECT * FROM tier_state WHERE as_of = DATE '${formatDay(day)}'`);
  return new Map(rows.map((row) => [row['customer_key'] as bigint, tierOf(row)]));
}

function tierOf(row: Row): BankTier {
  return {
    tier: String(row['tier']),
    asOf: row['as_of'] as Day,
    since: row['since'] as Day | null,
    heldUntil: row['held_until'] as Day | null,
    fallingSince: row['falling_since'] as Day | null,
    lastVeto: row['last_veto'] as Day | null,
  };
}

async function tiersOfFile(session: Session, file: string, asOf: Day): Promise<Map<bigint, BankTier>> {
  const ids = await session.rows("SELECT entity_key, external_id FROM identity WHERE entity = 'customer'");
  const keys = new Map(ids.map((row) => [String(row['external_id']), row['entity_key'] as bigint]));
  const clocks = { since: null, heldUntil: null, fallingSince: null, lastVeto: null };
  const tiers = new Map<bigint, BankTier>();
  for (const [index, record] of (await recordsOf(file)).entries()) {
    const key = keys.get(record['customer_id'] ?? '');
    const tier = record['tier'] ?? '';
    const line = index + 2;
    if (key === undefined)
      throw failure('takeover.tiers-unreadable', { file, line, problem: 'unknown-customer' });
    if (tiers.has(key)) throw failure('takeover.tiers-unreadable', { file, line, problem: 'twice' });
    if (tier !== '') tiers.set(key, { tier, asOf, ...clocks });
  }
  return tiers;
}

async function recordsOf(file: string): Promise<Record<string, string>[]> {
  try {
    const records = parse(await readFile(file, 'utf8'), {
      bom: true,
      columns: true,
      skip_empty_lines: true,
      trim: true,
    });
    const rows = records as Record<string, string>[];
    const [first] = rows;
    if (first !== undefined && !('customer_id' in first && 'tier' in first)) throw new Error('columns');
    return rows;
  } catch (error) {
    throw failure('takeover.tiers-unreadable', { file, line: 1, problem: 'form' }, { cause: error });
  }
}
