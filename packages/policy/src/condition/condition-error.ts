import type { Code, DataOf } from '@gradus/schema';

/** A mistake in a condition, at an offset into its text. Caught by the parser, which makes it a finding. */
export class ConditionError extends Error {
  readonly finding: ConditionFinding;

  constructor(finding: ConditionFinding) {
    super(finding.code);
    this.name = 'ConditionError';
    this.finding = finding;
  }
}

export interface ConditionFinding {
  readonly code: Code;
  readonly data: unknown;
  readonly offset: number;
}

/** Stops the reading of the part at hand. */
export function refuseAt<C extends Code>(code: C, offset: number, data: DataOf<C>): never {
  throw new ConditionError({ code, data, offset });
}
