import { quoteName, type Session } from '@gradus/engine';
import { compileDecision, type Plan } from '@gradus/policy';
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
 * Whole-bank what-if: the indicators of a session are kept beside the tier of every customer under a first policy, and any
 * edit that leaves the indicators alone is answered by one pass over them. Nothing is sampled and nothing is joined.
 */
export class WhatIf {
  readonly #session: Session;
  readonly #money: string;

  private constructor(session: Session, money: string) {
    this.#session = session;
    this.#money = money;
  }

  /** Takes the relation `indicator` of the session over; `previous` and `override` stand beside it. */
  static async prepare(session: Session, plan: Plan): Promise<WhatIf> {
    const money = moneyIndicator(plan);
    const decided = printQuery(compileDecision(plan), dialects.duckdb);
    await session.run(
      `CREATE OR REPLACE TEMP TABLE indicator AS SELECT i.*, d.granted_tier AS _kept_tier, ${money === null ? 'CAST(NULL AS BIGINT)' : `i.${quoteName(money.name)}`} AS _kept_money
       FROM indicator i JOIN (SELECT customer_key, CASE WHEN unrated_reason IS NULL THEN granted_tier END AS granted_tier FROM (${decided})) d USING (customer_key)`,
    );
    return new WhatIf(session, money === null ? 'CAST(NULL AS BIGINT)' : '_kept_money');
  }

  /** Where every customer goes under `plan`, whose indicators must be those that were prepared. Cells with customers only. */
  async cells(plan: Plan): Promise<WhatIfCell[]> {
    const query = printQuery(compileDecision(plan, ['_kept_tier', '_kept_money']), dialects.duckdb);
    const rows = await this.#session.rows(
      `SELECT _kept_tier AS from_tier, CASE WHEN unrated_reason IS NULL THEN granted_tier END AS to_tier, count(*) AS n, CAST(sum(${this.#money}) AS BIGINT) AS money
       FROM (${query}) GROUP BY ALL ORDER BY from_tier NULLS LAST, to_tier NULLS LAST`,
    );
    return rows.map((row) => {
      const customers = row['n'];
      assert(typeof customers === 'bigint', 'a count is a whole number');
      return {
        from: row['from_tier'] as string | null,
        to: row['to_tier'] as string | null,
        customers: Number(customers),
        moneyMinor: row['money'] as bigint | null,
      };
    });
  }
}
