import { addDuration, type Day, type Schedule } from '@gradus/schema';
import {
  add,
  and,
  atLeast,
  atMost,
  boolean,
  call,
  choose,
  column,
  date,
  equal,
  greaterThan,
  integer,
  isNotNull,
  isNull,
  lessThan,
  named,
  not,
  nothing,
  or,
  when,
  type Expression,
  type NamedExpression,
} from '@gradus/sql';
import { conditionSql } from '../../condition/sql.ts';
import type { Plan } from '../../plan/plan.ts';
import { earliestRemembered, latestStart } from '../lifecycle-day.ts';
import { remembered } from '../lifecycle.ts';
import { byRank, greater, isTrue, lesser, rank } from './rank-sql.ts';

/** What happens to the granted tier today; numbers because engines compare them fastest. */
const moves = { fresh: 0, veto: 1, rise: 2, keep: 3, fall: 4, wait: 5, none: 6, unrated: 7 } as const;

const granted = column('_granted');
const computed = column('_computed');
const veto = column('_veto');
const move = column('_move');
const next = column('_next');

const cureColumn = (tier: number): string => `_cure_${tier}`;

/** Whether the condition of each cure that has one holds: what {@link blockedSql} reads beside the state. */
export function cureColumns(plan: Plan, columnOf: (name: string) => Expression): NamedExpression[] {
  return plan.tiers.flatMap(({ cure }, index) => {
    const condition = cure?.when ?? null;
    return condition === null ? [] : [named(cureColumn(index), isTrue(conditionSql(condition, columnOf)))];
  });
}

/**
 * The steps of `advanceState` as layers, from the state columns `_granted` … `_rated_on`, `_computed`, `_veto` and the
 * conditions of cures `_cure_<tier>`, to `_next` … `_next_last_veto` and `_grace_until`. Comparisons with a day plus a
 * duration are turned round, so that the plan's literals carry the calendar and no engine computes one.
 */
export function lifecycleLayers(plan: Plan): NamedExpression[][] {
  return [
    [named('_blocked', blockedSql(plan))],
    [named('_move', moveSql(plan))],
    [named('_next', nextSql(plan))],
    stateLayer(plan),
    [named('_grace_end', graceEndSql(plan))],
    [named('_grace_until', nextScheduledSql(plan.lifecycle.downgradeSchedule, column('_grace_end')))],
  ];
}

/** Whether the cure of `_granted` bars a rise; never null. */
export function blockedSql(plan: Plan): Expression {
  const lastVeto = column('_last_veto');
  return byRank(
    plan,
    granted,
    ({ cure }, index) => {
      if (cure === null) return null;
      const tooEarly = greaterThan(lastVeto, date(latestStart(plan.asOf, cure.after)));
      const blocks = cure.when === null ? tooEarly : or(tooEarly, not(column(cureColumn(index))));
      return choose([when(and(isNotNull(lastVeto), blocks), boolean(true))], boolean(false));
    },
    boolean(false),
  );
}

function moveSql(plan: Plan): Expression {
  const { upgradeOpen, downgradeOn } = plan.lifecycle;
  const whens = [
    when(isNull(computed), rank(moves.unrated)),
    when(isFresh(plan), rank(moves.fresh)),
    when(greaterThan(veto, granted), rank(moves.veto)),
  ];
  if (upgradeOpen)
    whens.push(when(and(lessThan(computed, granted), not(column('_blocked'))), rank(moves.rise)));
  if (downgradeOn !== null) {
    whens.push(
      when(atMost(computed, granted), rank(moves.keep)),
      when(isHeld(plan), rank(moves.none)),
      when(isGraceOver(plan, downgradeOn), rank(moves.fall)),
    );
  }
  return choose(whens, rank(downgradeOn === null ? moves.none : moves.wait));
}

function nextSql(plan: Plan): Expression {
  const { upgrade, downgrade } = plan.lifecycle;
  const rise = upgrade === 'at_once' ? computed : oneStepUp(plan);
  const fall = downgrade === 'to_computed' ? computed : oneStepDown(plan);
  return choose(
    [
      when(isMove('fresh'), choose([when(column('_blocked'), greater(computed, granted))], computed)),
      when(isMove('veto'), veto),
      when(isMove('rise'), rise),
      when(isMove('fall'), fall),
    ],
    granted,
  );
}

function stateLayer(plan: Plan): NamedExpression[] {
  const today = date(plan.asOf);
  const begun = lessThan(move, rank(moves.keep));
  const moved = or(begun, isMove('fall'));
  const hold = byRank(
    plan,
    next,
    (tier) => (tier.hold === null ? null : date(addDuration(plan.asOf, tier.hold))),
    nothing('date'),
  );
  const renewed = and(isMove('keep'), not(isHeld(plan)));
  return [
    named('_next_since', choose([when(moved, today)], column('_since'))),
    named('_next_held_until', choose([when(or(moved, renewed), hold)], column('_held_until'))),
    named('_next_falling_since', fallingSql(plan)),
    named('_next_last_veto', lastVetoSql(today)),
  ];
}

