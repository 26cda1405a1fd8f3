import { assert, dayParts, isMonthEnd, monthEndsBetween, type Day } from '@gradus/schema';
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
  named,
  select,
  subquery,
  subtract,
  sumOf,
  table,
  text,
  unionAll,
  when,
  type CommonTable,
  type Expression,
  type Query,
} from '@gradus/sql';

export const snapshotSums = [
  'balance_minor',
  'balance_days_minor',
  'month_end_sum_minor',
  'spend_sum_minor',
  'spend_count',
  'salary_sum_minor',
] as const;

type Sums = Readonly<Record<(typeof snapshotSums)[number], Expression>>;

/** Where a snapshot is carried on from: rows of `relation` (form of `snapshot`) at `monthEnd`. */
export interface SnapshotBase {
  readonly relation: string;
  readonly monthEnd: Day;
}

/**
 * Query for rows of `snapshot` at each of `monthEnds`. Movements are read once and summed by month; each month end then
 * grows out of the one before it: S(t) = S(t') + balance × days + Σ amount·(t − d + 1).
 *
 * `movements` names a relation of the form of `movement`. With `base`, only what moved after it is read; without, the
 * movements are all there are, or a batch of late ones, whose rows are then differences to those that exist.
 */
export function snapshotQuery(parts: {
  readonly monthEnds: readonly Day[];
  readonly movements?: string;
  readonly base?: SnapshotBase | null;
}): Query {
  const { movements = 'movement', base = null } = parts;
  const monthEnds = [...new Set(parts.monthEnds)].toSorted((a, b) => a - b);
  const [first] = monthEnds;
  assert(first !== undefined, 'a snapshot needs a month end');
  assert(monthEnds.every(isMonthEnd), 'snapshots stand on month ends');
  assert(base === null || base.monthEnd < first, 'a snapshot grows out of an earlier one');
  const steps = monthEnds.map((monthEnd, index) => {
    const previous = monthEnds[index - 1];
    const from = previous === undefined ? base : { relation: stepName(previous), monthEnd: previous };
    return stepTable(monthEnd, from);
  });
  return select({
    with: [{ name: 'month_move', query: monthQuery(monthEnds, movements, base) }, ...steps],
    columns: ['spell_key', 'month_end', ...snapshotSums].map((name) => named(name, column(name))),
    from: subquery(unionAll(steps.map(({ name }) => everything(name))), 'step'),
  });
}

function everything(name: string): Query {
  return select({
    columns: ['spell_key', 'month_end', ...snapshotSums].map((one) => named(one, column(one))),
    from: table(name),
  });
}

const stepName = (monthEnd: Day): string => {
  const { year, month } = dayParts(monthEnd);
  return `at_${year}_${month}`;
};

/** The snapshot at one month end: that before it, carried on, and what moved since. */
function stepTable(monthEnd: Day, from: SnapshotBase | null): CommonTable {
  const parts = [
    select({
      columns: ['spell_key', ...snapshotSums].map((name) => named(name, column(name))),
      from: table('month_move'),
      where: equal(column('month_end'), date(monthEnd)),
    }),
  ];
  if (from !== null) parts.push(carriedOn(from, monthEnd));
  return {
    name: stepName(monthEnd),
    query: select({
      columns: [
        named('spell_key', column('spell_key')),
        named('month_end', date(monthEnd)),
        ...snapshotSums.map((name) => named(name, sumOf(column(name)))),
      ],
      from: subquery(unionAll(parts), 'part'),
      groupBy: [column('spell_key')],
    }),
  };
}

function carriedOn(from: SnapshotBase, monthEnd: Day): ReturnType<typeof select> {
  const balance = column('balance_minor');
  const grown: Partial<Sums> = {
    balance_days_minor: multiply(balance, integer(monthEnd - from.monthEnd)),
    month_end_sum_minor: multiply(balance, integer(monthEndsBetween(from.monthEnd, monthEnd).length)),
  };
  return select({
    columns: [
      named('spell_key', column('spell_key')),
      ...snapshotSums.map((name) => {
        const more = grown[name];
        return named(name, more === undefined ? column(name) : add(column(name), more));
      }),
    ],
    from: table(from.relation),
    where: equal(column('month_end'), date(from.monthEnd)),
  });
}

