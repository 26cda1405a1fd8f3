import { diagnostic, type Day } from '@gradus/schema';
import type { TableFile } from '../store/manifest.ts';
import type { ImportState } from './import-state.ts';

/** No sum, in whatever order it is made, may pass this; a 64-bit integer holds twice as much. */
const sumMax = 2n ** 62n;
/** Years past the data for which an assessment may still ask. */
const spareDays = 3_660n;

/**
 * Proves that no partial sum of balances over days can leave 64 bits: Σ |amount| × days of the whole bank is below 2^62, or
 * else that of every customer. Adds a refusal that names accounts otherwise.
 */
export async function checkBounds(
  state: ImportState,
  entries: readonly TableFile[],
  days: { readonly first: Day; readonly latest: Day } | null,
): Promise<void> {
  if (days === null) return;
  const { session, refusals } = state.run;
  const span = BigInt(days.latest - days.first + 1) + spareDays;
  const [opening] = await session.rows(
    `SELECT CAST(coalesce(sum(abs(amount_minor)), 0) AS HUGEINT) AS n FROM opening`,
  );
  const turnover = entries.reduce(
    (sum, file) => sum + BigInt(file.turnover_minor ?? 0),
    opening?.['n'] as bigint,
  );
  if (turnover * span < sumMax) return;
  const rows = await session.rows(`
    SELECT arg_max(s.account_key, abs(m.amount_minor)) AS account_key
    FROM movement m JOIN spell s USING (spell_key) GROUP BY s.customer_key
    HAVING CAST(sum(abs(CAST(m.amount_minor AS HUGEINT))) AS HUGEINT) >= ${sumMax / span}::HUGEINT ORDER BY 1 LIMIT 10`);
  if (rows.length === 0) return;
  const accounts = rows.map((row) => String(row['account_key']));
  const place = { position: null, path: 'tables.entry' };
  refusals.push(diagnostic('intake.sum-too-large', 'error', place, { accounts }));
}
