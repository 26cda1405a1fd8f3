import { divideRounded, powerOfTen } from '@gradus/schema';
import type { ConditionValue } from '../condition/compile.ts';
import { operandScale } from '../condition/operand-scale.ts';
import { scalePoints } from '../decision/points.ts';
import type { Condition, Operand } from '../plan/condition.ts';
import type { PlannedCharacteristic, PointScale } from '../plan/plan.ts';

type ValueOf = (name: string) => ConditionValue;

/**
 * Values of a characteristic's indicator at which its points first reach `wanted` (1/100), coming from either side:
 * between two of them the answer to "are there `wanted` points" never changes.
 */
export function pointBreaks({ scale }: PlannedCharacteristic, wanted: number): bigint[] {
  switch (scale.kind) {
    case 'bins':
      return scale.bins.slice(1).flatMap(({ from }) => [from - 1n, from]);
    case 'classes':
      return scale.points.map((_, index) => BigInt(index));
    case 'curve':
      return curveBreaks(scale, wanted);
  }
}

/** Between two knots rounded points never turn, so the edge is found by halving. */
function curveBreaks(scale: Extract<PointScale, { kind: 'curve' }>, wanted: number): bigint[] {
  const found: bigint[] = [];
  const reaches = (value: bigint) => scalePoints(scale, value) >= wanted;
  let left = scale.knots[0];
  for (const right of scale.knots.slice(1)) {
    if (left !== undefined && reaches(left.at) !== reaches(right.at)) {
      const isReached = reaches(right.at);
      let [low, high] = [left.at, right.at];
      while (high - low > 1n) {
        const middle = low + (high - low) / 2n;
        if (reaches(middle) === isReached) high = middle;
        else low = middle;
      }
      found.push(low, high);
    }
    left = right;
  }
  return found;
}

/**
 * Values of the column `name` around which `condition` can change, everything else staying as `valueOf` says:
 * where the two sides of a comparison meet, for sides that are at most linear in the column.
 */
export function conditionBreaks(condition: Condition, name: string, valueOf: ValueOf): bigint[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap((operand) => conditionBreaks(operand, name, valueOf));
    case 'not':
      return conditionBreaks(condition.operand, name, valueOf);
    case 'flag':
      return condition.column.name === name ? [0n, 1n] : [];
    case 'compare': {
      const scale = Math.max(operandScale(condition.left), operandScale(condition.right));
      const left = lineOf(condition.left, scale, name, valueOf);
      const right = lineOf(condition.right, scale, name, valueOf);
      if (left === null || right === null) return [];
      return meetingPoint(left.slope - right.slope, right.offset - left.offset);
    }
    case 'constant':
    case 'missing':
      return [];
  }
}

/** Whole numbers around the root of slope · x = offset. */
function meetingPoint(slope: bigint, offset: bigint): bigint[] {
  if (slope === 0n) return [];
  const nearest = slope > 0n ? divideRounded(offset, slope) : divideRounded(-offset, -slope);
  return [nearest - 1n, nearest, nearest + 1n];
}

interface Line {
  readonly slope: bigint;
  readonly offset: bigint;
}

/** `operand` at `scale` as slope · x + offset; null when it is missing, no number, or not linear. */
function lineOf(operand: Operand, scale: number, name: string, valueOf: ValueOf): Line | null {
  const lift = powerOfTen(scale - operandScale(operand));
  switch (operand.kind) {
    case 'number':
      return { slope: 0n, offset: operand.value * lift };
    case 'column': {
      if (operand.column.name === name) return { slope: lift, offset: 0n };
      const value = valueOf(operand.column.name);
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
      return { slope: 0n, offset: BigInt(value) * lift };
    }
    case 'arithmetic':
      return arithmeticLine(operand, lift, name, valueOf);
    case 'text':
    case 'day':
      return null;
  }
}

function arithmeticLine(
  { operator, left, right, scale }: Extract<Operand, { kind: 'arithmetic' }>,
  lift: bigint,
  name: string,
  valueOf: ValueOf,
): Line | null {
  const isProduct = operator === '*';
  const first = lineOf(left, isProduct ? operandScale(left) : scale, name, valueOf);
  const second = lineOf(right, isProduct ? operandScale(right) : scale, name, valueOf);
  if (first === null || second === null) return null;
  if (isProduct) {
    if (first.slope !== 0n && second.slope !== 0n) return null;
    return {
      slope: (first.slope * second.offset + second.slope * first.offset) * lift,
      offset: first.offset * second.offset * lift,
    };
  }
  const sign = operator === '+' ? 1n : -1n;
  return {
    slope: (first.slope + sign * second.slope) * lift,
    offset: (first.offset + sign * second.offset) * lift,
  };
}
