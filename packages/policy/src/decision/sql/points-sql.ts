import { unreachable } from '@gradus/schema';
import {
  add,
  atMost,
  call,
  cast,
  choose,
  divideRoundedSql,
  integer,
  isNull,
  lessThan,
  multiply,
  nothing,
  subtract,
  when,
  type Expression,
  type When,
} from '@gradus/sql';
import { bigintLimit } from '../../condition/bound.ts';
import type { PlannedCharacteristic, PointScale } from '../../plan/plan.ts';

type Knot = Extract<PointScale, { kind: 'curve' }>['knots'][number];

/** How points, in 1/100, are written. */
interface Form {
  readonly constant: (points: number) => Expression;
  /** Of a BIGINT. */
  readonly computed: (points: Expression) => Expression;
}

const plain: Form = {
  constant: (points) => integer(points, 'integer'),
  computed: (points) => cast(points, 'integer'),
};

/** Points of one characteristic, in 1/100, as INTEGER; null when `isUnrated`. `value` is the indicator's BIGINT. */
export function pointsSql(
  { scale, missingPoints }: PlannedCharacteristic,
  value: Expression,
  isUnrated: Expression,
): Expression {
  const missing = [when(isUnrated, nothing('integer')), when(isNull(value), plain.constant(missingPoints))];
  return scaleSql(missing, scale, value, plain);
}

/** `weight` × points of one characteristic as BIGINT, of rated and unrated alike; constants carry the weight where there are only such. */
export function weightedPointsSql(
  { scale, missingPoints }: PlannedCharacteristic,
  value: Expression,
  weight: number,
): Expression {
  const inside = scale.kind === 'curve' ? 1 : weight;
  const form: Form = {
    constant: (points) => integer(BigInt(points) * BigInt(inside)),
    computed: (points) => points,
  };
  const points = scaleSql([when(isNull(value), form.constant(missingPoints))], scale, value, form);
  return inside === weight ? points : multiply(integer(weight), points);
}

function scaleSql(missing: readonly When[], scale: PointScale, value: Expression, form: Form): Expression {
  switch (scale.kind) {
    case 'bins':
      return stepsSql(missing, scale.bins, value, form);
    case 'classes':
      return stepsSql(
        missing,
        scale.points.map((given, index) => ({ from: BigInt(index), points: given })),
        value,
        form,
      );
    case 'curve':
      return curveSql(missing, scale.knots, value, form);
    default:
      return unreachable(scale);
  }
}

/** The lowest step has no lower bound; it is tried first, for most customers of a bank are low in most scales. */
function stepsSql(
  missing: readonly When[],
  steps: readonly { readonly from: bigint; readonly points: number }[],
  value: Expression,
  form: Form,
): Expression {
  const whens = steps
    .slice(1)
    .map(({ from }, index) => when(lessThan(value, integer(from)), form.constant(steps[index]?.points ?? 0)));
  return choose([...missing, ...whens], form.constant(steps.at(-1)?.points ?? 0));
}

function curveSql(
  missing: readonly When[],
  knots: readonly Knot[],
  value: Expression,
  form: Form,
): Expression {
  const whens: When[] = [...missing];
  let left = knots[0];
  if (left !== undefined) whens.push(when(atMost(value, integer(left.at)), form.constant(left.points)));
  for (const right of knots.slice(1)) {
    if (left !== undefined)
      whens.push(when(lessThan(value, integer(right.at)), pieceSql(left, right, value, form)));
    left = right;
  }
  return choose(whens, form.constant(left?.points ?? 0));
}

/** One fraction, rounded once: (y0·w + (y1−y0)·(x−x0)) ÷ w, w = x1−x0. It lies between y0 and y1. */
function pieceSql(left: Knot, right: Knot, value: Expression, form: Form): Expression {
  const width = right.at - left.at;
  const rise = BigInt(right.points - left.points);
  if (rise === 0n) return form.constant(left.points);
  const narrow = narrowPieceSql(left, right, value);
  if (narrow !== null) return form.computed(narrow);
  const run = subtract(cast(value, 'wide'), integer(left.at, 'wide'));
  const numerator = add(integer(BigInt(left.points) * width, 'wide'), multiply(integer(rise, 'wide'), run));
  // Knots of a plan that no document made may lie further apart than 64 bits hold.
  return form.computed(divideRoundedSql(numerator, integer(width, 'wide')));
}

/**
 * Rounding half away from zero is rounding half up where nothing is negative: n ÷ w = (2n + w) div 2w, and 2n + w is
 * a·x + b with a and b known. Null when 64 bits may not hold a step of it; x is between the knots.
 */
function narrowPieceSql(left: Knot, right: Knot, value: Expression): Expression | null {
  const width = right.at - left.at;
  const rise = BigInt(right.points - left.points);
  const slope = 2n * rise;
  const base = 2n * (BigInt(left.points) * width - rise * left.at) + width;
  const highest = magnitude(slope) * maximum(magnitude(left.at), magnitude(right.at)) + magnitude(base);
  if (left.points < 0 || right.points < 0 || highest >= bigintLimit || 2n * width >= bigintLimit) return null;
  return call('divide', add(multiply(integer(slope), value), integer(base)), integer(2n * width));
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function maximum(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