/** What moved since the month end before, as the snapshot counts it: per spell and month end, or movement by movement for a single one. */
function monthQuery(monthEnds: readonly Day[], movements: string, base: SnapshotBase | null): Query {
  const movedOn = column('moved_on');
  const last = Math.max(...monthEnds);
  const dated = select({
    columns: [
      ...['spell_key', 'moved_on', 'amount_minor', 'purpose'].map((name) => named(name, column(name))),
      named('month_end', monthEndOf(movedOn, monthEnds)),
    ],
    from: table(movements),
    where: and(
      ...(base === null ? [] : [greaterThan(movedOn, date(base.monthEnd))]),
      atMost(movedOn, date(last)),
    ),
  });
  const sums = movementSums(monthEndsHeld(monthEnds, base));
  const keys = ['spell_key', 'month_end'];
  // A single month end is summed once, together with what is carried on.
  const isSummed = monthEnds.length > 1;
  return select({
    columns: [
      ...keys.map((name) => named(name, column(name))),
      ...snapshotSums.map((name) => named(name, isSummed ? sumOf(sums[name]) : sums[name])),
    ],
    from: subquery(dated, 'dated'),
    groupBy: isSummed ? keys.map((name) => column(name)) : [],
  });
}

/** The earliest of `monthEnds` (ascending) that is not before `day`. */
function monthEndOf(day: Expression, monthEnds: readonly Day[]): Expression {
  const [first = 0] = monthEnds;
  const last = monthEnds.at(-1) ?? first;
  const early = when(atMost(day, date(first)), date(first));
  if (isUnbroken(first - 1, monthEnds)) return choose([early], call('month_end', day));
  return choose(
    monthEnds.map((end) => when(atMost(day, date(end)), date(end))),
    date(last),
  );
}

/** Whether `monthEnds` (ascending) are all there are from the day after `after` to the last of them. */
function isUnbroken(after: Day, monthEnds: readonly Day[]): boolean {
  return monthEndsBetween(after, monthEnds.at(-1) ?? after).length === monthEnds.length;
}

/**
 * Number of month ends from a movement to its `month_end`, both included: one, where the movement is known to lie in the
 * month that ends there.
 */
function monthEndsHeld(monthEnds: readonly Day[], base: SnapshotBase | null): Expression {
  const [first = 0] = monthEnds;
  if (base !== null && isUnbroken(base.monthEnd, monthEnds)) return integer(1);
  const index = (day: string): Expression =>
    add(
      multiply(cast(call('year', column(day)), 'bigint'), integer(12)),
      cast(call('month', column(day)), 'bigint'),
    );
  const counted = add(subtract(index('month_end'), index('moved_on')), integer(1));
  if (!isUnbroken(first - 1, monthEnds)) return counted;
  return choose([when(atMost(column('moved_on'), date(first)), counted)], integer(1));
}

/** What one movement adds to the snapshot at its `month_end`. */
function movementSums(monthEndsHeldBy: Expression): Sums {
  const amount = column('amount_minor');
  const daysHeld = add(call('days_between', column('moved_on'), column('month_end')), integer(1));
  const isSpend = equal(column('purpose'), text('spend'));
  const zero = integer(0);
  return {
    balance_minor: amount,
    balance_days_minor: multiply(amount, daysHeld),
    month_end_sum_minor: multiply(amount, monthEndsHeldBy),
    spend_sum_minor: choose([when(isSpend, amount)], zero),
    spend_count: choose([when(and(isSpend, lessThan(amount, zero)), integer(1))], zero),
    salary_sum_minor: choose([when(equal(column('purpose'), text('salary')), amount)], zero),
  };
}
