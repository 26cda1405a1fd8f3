import type { Condition } from '../plan/condition.ts';
import { compileCondition, type ConditionValue, type Test } from './compile.ts';

export type { ConditionValue } from './compile.ts';

type ValueOf = (name: string) => ConditionValue;

/** Compiled once per condition: a condition of a plan never changes and is asked for row after row. */
const compiled = new WeakMap<Condition, Test<ValueOf>>();

/**
 * What `condition` says of one row: true, false, or null when that is unknown. docs/language.md, "What is measured".
 *
 * `valueOf` gives a column's value by name; flags as booleans or as 0 and 1.
 */
export function evaluateCondition(condition: Condition, valueOf: ValueOf): boolean | null {
  let test = compiled.get(condition);
  if (test === undefined) {
    test = compileCondition<ValueOf>(condition, (name) => (row) => row(name));
    compiled.set(condition, test);
  }
  return test(valueOf);
}
