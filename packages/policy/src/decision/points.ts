import { assert, divideRounded, unreachable } from '@gradus/schema';
import type { PlannedCharacteristic, PointScale } from '../plan/plan.ts';

/**
 * Points of one characteristic, in 1/100, for an indicator's stored value; `missingPoints` when it is missing.
 * Bins and classes include their lower bound, and the lowest has none. docs/language.md, "Numbers".
 */
export function characteristicPoints(characteristic: PlannedCharacteristic, value: bigint | null): number {
  return value === null ? characteristic.missingPoints : scalePoints(characteristic.scale, value);
}

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

function binPoints(bins: Extract<PointScale, { kind: 'bins' }>['bins'], value: bigint): number {
  for (let index = bins.length - 1; index > 0; index -= 1) {
    const bin = bins[index];
    if (bin !== undefined && value >= bin.from) return bin.points;
  }
  const lowest = bins[0];
  assert(lowest !== undefined, 'a characteristic has at least one bin');
  return lowest.points;
}

/** One fraction per piece, rounded once: (y0·(x1−x0) + (y1−y0)·(x−x0)) ÷ (x1−x0). */
function curvePoints(knots: Extract<PointScale, { kind: 'curve' }>['knots'], value: bigint): number {
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
