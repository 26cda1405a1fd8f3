// Results of both sides as rows of texts that compare by what they say.
import type { NaiveResult } from './assess.ts';
import { dayOf, textOf } from './calendar.ts';
import { Lifecycle } from './lifecycle.ts';
import type { PolicyText } from './policy.ts';

/** What is compared, in order; texts, so that numbers of any kind compare by what they say. */
function comparedOf(policy: PolicyText): string[] {
  return [
    ...Object.keys(policy.indicators),
    ...Object.keys(policy.scorecard).map((name) => `${name}_points`),
    ...decided,
  ];
}

const decided = `score reasons internal_reasons computed_tier granted_tier effective_tier since held_until
  falling_since last_veto rated_on grace_until unrated_reason`.split(/\s+/);
const dayColumns = new Set(['since', 'held_until', 'falling_since', 'last_veto', 'rated_on', 'grace_until']);
const epoch = dayOf('1970-01-01');

/** The product's row of an export. */
function columnsOf(
  row: Readonly<Record<string, unknown>>,
  policy: PolicyText,
): Record<string, string | null> {
  return Object.fromEntries(
    comparedOf(policy).map((name) => {
      const value = (row[name] ?? null) as bigint | number | string | null;
      if (value === null) return [name, null];
      return [name, dayColumns.has(name) ? textOf(Number(value) + epoch) : String(value)];
    }),
  );
}

/** The naive result as such a row. */
function rowOf(result: NaiveResult, policy: PolicyText): Record<string, string | null> {
  const { indicators, decision, state, ratedOn, unratedReason } = result;
  const day = (value: number | null | undefined): string | null =>
    value === null || value === undefined ? null : textOf(value);
  const reasons = decision?.reasons.join(',');
  const isRated = unratedReason === null;
  const points = Object.entries(decision?.points ?? {}).map(([name, own]): [string, bigint] => [
    `${name}_points`,
    own,
  ]);
  const values: Record<string, unknown> = {
    ...indicators,
    ...Object.fromEntries(points),
    score: decision?.score,
    reasons,
    internal_reasons: reasons,
    computed_tier: decision?.tier,
    granted_tier: state?.granted,
    effective_tier: isRated ? state?.granted : null,
    since: day(state?.since),
    falling_since: day(state?.fallingSince),
    last_veto: day(state?.lastVeto),
    rated_on: day(ratedOn),
    grace_until: isRated && state !== null ? day(new Lifecycle(policy).graceUntil(state)) : null,
    unrated_reason: unratedReason,
  };
  return Object.fromEntries(
    comparedOf(policy).map((name) => [
      name,
      values[name] === null || values[name] === undefined ? null : String(values[name] as bigint),
    ]),
  );
}

/** Customers whose rows differ, both rows given; a customer whom one side lacks differs too. */
export function differences(
  expected: ReadonlyMap<string, NaiveResult>,
  actual: readonly Readonly<Record<string, unknown>>[],
  policy: PolicyText,
): { readonly id: string; readonly naive: unknown; readonly product: unknown }[] {
  const rows = new Map(actual.map((row) => [row['customer_id'] as string, columnsOf(row, policy)]));
  const found: { id: string; naive: unknown; product: unknown }[] = [];
  for (const id of new Set([...expected.keys(), ...rows.keys()])) {
    const result = expected.get(id);
    const naive = result === undefined ? undefined : rowOf(result, policy);
    const product = rows.get(id);
    if (JSON.stringify(naive) === JSON.stringify(product)) continue;
    const names = Object.keys(naive ?? {}).filter((name) => naive?.[name] !== product?.[name]);
    const pick = (row: Record<string, string | null> | undefined): unknown =>
      row && Object.fromEntries(names.map((name) => [name, row[name]]));
    found.push({ id, naive: pick(naive), product: pick(product) });
  }
  return found;
}
