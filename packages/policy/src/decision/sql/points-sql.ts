import { unreachable } from '@gradus/schema';
import {
  add,
  atLeast,
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

const points = (value: number): Expression => integer(value, 'integer');

/** Points of one characteristic, in 1/100, as INTEGER; null when `isUnrated`. `value` is the indicator's BIGINT. */
export function pointsSql(
  { scale, missingPoints }: PlannedCharacteristic,
  value: Expression,
  isUnrated: Expression,
): Expression {
  const missing = [when(isUnrated, nothing('integer')), when(isNull(value), points(missingPoints))];
  switch (scale.kind) {
    case 'bins':
      return stepsSql(missing, scale.bins, value);
    case 'classes':
      return stepsSql(
        missing,
        scale.points.map((given, index) => ({ from: BigInt(index), points: given })),
        value,
      );
    case 'curve':
      return curveSql(missing, scale.knots, value);
    default:
      return unreachable(scale);
  }
}

/** The lowest step has no lower bound. */
function stepsSql(
  missing: readonly When[],
  steps: readonly { readonly from: bigint; readonly points: number }[],
  value: Expression,
): Expression {
  const upper = steps.slice(1).toReversed();
  const whens = upper.map((step) => when(atLeast(value, integer(step.from)), points(step.points)));
  return choose([...missing, ...whens], points(steps[0]?.points ?? 0));
}

function curveSql(missing: readonly When[], knots: readonly Knot[], value: Expression): Expression {
  const whens: When[] = [...missing];
  let left = knots[0];
  if (left !== undefined) whens.push(when(atMost(value, integer(left.at)), points(left.points)));
  for (const right of knots.slice(1)) {
    if (left !== undefined)
      whens.push(when(lessThan(value, integer(right.at)), pieceSql(left, right, value)));
    left = right;
  }
  return choose(whens, points(left?.points ?? 0));
}

/** One fraction, rounded once: (y0·w + (y1−y0)·(x−x0)) ÷ w, w = x1−x0. It lies between y0 and y1. */
function pieceSql(left: Knot, right: Knot, value: Expression): Expression {
  const width = right.at - left.at;
  const rise = right.points - left.points;
  if (rise === 0) return points(left.points);
  const narrow = isNarrow(left, right);
  const type = narrow ? 'bigint' : 'wide';
  const run = subtract(narrow ? value : cast(value, 'wide'), integer(left.at, type));
  const numerator = add(integer(BigInt(left.points) * width, type), multiply(integer(rise, type), run));
  if (!narrow) return cast(divideRoundedSql(numerator, integer(width)), 'integer');
  // Rounding half away from zero is rounding half up where nothing is negative: n ÷ w = (2n + w) div 2w.
  const doubled = add(multiply(integer(2), numerator), integer(width));
  return cast(call('divide', doubled, integer(2n * width)), 'integer');
}

/** Whether 64 bits hold every step of a piece that has no negative points: x is between the knots. */
function isNarrow(left: Knot, right: Knot): boolean {
  const width = right.at - left.at;
  const highest = BigInt(Math.max(left.points, right.points));
  return left.points >= 0 && right.points >= 0 && (4n * highest + 1n) * width < bigintLimit;
}
