import type { Plan } from '@gradus/policy';

/** Whether the relation `indicator` of one plan is that of the other on the same day. */
export function haveSameIndicators(one: Plan, other: Plan): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ indicators, currency, noRate }: Plan): string {
  return JSON.stringify([indicators, currency, noRate], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}
