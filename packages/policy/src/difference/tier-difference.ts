import { formatScaled, formatDuration, type Duration, type Schedule } from '@gradus/schema';
import type { PlannedTier } from '../plan/plan.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import type { ConditionComparison } from './condition-difference.ts';
import type { Aspect } from './aspect.ts';
import { change, type Effect, type PolicyChange } from './policy-change.ts';
import { writtenText } from './written-text.ts';

/** A tier in both policies, under whatever name. */
export interface TierPair {
  readonly before: PlannedTier;
  readonly after: PlannedTier;
}

/** Tiers that are one and the same: by id, or by the new policy's `renamed`. */
export function tierPairs(before: ResolvedPolicy, after: ResolvedPolicy): TierPair[] {
  const { renamed } = after.document;
  return before.tiers.flatMap((tier) => {
    const id = renamed[tier.id] ?? tier.id;
    const found = after.tiers.find((one) => one.id === id);
    return found === undefined ? [] : [{ before: tier, after: found }];
  });
}

/** Changes of tiers, their clocks and the lifecycle. */
export function tierChanges(
  before: ResolvedPolicy,
  after: ResolvedPolicy,
  conditions: ConditionComparison,
): PolicyChange[] {
  const pairs = tierPairs(before, after);
  const old = new Set(pairs.map((pair) => pair.before));
  const now = new Set(pairs.map((pair) => pair.after));
  const added = after.tiers.filter((tier) => !now.has(tier));
  const removed = before.tiers.filter((tier) => !old.has(tier));
  const from = (tier: PlannedTier) => (tier.from === null ? 'by rules only' : `from ${score(tier.from)}`);
  const order = pairs.map((pair) => after.tiers.indexOf(pair.after));
  const isReordered = order.some((rank, index) => rank < (order[index - 1] ?? -1));
  const ids = (policy: ResolvedPolicy) => policy.tiers.map(({ id }) => id).join(' > ');
  return [
    ...added.map((tier) =>
      change('tier.added', `tiers.${tier.id}`, tier.id, { after: from(tier), effect: 'either' }),
    ),
    ...removed.map((tier) =>
      change('tier.removed', `tiers.${tier.id}`, tier.id, { before: from(tier), effect: 'either' }),
    ),
    ...(isReordered
      ? [change('tier.order', 'tiers', 'tiers', { before: ids(before), after: ids(after), effect: 'either' })]
      : []),
    ...pairs.flatMap((pair) => changesOfTier(pair, conditions)),
    ...lifecycleChanges(before, after),
  ];
}

function score(from: bigint): string {
  return formatScaled(from, 6);
}

function changesOfTier({ before, after }: TierPair, conditions: ConditionComparison): PolicyChange[] {
  const at = `tiers.${after.id}`;
  const changes: PolicyChange[] = [];
  const add = (kind: Aspect, was: string | null, is: string | null, effect: Effect) => {
    if (was !== is) changes.push(change(kind, at, after.id, { before: was, after: is, effect }));
  };
  add('tier.renamed', before.id, after.id, 'none');
  if (before.id === after.id) add('tier.title', writtenText(before.title), writtenText(after.title), 'none');
  const isHigher = before.from !== null && after.from !== null && after.from > before.from;
  const isMoved = before.from !== null && after.from !== null;
  add(
    'tier.cut-off',
    before.from === null ? null : score(before.from),
    after.from === null ? null : score(after.from),
    isMoved ? (isHigher ? 'worse' : 'better') : after.from === null ? 'worse' : 'either',
  );
  const duration = (one: Duration | null) => (one === null ? null : formatDuration(one));
  add('tier.hold', duration(before.hold), duration(after.hold), longer(before.hold, after.hold));
  add('tier.grace', duration(before.grace), duration(after.grace), longer(before.grace, after.grace));
  addCure(before, after, conditions, add);
  return changes;
}

function addCure(
  before: PlannedTier,
  after: PlannedTier,
  conditions: ConditionComparison,
  add: (kind: Aspect, was: string | null, is: string | null, effect: Effect) => void,
): void {
  const [was, is] = [before.cure, after.cure];
  const always = { kind: 'constant', value: true } as const;
  const sameCondition = conditions.compare(was?.when ?? always, is?.when ?? always).relation === 'equivalent';
  const text = (cure: PlannedTier['cure']) =>
    cure === null
      ? null
      : `${formatDuration(cure.after)}${cure.when === null || sameCondition ? '' : ', on a condition'}`;
  const direction = longer(was?.after ?? null, is?.after ?? null);
  const effect: Effect = !sameCondition
    ? 'either'
    : direction === 'better'
      ? 'worse'
      : direction === 'worse'
        ? 'better'
        : direction;
  if (!sameCondition && text(was) === text(is))
    add('tier.cure', `${text(was)} (1)`, `${text(is)} (2)`, effect);
  else add('tier.cure', text(was), text(is), effect);
}

/** What a longer time of safety is for the customer; months and days are not compared. */
function longer(before: Duration | null, after: Duration | null): Effect {
  if (before === null) return 'better';
  if (after === null) return 'worse';
  if (before.unit !== after.unit) return 'either';
  return after.count > before.count ? 'better' : 'worse';
}

function lifecycleChanges(before: ResolvedPolicy, after: ResolvedPolicy): PolicyChange[] {
  const [old, now] = [before.document, after.document];
  const changes: PolicyChange[] = [];
  const add = (kind: Aspect, at: string, was: string, is: string, effect: Effect) => {
    if (was !== is) changes.push(change(kind, at, at, { before: was, after: is, effect }));
  };
  const up = now.lifecycle.upgrade === 'at_once' ? 'better' : 'worse';
  const down = now.lifecycle.downgrade === 'one_step' ? 'better' : 'worse';
  add('lifecycle.upgrade', 'lifecycle.upgrade', old.lifecycle.upgrade, now.lifecycle.upgrade, up);
  add('lifecycle.downgrade', 'lifecycle.downgrade', old.lifecycle.downgrade, now.lifecycle.downgrade, down);
  for (const direction of ['upgrade', 'downgrade'] as const) {
    const [was, is] = [scheduleText(old.schedule[direction]), scheduleText(now.schedule[direction])];
    add(`lifecycle.${direction}-dates`, `schedule.${direction}`, was, is, 'either');
  }
  const names = (renamed: Readonly<Record<string, string>>) => writtenText(renamed) ?? '';
  add('lifecycle.renamed', 'renamed', names(old.renamed), names(now.renamed), 'none');
  return changes;
}

/** The order in which days of the year are written means nothing. */
function scheduleText(schedule: Schedule): string {
  if (schedule.kind !== 'year_days') return schedule.kind;
  const two = (value: number) => String(value).padStart(2, '0');
  const days = schedule.days.map(({ month, day }) => `${two(month)}-${two(day)}`);
  return [...new Set(days)].sort().join(', ');
}
