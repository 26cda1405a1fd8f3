import { dayParts, isMonthEnd, monthEndsBetween, type Day } from '@gradus/schema';
import {
  add,
  and,
  atMost,
  call,
  cast,
  choose,
  column,
  date,
  equal,
  greaterThan,
  integer,
  lessThan,
  multiply,
  or,
  subtract,
  text,
  when,
  type Expression,
} from '@gradus/sql';
import type { Quantity } from '../metrics/metric-sql.ts';
import { snapshotBefore, type LakeShape } from './lake-shape.ts';

/**
 * A difference P(upTo) − P(after) of a prefix, P(t) being what a quantity has come to by the end of day t.
 * `after` null stands for the beginning, where every prefix is 0.
 */
export interface PrefixRequest {
  readonly quantity: Quantity;
  readonly after: Day | null;
  readonly upTo: Day;
}

/** Days of (after, upTo]; `after` null: from the beginning. */
export interface DayRange {
  readonly after: Day | null;
  readonly upTo: Day;
}

/** Column of a row, by name. */
export type RowColumn = (name: string) => Expression;

/** What the row of a spell in the snapshot at `monthEnd` adds. */
export interface SnapshotPart {
  readonly monthEnd: Day;
  readonly valueOf: (row: RowColumn) => Expression;
}

interface MovementPart {
  readonly range: DayRange;
  readonly value: Expression;
}

/** What rows of snapshot and movement add to a request, and which of them. */
export interface Contribution {
  readonly snapshots: readonly SnapshotPart[];
  readonly ofMovement: Expression;
  readonly ranges: readonly DayRange[];
}

const zero = integer(0);
const negative = (value: Expression): Expression => subtract(zero, value);

/**
 * A prefix at any day is the last snapshot on or before it, carried on to the day, plus the movements since; so is the
 * one that is taken off. docs/language.md, "What is measured". Where both stand on the same snapshot, only what lies between them remains.
 */
export function contributionOf(request: PrefixRequest, shape: LakeShape): Contribution {
  const { quantity, after, upTo } = request;
  const upper = snapshotBefore(upTo, shape);
  const lower = after === null ? null : snapshotBefore(after, shape);
  const snapshots: SnapshotPart[] = [];
  const movements: MovementPart[] = [];
  if (after !== null && lower === upper) {
    const between = balanceTimes(quantity, after, upTo);
    if (between !== null) {
      if (lower !== null)
        snapshots.push({ monthEnd: lower, valueOf: (row) => multiply(row('balance_minor'), between) });
      movements.push({
        range: { after: lower, upTo: after },
        value: multiply(column('amount_minor'), between),
      });
    }
    movements.push({ range: { after, upTo }, value: movementTerm(quantity, upTo) });
  } else {
    if (upper !== null)
      snapshots.push({ monthEnd: upper, valueOf: (row) => snapshotTerm(quantity, upper, upTo, row) });
    movements.push({ range: { after: upper, upTo }, value: movementTerm(quantity, upTo) });
    if (after !== null) {
      if (lower !== null)
        snapshots.push({
          monthEnd: lower,
          valueOf: (row) => negative(snapshotTerm(quantity, lower, after, row)),
        });
      movements.push({
        range: { after: lower, upTo: after },
        value: negative(movementTerm(quantity, after)),
      });
    }
  }
  const days = movements.filter(({ range }) => range.after === null || range.after < range.upTo);
  return {
    snapshots,
    ofMovement: choose(
      days.map(({ range, value }) => when(inRange(column('moved_on'), range), value)),
      zero,
    ),
    ranges: days.map(({ range }) => range),
  };
}

/** How often a balance held over (after, upTo] counts there, or null where only bookings count. */
function balanceTimes(quantity: Quantity, after: Day, upTo: Day): Expression | null {
  switch (quantity) {
    case 'balance_days':
      return integer(upTo - after);
    case 'month_end_sum':
      return integer(monthEndsBetween(after, upTo).length);
    case 'balance':
    case 'spend_sum':
    case 'spend_count':
    case 'salary_sum':
      return null;
  }
}

/** P(day) of what a row of the snapshot at `end` holds, balance unchanged since. */
function snapshotTerm(quantity: Quantity, end: Day, day: Day, row: RowColumn): Expression {
  const carriedOn = (sum: string, times: number): Expression =>
    times === 0 ? row(sum) : add(row(sum), multiply(row('balance_minor'), integer(times)));
  switch (quantity) {
    case 'balance':
      return row('balance_minor');
    case 'balance_days':
      return carriedOn('balance_days_minor', day - end);
    case 'month_end_sum':
      return carriedOn('month_end_sum_minor', monthEndsBetween(end, day).length);
    case 'spend_sum':
      return row('spend_sum_minor');
    case 'spend_count':
      return row('spend_count');
    case 'salary_sum':
      return row('salary_sum_minor');
  }
}

/** What a movement on or before `day` has added to P(day). */
function movementTerm(quantity: Quantity, day: Day): Expression {
  const amount = column('amount_minor');
  const movedOn = column('moved_on');
  switch (quantity) {
    case 'balance':
      return amount;
    case 'balance_days':
      return multiply(amount, call('days_between', movedOn, date(day + 1)));
    case 'month_end_sum':
      return multiply(amount, monthEndsFrom(movedOn, day));
    case 'spend_sum':
      return whenPurpose('spend', amount);
    case 'spend_count':
      return whenPurpose('spend', choose([when(lessThan(amount, zero), integer(1))], zero));
    case 'salary_sum':
      return whenPurpose('salary', amount);
  }
}

function whenPurpose(purpose: string, value: Expression): Expression {
  return choose([when(equal(column('purpose'), text(purpose)), value)], zero);
}

/** Number of month ends from the day in `from` to `upTo`, both included. */
function monthEndsFrom(from: Expression, upTo: Day): Expression {
  const { year, month } = dayParts(upTo);
  const complete = year * 12 + month + (isMonthEnd(upTo) ? 1 : 0);
  const begun = add(
    multiply(cast(call('year', from), 'bigint'), integer(12)),
    cast(call('month', from), 'bigint'),
  );
  return subtract(integer(complete), begun);
}

export function inRange(day: Expression, { after, upTo }: DayRange): Expression {
  const end = atMost(day, date(upTo));
  return after === null ? end : and(greaterThan(day, date(after)), end);
}

/** Days of any of `ranges`; overlapping and touching ones are joined. */
export function inAnyRange(day: Expression, ranges: readonly DayRange[]): Expression {
  const sorted = ranges.toSorted((a, b) => (a.after ?? -Infinity) - (b.after ?? -Infinity));
  const joined: DayRange[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && (range.after ?? -Infinity) <= last.upTo) {
      joined[joined.length - 1] = { after: last.after, upTo: Math.max(last.upTo, range.upTo) };
    } else joined.push(range);
  }
  return or(...joined.map((range) => inRange(day, range)));
}
