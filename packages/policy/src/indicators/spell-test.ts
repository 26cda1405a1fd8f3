import type { DayWindow } from '@gradus/schema';
import { and, atLeast, atMost, column, date, greaterThan, isNull, or, type Expression } from '@gradus/sql';
import { evaluateCondition } from '../condition/evaluate.ts';
import { conditionSql } from '../condition/sql.ts';
import type { Condition } from '../plan/condition.ts';
import type { LakeShape } from './lake-shape.ts';

const ofSpell = (name: string): Expression => column('spell', name);

/** The filter's test of a row of `spell`; null when every account passes. */
export function passes(filter: Condition | null): Expression | null {
  return filter === null ? null : conditionSql(filter, ofSpell);
}

/** Whether a filter that reads nothing but `kind` holds for every kind that the lake knows. */
export function passesEveryKind(filter: Condition, { kinds = [] }: LakeShape): boolean {
  let isOfKind = true;
  const holds = kinds.every(
    (kind) =>
      evaluateCondition(filter, (name) => {
        if (name === 'kind') return kind;
        isOfKind = false;
        return null;
      }) === true,
  );
  return holds && isOfKind && kinds.length > 0;
}

/** Whether a row of `spell` has a day in the window: an account that is open on it counts. docs/language.md, "What is measured". */
export function isOpenIn({ after, upTo }: DayWindow): Expression {
  const toOn = ofSpell('to_on');
  return and(
    atMost(ofSpell('from_on'), date(upTo)),
    or(isNull(toOn), and(greaterThan(toOn, date(after + 1)), greaterThan(toOn, ofSpell('from_on')))),
  );
}

/** Whether bookings of a row of `spell` can lie in the window: as `isOpenIn`, and on the day of closing too. */
export function hasBookingsIn({ after, upTo }: DayWindow): Expression {
  const toOn = ofSpell('to_on');
  return and(atMost(ofSpell('from_on'), date(upTo)), or(isNull(toOn), atLeast(toOn, date(after + 1))));
}

/** `test` for the spells that pass the filter. */
export function whereAll(...tests: readonly (Expression | null)[]): Expression | null {
  const given = tests.filter((test) => test !== null);
  return given.length === 0 ? null : and(...given);
}
