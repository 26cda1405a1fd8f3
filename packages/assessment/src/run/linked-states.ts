import type { LinkedCustomers } from '@gradus/lake';
import {
  mergeStates,
  stateOfRow,
  type LinkedState,
  type Plan,
  type StateRow,
  type Subject,
} from '@gradus/policy';
import { assert, formatDay, type Day } from '@gradus/schema';
import type { Row, Session } from '@gradus/engine';
import type { AttachedLake } from './attached-lake.ts';

/** Rows of one statement; a statement of a hundred thousand values is slow to parse. */
const rowsMax = 5000;

/**
 * Makes `previous` of `previous_given`: customers who became one have one state, and the parts of a split that have none
 * have that of the whole. Reads `indicator` for cures with a condition, so it comes after the indicators. Only customers
 * whom links touch pass through the process; they stand in the relation `linked_key`. False when there are none.
 */
export async function linkStates({ session, links }: AttachedLake, plan: Plan): Promise<boolean> {
  const keys = touchedBy(links);
  if (keys.length === 0) return false;
  await keepKeys(session, keys);
  const given = await readStateRows(session, 'previous_given SEMI JOIN linked_key USING (customer_key)');
  const made = [...linkedStates(plan, links, given, await readSubjects(session, plan))];
  await session.run('CREATE OR REPLACE TEMP TABLE previous_linked AS SELECT * FROM previous_given LIMIT 0');
  for (let at = 0; at < made.length; at += rowsMax) {
    const values = made.slice(at, at + rowsMax).map(([key, row]) => valuesSql(key, row));
    await session.run(`INSERT INTO previous_linked VALUES ${values.join(', ')}`);
  }
  await session.run(
    `CREATE OR REPLACE TEMP VIEW previous AS SELECT * FROM previous_given ANTI JOIN linked_key USING (customer_key)
     UNION ALL SELECT * FROM previous_linked`,
  );
  return true;
}

/**
 * States by customer of all whom links touch: merged ones, then those that splits hand on. `given` are the states before,
 * by the customers of then; `subjects` are the customers of today, for cures with a condition.
 */
export function linkedStates(
  plan: Plan,
  { ownerOf, gone, parts }: LinkedCustomers,
  given: ReadonlyMap<bigint, StateRow>,
  subjects: ReadonlyMap<bigint, Subject>,
): Map<bigint, StateRow> {
  const members = new Map<bigint, LinkedState[]>();
  for (const [customerKey, row] of given) {
    const owner = ownerOf.get(customerKey) ?? customerKey;
    const state = stateOfRow(plan, row);
    if (state === null) continue;
    const member = { customerKey, isSurvivor: owner === customerKey, state };
    members.set(owner, [...(members.get(owner) ?? []), member]);
  }
  const made = new Map<bigint, StateRow>();
  for (const [owner, states] of members) {
    const [first] = states;
    const merged =
      states.length === 1 ? first?.state : mergeStates(plan, states, subjects.get(owner) ?? null);
    assert(merged !== undefined, 'a group has members');
    const grantedTier = plan.tiers[merged.granted]?.id ?? null;
    made.set(owner, { ...merged, grantedTier });
  }
  for (const { from, to } of parts) {
    const part = ownerOf.get(to) ?? to;
    const whole = made.get(ownerOf.get(from) ?? from);
    if (whole !== undefined && !made.has(part)) made.set(part, whole);
  }
  for (const one of gone) made.delete(one);
  return made;
}

function touchedBy({ ownerOf, gone, parts }: LinkedCustomers): bigint[] {
  const keys = [...ownerOf, ...parts.map(({ from, to }) => [from, to] as const)].flat();
  return [...new Set([...keys, ...gone])];
}

async function keepKeys(session: Session, keys: readonly bigint[]): Promise<void> {
  await session.run('CREATE OR REPLACE TEMP TABLE linked_key (customer_key BIGINT)');
  for (let at = 0; at < keys.length; at += rowsMax) {
    const values = keys.slice(at, at + rowsMax).map((key) => `(${key})`);
    await session.run(`INSERT INTO linked_key VALUES ${values.join(', ')}`);
  }
}

/** State rows of a relation by customer. */
export async function readStateRows(session: Session, relation: string): Promise<Map<bigint, StateRow>> {
  const rows = await session.rows(`SELECT * FROM ${relation}`);
  return new Map(rows.map((row) => [row['customer_key'] as bigint, stateRowOf(row)]));
}

function stateRowOf(row: Row): StateRow {
  return {
    grantedTier: row['granted_tier'] as string | null,
    since: row['since'] as Day | null,
    heldUntil: row['held_until'] as Day | null,
    fallingSince: row['falling_since'] as Day | null,
    lastVeto: row['last_veto'] as Day | null,
    ratedOn: row['rated_on'] as Day | null,
  };
}

async function readSubjects(session: Session, plan: Plan): Promise<Map<bigint, Subject>> {
  if (plan.tiers.every(({ cure }) => cure?.when === null || cure?.when === undefined)) return new Map();
  const rows = await session.rows('SELECT * FROM indicator SEMI JOIN linked_key USING (customer_key)');
  return new Map(
    rows.map((row) => [
      row['customer_key'] as bigint,
      {
        customer: {
          openedOn: row['opened_on'] as Day,
          birthYear: row['birth_year'] as number | null,
          status: row['status'] as string | null,
        },
        values: Object.fromEntries(plan.indicators.map(({ name }) => [name, row[name] as bigint | null])),
      },
    ]),
  );
}

function valuesSql(key: bigint, row: StateRow): string {
  const day = (value: Day | null): string => (value === null ? 'NULL' : `DATE '${formatDay(value)}'`);
  const tier = row.grantedTier === null ? 'NULL' : `'${row.grantedTier.replaceAll("'", "''")}'`;
  const days = [row.since, row.heldUntil, row.fallingSince, row.lastVeto, row.ratedOn].map(day);
  return `(${key}, ${tier}, ${days.join(', ')})`;
}
