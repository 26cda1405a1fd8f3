import type { LocalText, TableName, Unit } from '@gradus/schema';
import type { PlannedIndicator } from '../plan/plan.ts';
import type { CustomerRecords } from '../records/customer-records.ts';
import type { EvaluationContext } from '../records/money.ts';

/** Whether a metric reads a parameter: `months` means a window counted in months. */
export type ParameterUse = 'none' | 'optional' | 'required';

/**
 * The meaning of a metric, apart from how it is computed. One folder per metric holds it (`meaning.ts`) beside its SQL
 * (`sql.ts`), its in-process form (`evaluate.ts`) and its cases; the registries are generated from the folders.
 */
export interface MetricMeaning {
  readonly name: string;
  readonly title: LocalText;
  /** One sentence that a banker can check. */
  readonly summary: LocalText;
  readonly factor: 'deposits' | 'tenor' | 'spending' | 'loans' | 'relationship' | 'figure';
  /** Null: the policy states it. */
  readonly unit: Unit | null;
  readonly classes: readonly string[] | null;
  /** Trend by which more of it speaks for the customer (`up`) or against (`down`); null: neither. */
  readonly trend: 'up' | 'down' | null;
  readonly parameters: MetricParameters;
  /** Whether a customer can move it, and by what, in the words of the next-step advice; null: not. */
  readonly movable: LocalText | null;
  /** True when every customer has a value, so that a characteristic needs no points for a missing one. */
  readonly neverMissing?: true;
  /** Tables of the lake that it reads. */
  readonly needs: readonly TableName[];
}

export interface MetricParameters {
  readonly window: ParameterUse | 'months';
  readonly accounts: boolean;
  readonly denominator: boolean;
  readonly tolerance: boolean;
  readonly atLeast: boolean;
  readonly as: boolean;
  readonly maxAge: ParameterUse;
  readonly fact: boolean;
  /** Whether products count at a part of their value. */
  readonly factors: boolean;
  /** Whether it looks at the window before as well. */
  readonly against: boolean;
  /** Whether there is a time for doing something. */
  readonly within: boolean;
  /** Whether it is made of two other indicators, `of` and `to`. */
  readonly operands: boolean;
}

/** In-process form: the stored number of one customer, or null when missing. */
export type EvaluateMetric = (
  indicator: PlannedIndicator,
  records: CustomerRecords,
  context: EvaluationContext,
) => bigint | null;
