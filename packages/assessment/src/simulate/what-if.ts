import { quoteName, type Session } from '@gradus/engine';
import { compileGranted, compileKept, keptTier, type Kept, type Plan } from '@gradus/policy';
import { assert } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { moneyIndicator } from '../run/summary.ts';

/** Customers and money that an edit of a policy takes from one tier to another; null is unrated. */
export interface WhatIfCell {
  readonly from: string | null;
  readonly to: string | null;
  readonly customers: number;
  /** In minor units of the policy's currency; null when the policy has no indicator of money. */
  readonly moneyMinor: bigint | null;
}

/**
 * Whole-bank what-if: what the tiers of a session's customers are judged by is kept beside the tier of each under a first
 * policy, and any edit that leaves the indicators alone is answered by one pass over it. Steps of the decision that the
 * edit leaves alone too (points of a characteristic, a rule) are read, not worked out. Nothing is sampled or joined.
 */
export class WhatIf {
  readonly #session: Session;
  readonly #plan: Plan;
  readonly #kept: Kept;

  private constructor(session: Session, plan: Plan, kept: Kept) {
    this.#session = session;
    this.#plan = plan;
    this.#kept = kept;
  }

  /**
   * Makes the relation `kept` of the session from `indicator` and `previous`, which it needs no longer. Overrides change no
   * granted tier.
   */
  static async prepare(session: Session, plan: Plan): Promise<WhatIf> {
    const states = await session.rows('SELECT 1 AS one FROM previous LIMIT 1');
    const { query, kept } = compileKept(plan, states.length > 0);
    await session.run(`CREATE OR REPLACE TEMP TABLE kept AS ${printQuery(query, dialects.duckdb)}`);
    return new WhatIf(session, plan, kept);
  }

  /**
   * Where every customer goes under `plan`, whose indicators must be those that were prepared. Cells with customers only,
   * the best tiers first.
   */
  async cells(plan: Plan): Promise<WhatIfCell[]> {
    const money = moneyIndicator(plan);
    const carried = [keptTier, ...(money === null ? [] : [money.name])];
    const query = printQuery(compileGranted(plan, this.#kept, 'kept', carried), dialects.duckdb);
    const sum = money === null ? 'CAST(NULL AS BIGINT)' : `CAST(sum(${quoteName(money.name)}) AS BIGINT)`;
    // Tiers are ranks until they are grouped: engines group small numbers several times faster than texts.
    const rows = await this.#session.rows(
      `SELECT ${keptTier} AS from_rank, granted_tier AS to_rank, count(*) AS n, ${sum} AS money
       FROM (${query}) GROUP BY ALL ORDER BY from_rank NULLS LAST, to_rank NULLS LAST`,
    );
    return rows.map((row) => {
      const customers = row['n'];
      assert(typeof customers === 'bigint', 'a count is a whole number');
      return {
        from: tierId(this.#plan, row['from_rank']),
        to: tierId(plan, row['to_rank']),
        customers: Number(customers),
        moneyMinor: row['money'] as bigint | null,
      };
    });
  }
}

function tierId(plan: Plan, rank: unknown): string | null {
  if (rank === null) return null;
  const tier = plan.tiers[Number(rank)];
  assert(tier !== undefined, 'a granted tier is one of the plan');
  return tier.id;
}
