import { formatScaled } from '@gradus/schema';
import { scalePoints } from '../decision/points.ts';
import type { PlannedCharacteristic, PointScale } from '../plan/plan.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { change, type Effect, type PolicyChange } from './policy-change.ts';

/** Changes of the scorecard. Points are compared as functions of the value: a bin split in two of equal points is no change. */
export function scoreChanges(before: ResolvedPolicy, after: ResolvedPolicy): PolicyChange[] {
  const old = new Map(before.characteristics.map((one) => [one.name, one]));
  const now = new Map(after.characteristics.map((one) => [one.name, one]));
  const changes: PolicyChange[] = [];
  for (const [name, one] of now) {
    const was = old.get(name);
    const weight = `${formatScaled(BigInt(one.weight), 2)} %`;
    if (was === undefined) {
      changes.push(
        change('characteristic.added', `scorecard.${name}`, name, { after: weight, effect: 'either' }),
      );
    } else changes.push(...characteristicChanges(was, one));
  }
  for (const [name, { weight }] of old) {
    if (now.has(name)) continue;
    const parts = { before: `${formatScaled(BigInt(weight), 2)} %`, effect: 'either' as const };
    changes.push(change('characteristic.removed', `scorecard.${name}`, name, parts));
  }
  return changes;
}

function characteristicChanges(before: PlannedCharacteristic, after: PlannedCharacteristic): PolicyChange[] {
  const { name } = after;
  const at = `scorecard.${name}`;
  const changes: PolicyChange[] = [];
  const add = (kind: Parameters<typeof change>[0], old: string, now: string, effect: Effect) => {
    if (old !== now) changes.push(change(kind, at, name, { before: old, after: now, effect }));
  };
  const percent = (weight: number) => `${formatScaled(BigInt(weight), 2)} %`;
  add('characteristic.weight', percent(before.weight), percent(after.weight), 'either');
  changes.push(...pointChanges(before, after));
  const missing = ({ missingPoints, missingReason }: PlannedCharacteristic, withReason: boolean) =>
    `${formatScaled(BigInt(missingPoints), 2)}${withReason ? ` (${missingReason})` : ''}`;
  const isMoreReason = before.missingReason !== after.missingReason;
  add(
    'characteristic.missing',
    missing(before, isMoreReason),
    missing(after, isMoreReason),
    effectOf([after.missingPoints - before.missingPoints]),
  );
  add('characteristic.reason', before.reason, after.reason, 'none');
  return changes;
}

/** One change per run of neighbouring values whose points differ. */
function pointChanges(before: PlannedCharacteristic, after: PlannedCharacteristic): PolicyChange[] {
  const { name, indicator } = after;
  const at = `scorecard.${name}`;
  const isLikeUnit = before.indicator.scale === indicator.scale && before.indicator.unit === indicator.unit;
  const [old, now] = [before.scale, after.scale];
  const bothStep = old.kind !== 'curve' && now.kind !== 'curve';
  if (!isLikeUnit || !bothStep) return curveChanges(before, after, isLikeUnit);
  const edges = edgesOf(old, now);
  const text = (value: bigint) =>
    indicator.classes === null
      ? formatScaled(value, indicator.scale)
      : (indicator.classes[Number(value)] ?? '');
  const changes: PolicyChange[] = [];
  for (const [index, from] of edges.entries()) {
    const [was, is] = [scalePoints(old, from), scalePoints(now, from)];
    if (was === is) continue;
    const next = edges[index + 1];
    const range =
      indicator.classes !== null
        ? text(from)
        : index === 0
          ? `< ${next === undefined ? '∞' : text(next)}`
          : `${text(from)} … ${next === undefined ? '∞' : `< ${text(next)}`}`;
    changes.push(
      change('characteristic.points', at, `${name} [${range}]`, {
        before: formatScaled(BigInt(was), 2),
        after: formatScaled(BigInt(is), 2),
        effect: effectOf([is - was]),
      }),
    );
  }
  return changes;
}

/** Lower ends of the stretches on which both scales are level; the first stands for everything below the second. */
function edgesOf(...scales: readonly PointScale[]): bigint[] {
  const inner = scales.flatMap((scale) => {
    if (scale.kind === 'classes') return scale.points.map((_, index) => BigInt(index));
    return scale.kind === 'bins' ? scale.bins.slice(1).map(({ from }) => from) : [];
  });
  const sorted = [...new Set(inner)].sort((a, b) => (a < b ? -1 : 1));
  const isClasses = scales.every(({ kind }) => kind === 'classes');
  return isClasses ? sorted : [(sorted[0] ?? 0n) - 1n, ...sorted];
}

/** Curves are compared whole: knots that lie on a straight line anyway are no change. */
function curveChanges(
  before: PlannedCharacteristic,
  after: PlannedCharacteristic,
  isLikeUnit: boolean,
): PolicyChange[] {
  const [old, now] = [scaleText(before), scaleText(after)];
  if (isLikeUnit && before.scale.kind === 'curve' && after.scale.kind === 'curve') {
    if (JSON.stringify(bends(before.scale)) === JSON.stringify(bends(after.scale))) return [];
  }
  const knots = [before.scale, after.scale].flatMap((scale) =>
    scale.kind === 'curve'
      ? scale.knots.map(({ at }) => at)
      : scale.kind === 'bins'
        ? scale.bins.flatMap(({ from }) => [from - 1n, from])
        : [],
  );
  const bothCurves = before.scale.kind === 'curve' && after.scale.kind === 'curve';
  const effect =
    isLikeUnit && bothCurves
      ? effectOf(knots.map((at) => scalePoints(after.scale, at) - scalePoints(before.scale, at)))
      : 'either';
  const parts = { before: old, after: now, effect };
  return [change('characteristic.points', `scorecard.${after.name}`, after.name, parts)];
}

/** Where a curve begins, and the knots at which it turns: all that it is. */
function bends({ knots }: Extract<PointScale, { kind: 'curve' }>): string[] {
  const turns = knots.flatMap(({ at, points }, index) => {
    const left = knots[index - 1];
    const right = knots[index + 1];
    const rise = (
      a: { at: bigint; points: number } | undefined,
      b: { at: bigint; points: number } | undefined,
    ) => (a === undefined || b === undefined ? [0n, 1n] : [BigInt(b.points - a.points), b.at - a.at]);
    const here = { at, points };
    const [[up = 0n, run = 1n], [upNext = 0n, runNext = 1n]] = [rise(left, here), rise(here, right)];
    return up * runNext === upNext * run ? [] : [`${at}:${points}`];
  });
  return [String(knots[0]?.points), ...turns];
}

function scaleText({ scale, indicator }: PlannedCharacteristic): string {
  const at = (value: bigint) => formatScaled(value, indicator.scale);
  const points = (value: number) => formatScaled(BigInt(value), 2);
  switch (scale.kind) {
    case 'curve':
      return scale.knots.map((knot) => `[${at(knot.at)}, ${points(knot.points)}]`).join(' ');
    case 'bins':
      return scale.bins.map((bin) => `${at(bin.from)}: ${points(bin.points)}`).join(', ');
    case 'classes':
      return scale.points
        .map((one, index) => `${indicator.classes?.[index] ?? index}: ${points(one)}`)
        .join(', ');
  }
}

/** What differences of points mean for customers. */
function effectOf(differences: readonly number[]): Effect {
  const isUp = differences.some((one) => one > 0);
  const isDown = differences.some((one) => one < 0);
  if (isUp && isDown) return 'either';
  return isUp ? 'better' : isDown ? 'worse' : 'none';
}
