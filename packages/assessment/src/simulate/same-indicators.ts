import type { Plan } from '@gradus/policy';
import { plainKey } from '@gradus/schema';

/** Whether the relation `indicator` of one plan is that of the other on the same day. */
export function haveSameIndicators(one: Plan, other: Plan): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ indicators, currency, noRate }: Plan): string {
  return plainKey([indicators, currency, noRate]);
}
