import { assert, yearOf } from '@gradus/schema';
import type { ColumnReader, ConditionValue } from '../condition/compile.ts';
import type { Plan } from '../plan/plan.ts';
import type { CustomerColumns, IndicatorValues } from './decision.ts';

/** Values of the columns that a plan reads of one customer, each in its slot. */
export type Slots = readonly ConditionValue[];

/** Hands out slots by name while a plan is compiled, then fills them customer by customer. */
export class ColumnSlots {
  readonly #plan: Plan;
  readonly #names: string[] = [];

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** Slot of a column; the same for the same name. */
  slotOf(name: string): number {
    const known = this.#names.indexOf(name);
    return known >= 0 ? known : this.#names.push(name) - 1;
  }

  readonly reader: ColumnReader<Slots> = (name) => {
    const slot = this.slotOf(name);
    return (slots) => slots[slot] ?? null;
  };

  fill(customer: CustomerColumns, values: IndicatorValues): Slots {
    const names = this.#names;
    const slots: ConditionValue[] = [];
    for (let slot = 0; slot < names.length; slot += 1) {
      const name = names[slot] ?? '';
      const value = values[name];
      slots.push(value === undefined ? customerColumn(this.#plan, customer, name) : value);
    }
    return slots;
  }
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
