import type { Session } from '@gradus/engine';
import { compileKept, compileKeptAnew, keptStates, type Kept, type Plan } from '@gradus/policy';
import { plainKey } from '@gradus/schema';
import { dialects, printQuery, type Query } from '@gradus/sql';
import type { AttachedLake } from '../run/attached-lake.ts';
import { linkStates } from '../run/linked-states.ts';

/** Customers whom no link touches, and the others, whose states depend on the plan that merges them. */
const tables = { alone: 'kept', linked: 'kept_linked' } as const;
/** Those others with the states of the last plan that they met, and all customers. */
const views = { merged: 'kept_merged', united: 'kept_united' } as const;

/** What every customer of a session is judged by, with steps of the decision; relations of the session hold it. */
export class KeptCustomers {
  readonly #attached: AttachedLake;
  readonly #hasLinks: boolean;
  #kept: Kept;
  /** What states were merged by. */
  #mergedBy: string;

  private constructor(attached: AttachedLake, plan: Plan, hasLinks: boolean, kept: Kept) {
    this.#attached = attached;
    this.#hasLinks = hasLinks;
    this.#kept = kept;
    this.#mergedBy = mergingOf(plan);
  }

  /** Takes the relations `indicator` and `previous_given` over: only customers whom links touch are left in them. */
  static async make(attached: AttachedLake, plan: Plan, hasPrevious: boolean): Promise<KeptCustomers> {
    const { session } = attached;
    const hasLinks = hasPrevious && (await linkStates(attached, plan));
    const { query, kept } = compileKept(plan, hasPrevious);
    if (hasLinks) await divide(session, printQuery(query, dialects.duckdb));
    else {
      await replace(session, tables.alone, query);
      await session.run('DROP TABLE indicator');
    }
    const made = new KeptCustomers(attached, plan, hasLinks, kept);
    await made.#unite();
    return made;
  }

  /** Name of the relation that holds all customers as `plan` meets them, and what stands where in it. */
  async meetUnder(plan: Plan): Promise<{ readonly relation: string; readonly kept: Kept }> {
    if (!this.#hasLinks) return { relation: tables.alone, kept: this.#kept };
    if (mergingOf(plan) !== this.#mergedBy) {
      await linkStates(this.#attached, plan);
      this.#mergedBy = mergingOf(plan);
    }
    return { relation: views.united, kept: this.#kept };
  }

  /** Keeps the steps of `plan` in place of those before. */
  async keepAnew(plan: Plan): Promise<void> {
    const { session } = this.#attached;
    await this.meetUnder(plan);
    if (this.#hasLinks) {
      await replace(session, tables.linked, compileKeptAnew(plan, this.#kept, views.merged).query);
    }
    const { query, kept } = compileKeptAnew(plan, this.#kept, tables.alone);
    await replace(session, tables.alone, query);
    this.#kept = kept;
    await this.#unite();
  }

  async #unite(): Promise<void> {
    if (!this.#hasLinks) return;
    const { session } = this.#attached;
    const states = Object.entries(keptStates).map(([name, kept]) => `p.${name} AS ${kept}`);
    await session.run(
      `CREATE OR REPLACE TEMP VIEW ${views.merged} AS SELECT k.* REPLACE (${states.join(', ')})
       FROM ${tables.linked} k LEFT JOIN previous_linked p ON p.customer_key = k.customer_key`,
    );
    await session.run(
      `CREATE OR REPLACE TEMP VIEW ${views.united} AS SELECT * FROM ${tables.alone} UNION ALL SELECT * FROM ${views.merged}`,
    );
  }
}

/** Makes both tables, and lets states be merged again out of the customers whom links touch alone. */
async function divide(session: Session, query: string): Promise<void> {
  for (const [table, join] of [
    [tables.alone, 'ANTI'],
    [tables.linked, 'SEMI'],
  ] as const) {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT * FROM (${query}) AS made ${join} JOIN linked_key USING (customer_key)`,
    );
  }
  for (const [table, source] of [
    ['indicator', 'indicator'],
    ['previous_touched', 'previous_given'],
  ] as const) {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT * FROM ${source} SEMI JOIN linked_key USING (customer_key)`,
    );
  }
  await session.run('CREATE OR REPLACE TEMP VIEW previous_given AS SELECT * FROM previous_touched');
}

async function replace(session: Session, table: string, query: Query): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${printQuery(query, dialects.duckdb)}`);
}

/**
 * All of a plan that the states of merged customers depend on. What is kept of the lifecycle is read only by plans that are
 * alike in more than this, so it is never of other states.
 */
function mergingOf({ tiers, lifecycle, asOf }: Plan): string {
  return plainKey([tiers.map(({ id, cure }) => [id, cure]), lifecycle, asOf]);
}
