import type { Session } from '@gradus/engine';
import { assert, type Day } from '@gradus/schema';
import type { DigestValue } from '@gradus/sql';
import {
  compileDecision,
  decide,
  decisionRow,
  rankOfTier,
  resultColumns,
  stateOfRow,
  type CustomerColumns,
  type Decision,
  type IndicatorValues,
  type Plan,
  type StateRow,
} from '@gradus/policy';

/** One customer of a decision case, as an assessment meets them. */
export interface CaseCustomer {
  readonly key: bigint;
  readonly customer: CustomerColumns;
  readonly values: IndicatorValues;
  /** State columns of the result before; null when the customer was not in it. */
  readonly previous: StateRow | null;
  readonly override: { readonly tier: string; readonly until: Day } | null;
}

export type ResultRow = readonly DigestValue[];

const stateColumns = [
  'granted_tier VARCHAR',
  'since DATE',
  'held_until DATE',
  'falling_since DATE',
  'last_veto DATE',
  'rated_on DATE',
];

/** Decisions of the in-process function, in the order of the customers. */
export function decideAll(plan: Plan, customers: readonly CaseCustomer[]): Decision[] {
  return customers.map(({ customer, values, previous, override }) => {
    const tier = override === null ? null : rankOfTier(plan, override.tier);
    assert(override === null || tier !== null, 'a case overrides to a tier of its policy');
    return decide(plan, {
      customer,
      values,
      state: previous === null ? null : stateOfRow(plan, previous),
      override: override === null || tier === null ? null : { tier, until: override.until },
    });
  });
}

/** Result rows of the in-process function, in the order of the customers. */
export function rowsInProcess(plan: Plan, customers: readonly CaseCustomer[]): ResultRow[] {
  return decideAll(plan, customers).map((decision, index) => {
    const one = customers[index];
    assert(one !== undefined, 'one decision per customer');
    return decisionRow(plan, one.key, one.values, decision);
  });
}

/** Result rows of the SQL, in the order of the customers, from temporary relations of `session`. */
export async function rowsInDuckdb(
  session: Session,
  plan: Plan,
  customers: readonly CaseCustomer[],
): Promise<ResultRow[]> {
  await createRelations(session, plan, customers);
  const rows = await session.runQuery(compileDecision(plan));
  const columns = resultColumns(plan);
  const byKey = new Map(rows.map((row) => [row['customer_key'], row]));
  assert(byKey.size === rows.length, 'one row per customer');
  return customers.map(({ key }) => {
    const row = byKey.get(key);
    assert(row !== undefined, `customer ${key} has a row`);
    return columns.map(({ name }) => row[name] as DigestValue);
  });
}

/** State columns of a result row, as the next assessment reads them. */
export function stateRowOf(plan: Plan, row: ResultRow): StateRow {
  const at = (name: string) => row[resultColumns(plan).findIndex((column) => column.name === name)] ?? null;
  const day = (name: string) => at(name) as Day | null;
  return {
    grantedTier: at('granted_tier') as string | null,
    since: day('since'),
    heldUntil: day('held_until'),
    fallingSince: day('falling_since'),
    lastVeto: day('last_veto'),
    ratedOn: day('rated_on'),
  };
}

/** The relations that `compileDecision` reads, as temporary tables of `session`. */
export async function createRelations(
  session: Session,
  plan: Plan,
  customers: readonly CaseCustomer[],
): Promise<void> {
  const indicators = plan.indicators.map(({ name }) => `"${name}" BIGINT`);
  await create(
    session,
    'indicator',
    ['customer_key BIGINT', 'opened_on DATE', 'birth_year INTEGER', 'status VARCHAR', ...indicators],
    customers.map(({ key, customer, values }) => [
      key,
      customer.openedOn,
      customer.birthYear,
      customer.status,
      ...plan.indicators.map(({ name }) => values[name] ?? null),
    ]),
  );
  await create(
    session,
    'previous',
    ['customer_key BIGINT', ...stateColumns],
    customers.flatMap(({ key, previous: state }) =>
      state === null
        ? []
        : [
            [
              key,
              state.grantedTier,
              state.since,
              state.heldUntil,
              state.fallingSince,
              state.lastVeto,
              state.ratedOn,
            ],
          ],
    ),
  );
  await create(
    session,
    'override',
    ['customer_key BIGINT', 'tier VARCHAR', 'until DATE'],
    customers.flatMap(({ key, override }) =>
      override === null ? [] : [[key, override.tier, override.until]],
    ),
  );
}

async function create(
  session: Session,
  name: string,
  columns: readonly string[],
  rows: readonly ResultRow[],
): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE "${name}" (${columns.join(', ')})`);
  if (rows.length > 0) await session.append(name, rows);
}
