import { assert, divideRounded, unreachable } from '@gradus/schema';
import type { PlannedCharacteristic, PointScale } from '../plan/plan.ts';

/**
 * Points of one characteristic, in 1/100, for an indicator's stored value; `missingPoints` when it is missing.
 * Bins and classes include their lower bound, and the lowest has none. docs/language.md, "Numbers".
 */
export function characteristicPoints(characteristic: PlannedCharacteristic, value: bigint | null): number {
  return value === null ? characteristic.missingPoints : scalePoints(characteristic.scale, value);
}

/** `characteristicPoints` of one characteristic for many customers: what can be worked out beforehand is. */
export function pointsFinder(characteristic: PlannedCharacteristic): (value: bigint | null) => number {
  const { missingPoints, scale } = characteristic;
  if (scale.kind === 'bins') return binFinder(scale.bins, missingPoints);
  if (scale.kind === 'curve') return curveFinder(scale.knots, missingPoints);
  return (value) => (value === null ? missingPoints : classPoints(scale.points, value));
}

function binFinder(bins: Bins, missingPoints: number): (value: bigint | null) => number {
  const limits = bins.slice(1).map(({ from }) => from);
  const points = bins.map((bin) => bin.points);
  return (value) => {
    if (value === null) return missingPoints;
    let index = limits.length;
    while (index > 0 && value < (limits[index - 1] ?? 0n)) index -= 1;
    return points[index] ?? 0;
  };
}

/** Largest numerator of a piece, doubled, up to which every step in floating point is exact. */
const exactMax = 2 ** 52;

function curveFinder(knots: Knots, missingPoints: number): (value: bigint | null) => number {
  const places = knots.map(({ at }) => Number(at));
  const heights = knots.map(({ points }) => points);
  const [first = 0] = places;
  const last = places.at(-1) ?? 0;
  // Numerators are at most width × highest points, since the value lies inside the piece.
  const isExact = Math.max(Math.abs(first), Math.abs(last)) * 4 * Math.max(1, ...heights) < exactMax;
  if (!isExact || heights.some((height) => height < 0)) {
    return (value) => (value === null ? missingPoints : curvePoints(knots, value));
  }
  const { at: lowest } = knots[0] ?? { at: 0n };
  const { at: highest } = knots.at(-1) ?? { at: 0n };
  return (value) => {
    if (value === null) return missingPoints;
    if (value <= lowest) return heights[0] ?? 0;
    if (value >= highest) return heights.at(-1) ?? 0;
    const place = Number(value);
    let right = 1;
    while (place >= (places[right] ?? place + 1)) right += 1;
    const from = places[right - 1] ?? 0;
    const width = (places[right] ?? 0) - from;
    const low = heights[right - 1] ?? 0;
    const doubled = 2 * (low * width + ((heights[right] ?? 0) - low) * (place - from)) + width;
    return (doubled - (doubled % (2 * width))) / (2 * width);
  };
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