function fallingSql(plan: Plan): Expression {
  const { downgradeOn } = plan.lifecycle;
  const falling = column('_falling_since');
  const stays = atLeast(move, rank(moves.none));
  if (downgradeOn === null) return choose([when(stays, falling)], nothing('date'));
  const hasHold = byRank(plan, next, (tier) => (tier.hold === null ? null : boolean(true)), boolean(false));
  return choose(
    [
      when(stays, falling),
      when(isMove('wait'), call('coalesce', falling, date(downgradeOn))),
      when(and(isMove('fall'), greaterThan(computed, next), not(hasHold)), date(downgradeOn)),
    ],
    nothing('date'),
  );
}

/** A veto at the granted tier marks the day; a change of tier that no veto made clears it. */
function lastVetoSql(today: Expression): Expression {
  const before = column('_last_veto');
  return choose(
    [
      when(or(isMove('rise'), isMove('fall')), nothing('date')),
      when(and(equal(veto, next), not(isMove('unrated'))), today),
      when(and(isMove('fresh'), not(column('_blocked'))), nothing('date')),
    ],
    before,
  );
}

function graceEndSql(plan: Plan): Expression {
  const falling = column('_next_falling_since');
  return byRank(
    plan,
    next,
    ({ grace }) => {
      if (grace === null) return null;
      return call(
        grace.unit === 'days' ? 'add_days' : 'add_months',
        falling,
        integer(grace.count, 'integer'),
      );
    },
    falling,
  );
}

/** `nextScheduledDay` of a DATE; null for null. */
function nextScheduledSql(schedule: Schedule, from: Expression): Expression {
  if (schedule.kind === 'daily') return from;
  if (schedule.kind === 'month_end') return call('month_end', from);
  const year = call('year', from);
  const days = schedule.days.toSorted((a, b) => a.month - b.month || a.day - b.day);
  const [first] = days;
  const dayIn = (ofYear: Expression, { month, day }: { month: number; day: number }) =>
    call('date_of', ofYear, integer(month), integer(day));
  const whens = days.map((one) => when(atMost(from, dayIn(year, one)), dayIn(year, one)));
  const nextYear = first === undefined ? nothing('date') : dayIn(add(year, integer(1)), first);
  return choose([when(isNull(from), nothing('date')), ...whens], nextYear);
}

function oneStepUp(plan: Plan): Expression {
  return byRank(
    plan,
    granted,
    (_, index) => nullOr(stepUp(plan, index), (step) => greater(rank(step), computed)),
    computed,
  );
}

function oneStepDown(plan: Plan): Expression {
  return byRank(
    plan,
    granted,
    (_, index) => nullOr(stepDown(plan, index), (step) => lesser(rank(step), computed)),
    computed,
  );
}

/** The next better tier with a cut-off; null when there is none. */
export function stepUp({ tiers }: Plan, from: number): number | null {
  const step = tiers.slice(0, from).findLastIndex((tier) => tier.from !== null);
  return step < 0 ? null : step;
}

/** The next worse tier with a cut-off; null when there is none. */
export function stepDown({ tiers }: Plan, from: number): number | null {
  const step = tiers.findIndex((tier, at) => at > from && tier.from !== null);
  return step < 0 ? null : step;
}

function nullOr(step: number | null, make: (step: number) => Expression): Expression | null {
  return step === null ? null : make(step);
}

function isMove(name: keyof typeof moves): Expression {
  return equal(move, rank(moves[name]));
}

/** Whether a state begins anew: there is none, or one too old to go on. */
export function isFresh({ asOf }: Plan): Expression {
  return or(isNull(granted), lessThan(column('_rated_on'), date(earliestRemembered(asOf, remembered))));
}

/** Whether a fall that was first seen by `downgradeOn` has lasted out the grace of `_granted`. */
export function isGraceOver(plan: Plan, downgradeOn: Day): Expression {
  return atMost(
    call('coalesce', column('_falling_since'), date(downgradeOn)),
    byRank(
      plan,
      granted,
      ({ grace }) => (grace === null ? null : date(latestStart(plan.asOf, grace))),
      date(plan.asOf),
    ),
  );
}

/** Never null: a tier without a hold is not held. */
export function isHeld(plan: Plan): Expression {
  const until = column('_held_until');
  return and(isNotNull(until), greaterThan(until, date(plan.asOf)));
}
