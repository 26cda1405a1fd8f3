import { assert } from '@gradus/schema';
import type { PlannedIndicator } from '../plan/plan.ts';

/** Names of the two indicators that one is made of. */
export function operandsOf({ name, parameters }: PlannedIndicator): {
  readonly of: string;
  readonly to: string;
} {
  const { of, to } = parameters;
  assert(of !== null && to !== null, `${name} is made of two others`);
  return { of, to };
}
