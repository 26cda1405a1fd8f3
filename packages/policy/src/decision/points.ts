import { assert, divideRounded, unreachable } from '@gradus/schema';
import { lean, type Whole } from '../condition/whole.ts';
import type { PlannedCharacteristic, PointScale } from '../plan/plan.ts';

/**
 * Points of one characteristic, in 1/100, for an indicator's stored value; `missingPoints` when it is missing.
 * Bins and classes include their lower bound, and the lowest has none. docs/language.md, "Numbers".
 */
export function characteristicPoints(characteristic: PlannedCharacteristic, value: bigint | null): number {
  return value === null ? characteristic.missingPoints : scalePoints(characteristic.scale, value);
}

/**
 * `characteristicPoints` of one characteristic for many customers: what can be worked out beforehand is. Values are
 * {@link lean}.
 */
export function pointsFinder(characteristic: PlannedCharacteristic): (value: Whole | null) => number {
  const { missingPoints, scale } = characteristic;
  if (scale.kind === 'curve' && !isExact(scale.knots)) {
    return (value) => (value === null ? missingPoints : curvePoints(scale.knots, BigInt(value)));
  }
  const starts = startsOf(scale);
  const points = scale.kind === 'classes' ? scale.points : stepsOf(scale).map((step) => step.points);
  const last = points.length - 1;
  const isCurve = scale.kind === 'curve';
  return (value) => {
    if (value === null) return missingPoints;
    let at = last;
    while (at > 0 && value < (starts[at] ?? 0)) at -= 1;
    const low = points[at] ?? 0;
    const from = starts[at] ?? 0;
    if (!isCurve || at === last || value <= from) return low;
    // Inside a piece of an exact curve all are Numbers, and nothing is negative: floor divides by truncation.
    const width = Number(starts[at + 1] ?? 0) - Number(from);
    const rise = ((points[at + 1] ?? 0) - low) * (Number(value) - Number(from));
    return Math.floor((2 * (low * width + rise) + width) / (2 * width));
  };
}

/** Where the steps or pieces of a scale begin; the first begins nowhere. */
function startsOf(scale: PointScale): Whole[] {
  if (scale.kind === 'classes') return scale.points.map((_, index) => index);
  return scale.kind === 'bins'
    ? scale.bins.map(({ from }) => lean(from))
    : scale.knots.map(({ at }) => lean(at));
}

function stepsOf(scale: Exclude<PointScale, { kind: 'classes' }>): readonly { readonly points: number }[] {
  return scale.kind === 'bins' ? scale.bins : scale.knots;
}

/** Largest doubled numerator of a piece, plus its doubled width, up to which every step in floating point is exact. */
const exactMax = 2 ** 52;

/**
 * Whether floating point gives the points of a curve to the last digit. Numerators are at most width × highest points,
 * since the value lies inside the piece; the floor of a rounded quotient n ÷ d is right while n + d stays below 2^53.
 */
function isExact(knots: Knots): boolean {
  const places = knots.map(({ at }) => Math.abs(Number(at)));
  const heights = knots.map(({ points }) => points);
  return (
    heights.every((height) => height >= 0) && Math.max(...places) * 8 * Math.max(1, ...heights) < exactMax
  );
}

type Bins = Extract<PointScale, { kind: 'bins' }>['bins'];
type Knots = Extract<PointScale, { kind: 'curve' }>['knots'];

/** Points, in 1/100, that `scale` gives a stored value. */
export function scalePoints(scale: PointScale, value: bigint): number {
  switch (scale.kind) {
    case 'bins':
      return binPoints(scale.bins, value);
    case 'curve':
      return curvePoints(scale.knots, value);
    case 'classes':
      return classPoints(scale.points, value);
    default:
      return unreachable(scale);
  }
}

function binPoints(bins: Bins, value: bigint): number {
  for (let index = bins.length - 1; index > 0; index -= 1) {
    const bin = bins[index];
    if (bin !== undefined && value >= bin.from) return bin.points;
  }
  const lowest = bins[0];
  assert(lowest !== undefined, 'a characteristic has at least one bin');
  return lowest.points;
}

/** One fraction per piece, rounded once: (y0·(x1−x0) + (y1−y0)·(x−x0)) ÷ (x1−x0). */
function curvePoints(knots: Knots, value: bigint): number {
  let left = knots[0];
  assert(left !== undefined, 'a curve has at least one knot');
  if (value <= left.at) return left.points;
  for (let index = 1; index < knots.length; index += 1) {
    const right = knots[index];
    assert(right !== undefined && right.at > left.at, 'the knots of a curve ascend');
    if (value < right.at) {
      const width = right.at - left.at;
      const rise = BigInt(right.points - left.points) * (value - left.at);
      return Number(divideRounded(BigInt(left.points) * width + rise, width));
    }
    left = right;
  }
  return left.points;
}

/** A class index beyond the ends, which no metric gives, counts as the class at that end. */
function classPoints(points: readonly number[], value: bigint): number {
  const last = points.length - 1;
  const index = value <= 0n ? 0 : value >= BigInt(last) ? last : Number(value);
  const found = points[index];
  assert(found !== undefined, 'a class indicator has points for every class');
  return found;
}
