import { quoteName, type Session } from '@gradus/engine';
import { compileGranted, keptTier, type Plan } from '@gradus/policy';
import { assert } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import type { AttachedLake } from '../run/attached-lake.ts';
import { makeIndicators } from '../run/indicators.ts';
import {
  countEarlierTiers,
  refuseUnknownAmong,
  registerEarlier,
  type EarlierState,
  type EarlierTiers,
} from '../run/previous.ts';
import type { Supervision } from '../run/steps.ts';
import { moneyIndicator } from '../run/summary.ts';
import { KeptCustomers } from './kept-customers.ts';
import { haveSameIndicators } from './same-indicators.ts';

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
  readonly #earlier: EarlierTiers;
  readonly #customers: KeptCustomers;

  private constructor(session: Session, plan: Plan, earlier: EarlierTiers, customers: KeptCustomers) {
    this.#session = session;
    this.#plan = plan;
    this.#earlier = earlier;
    this.#customers = customers;
  }

  /**
   * Works the indicators of `plan` out and keeps what edits of it need; the session is needed from then on. `earlier` is what
   * states go on from. Overrides change no granted tier.
   *
   * Errors: `assessment.unknown-earlier-tier` and those of makeIndicators.
   */
  static async prepare(
    attached: AttachedLake,
    plan: Plan,
    earlier: EarlierState | null,
    supervision: Supervision = {},
  ): Promise<WhatIf> {
    const { session } = attached;
    await registerEarlier(session, earlier);
    const tiers = await countEarlierTiers(session);
    refuseUnknownAmong(tiers, plan);
    await makeIndicators(attached, plan, supervision);
    const customers = await KeptCustomers.make(attached, plan, tiers.length > 0);
    return new WhatIf(session, plan, tiers, customers);
  }

  /** Whether edits led to a plan that {@link cells} answers; one with other indicators is prepared anew. */
  answers(plan: Plan): boolean {
    const { asOf, previousAsOf } = this.#plan;
    return plan.asOf === asOf && plan.previousAsOf === previousAsOf && haveSameIndicators(plan, this.#plan);
  }

  /**
   * Where every customer goes from the first plan to `plan`. Cells with customers only, the best tiers first.
   *
   * Errors: `assessment.unknown-earlier-tier`.
   */
  async cells(plan: Plan): Promise<WhatIfCell[]> {
    assert(this.answers(plan), 'a what-if answers edits that keep the indicators');
    refuseUnknownAmong(this.#earlier, plan);
    const money = moneyIndicator(plan);
    const carried = [keptTier, ...(money === null ? [] : [money.name])];
    const { relation, kept } = await this.#customers.meetUnder(plan);
    const query = printQuery(compileGranted(plan, kept, relation, carried), dialects.duckdb);
    const sum = money === null ? 'CAST(NULL AS BIGINT)' : `CAST(sum(${quoteName(money.name)}) AS BIGINT)`;
    // Tiers are ranks until they are grouped: DuckDB groups numbers of one byte several times faster than anything else.
    const rank = plan.tiers.length <= 2 ** 7 ? 'CAST(granted_tier AS TINYINT)' : 'granted_tier';
    const rows = await this.#session.rows(
      `SELECT ${keptTier} AS from_rank, ${rank} AS to_rank, count(*) AS n, ${sum} AS money
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

  /**
   * Lets edits go on from `plan`, an edit that stays, so that the next one is as quick as the first; cells still tell from
   * the first plan on. Takes a few times as long as {@link cells}.
   */
  async goOnFrom(plan: Plan): Promise<void> {
    assert(this.answers(plan), 'a what-if goes on from edits that keep the indicators');
    await this.#customers.keepAnew(plan);
  }
}

function tierId(plan: Plan, rank: unknown): string | null {
  if (rank === null) return null;
  const tier = plan.tiers[Number(rank)];
  assert(tier !== undefined, 'a granted tier is one of the plan');
  return tier.id;
}
