import { assert } from '@gradus/schema';
import type { Plan, PlannedIndicator } from '@gradus/policy';
import { quoteName, type Row, type Session } from '@gradus/engine';
import { jsonWhole, type Counts, type TierCount } from '../result/document.ts';

/** How many customers the rows of a result put where, and their money by effective tier. */
export async function summarise(
  session: Session,
  plan: Plan,
  relation: string,
): Promise<Omit<Counts, 'staleLoans' | 'unreported'>> {
  const money = moneyIndicator(plan);
  const unrated = await session.rows(
    `SELECT unrated_reason AS reason, count(*) AS n FROM ${relation} WHERE unrated_reason IS NOT NULL GROUP BY 1 ORDER BY n DESC, reason`,
  );
  const sum = money === null ? 'NULL' : `CAST(sum(${quoteName(money.name)}) AS BIGINT)`;
  const rated = await session.rows(
    `SELECT computed_tier, granted_tier, effective_tier, count(*) AS n, ${sum} AS money FROM ${relation}
     WHERE unrated_reason IS NULL GROUP BY 1, 2, 3`,
  );
  const ratedCount = total(rated);
  const values = plan.indicators.map(({ name }, index) => `count(${quoteName(name)}) AS v${index}`);
  const [present = {}] = await session.rows(
    `SELECT ${values.join(', ')} FROM ${relation} WHERE unrated_reason IS NULL`,
  );
  return {
    customers: ratedCount + total(unrated),
    rated: ratedCount,
    unrated: unrated.map((row) => ({ reason: String(row['reason']), customers: Number(row['n']) })),
    tiers: plan.tiers.map(({ id }) => tierCount(id, rated, money !== null)),
    missing: plan.indicators.map(({ name }, index) => ({
      indicator: name,
      customers: ratedCount - Number(present[`v${index}`]),
    })),
    money: money && { indicator: money.name, currency: plan.currency },
  };
}

/**
 * The indicator whose sums stand for the money of a tier: the first average balance, else the first balance, else the
 * first that is money; null when a policy has none.
 */
export function moneyIndicator(plan: Plan): PlannedIndicator | null {
  const amounts = plan.indicators.filter(({ unit }) => unit === 'money');
  const of = (metric: string) => amounts.find((indicator) => indicator.metric === metric);
  return of('average_daily_balance') ?? of('balance') ?? amounts[0] ?? null;
}

function tierCount(tier: string, rows: readonly Row[], hasMoney: boolean): TierCount {
  const of = (column: string): Row[] => rows.filter((row) => row[column] === tier);
  const money = of('effective_tier').reduce((sum, row) => sum + bigintOf(row['money'] ?? 0n), 0n);
  return {
    tier,
    computed: total(of('computed_tier')),
    granted: total(of('granted_tier')),
    effective: total(of('effective_tier')),
    moneyMinor: hasMoney ? jsonWhole(money) : null,
  };
}

function total(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + Number(row['n']), 0);
}

function bigintOf(value: unknown): bigint {
  assert(typeof value === 'bigint', 'a sum is a BIGINT');
  return value;
}
