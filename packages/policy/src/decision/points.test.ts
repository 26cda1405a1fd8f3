import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lean } from '../condition/whole.ts';
import type { PlannedCharacteristic, PointScale } from '../plan/plan.ts';
import { characteristicPoints, pointsFinder } from './points.ts';

const value = fc.oneof(
  fc.bigInt({ min: -200n, max: 200n }),
  fc.bigInt({ min: 2n ** 38n, max: 2n ** 39n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
);
const rising = fc
  .uniqueArray(value, { minLength: 1, maxLength: 6 })
  .map((list) => list.toSorted((a, b) => (a < b ? -1 : 1)));
const points = fc.integer({ min: 0, max: 10_000 });
const scale = fc
  .tuple(
    rising,
    fc.array(points, { minLength: 6, maxLength: 6 }),
    fc.constantFrom('bins', 'curve', 'classes'),
  )
  .map(([places, heights, kind]): PointScale => {
    if (kind === 'classes') return { kind, points: heights };
    return kind === 'curve'
      ? { kind, knots: places.map((at, index) => ({ at, points: heights[index] ?? 0 })) }
      : { kind, bins: places.map((from, index) => ({ from, points: heights[index] ?? 0 })) };
  });

test('points found for many customers are those of one, to the last digit', () => {
  fc.assert(
    fc.property(scale, fc.array(fc.option(value), { minLength: 10, maxLength: 10 }), (one, values) => {
      const characteristic = { scale: one, missingPoints: 7 } as PlannedCharacteristic;
      const find = pointsFinder(characteristic);
      expect(values.map((some) => find(some === null ? null : lean(some)))).toEqual(
        values.map((some) => characteristicPoints(characteristic, some)),
      );
    }),
    { numRuns: 2000 },
  );
});
