import { assert, yearOf } from '@gradus/schema';
import type { ColumnReader, ConditionValue } from '../condition/compile.ts';
import { lean, type Whole } from '../condition/whole.ts';
import type { Plan } from '../plan/plan.ts';
import type { CustomerColumns, IndicatorValues } from './decision.ts';

/** Values of the columns that a plan reads of one customer, each in its slot; whole numbers {@link lean}. */
export type Slots = readonly ConditionValue[];

/** Hands out slots by name while a plan is compiled, then fills them customer by customer. */
export class ColumnSlots {
  readonly #plan: Plan;
  /** Indicators first, in the order of the plan. */
  readonly #names: string[];
  readonly #isRead: boolean[];
  readonly #indicators: number;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#names = plan.indicators.map(({ name }) => name);
    this.#isRead = plan.indicators.map(() => false);
    this.#indicators = this.#names.length;
  }

  /** Slot of a column; the same for the same name. */
  slotOf(name: string): number {
    const known = this.#names.indexOf(name);
    const slot = known >= 0 ? known : this.#names.push(name) - 1;
    this.#isRead[slot] = true;
    return slot;
  }

  /** Room for all slots that were handed out. */
  empty(): ConditionValue[] {
    return this.#names.map(() => null);
  }

  readonly reader: ColumnReader<Slots> = (name) => {
    const slot = this.slotOf(name);
    return (slots) => slots[slot] ?? null;
  };

  /** Writes over `slots`, which whoever decides one customer after the other gives again and again. */
  write(slots: ConditionValue[], customer: CustomerColumns, values: IndicatorValues): void {
    const names = this.#names;
    const indicators = this.#indicators;
    const isRead = this.#isRead;
    let at = 0;
    // Values mostly stand in the order of the plan, and walking over them is faster than asking for each.
    for (const name in values) {
      if (at === indicators || name !== names[at]) break;
      if (isRead[at] === true) slots[at] = leanOrNull(values[name], name);
      at += 1;
    }
    for (; at < indicators; at += 1) {
      const name = names[at] ?? '';
      if (isRead[at] === true) slots[at] = leanOrNull(values[name], name);
    }
    for (; at < names.length; at += 1) slots[at] = customerColumn(this.#plan, customer, names[at] ?? '');
  }
}

function leanOrNull(value: bigint | null | undefined, name: string): Whole | null {
  assert(value !== undefined, `a decision needs the indicator "${name}", be it missing`);
  return value === null ? null : lean(value);
}

/** A column of the customer by the name that conditions use; `age` is in years of the as-of date. */
export function customerColumn(plan: Plan, customer: CustomerColumns, name: string): ConditionValue {
  switch (name) {
    case 'age':
      return customer.birthYear === null ? null : yearOf(plan.asOf) - customer.birthYear;
    case 'birth_year':
      return customer.birthYear;
    case 'opened_on':
      return customer.openedOn;
    case 'status':
      return customer.status;
    default:
      assert(false, `a condition reads "${name}", which has no value`);
  }
}
