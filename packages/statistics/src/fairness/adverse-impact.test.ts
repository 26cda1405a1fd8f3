import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adverseImpact } from './adverse-impact.ts';

const options = { leastCustomers: 30, alpha: 0.05, limit: 0.8 };

test('four fifths against the best group, with how sure it is', () => {
  const [men, women, unknown, few] = adverseImpact(
    [
      { name: 'm', counts: [400, 600] },
      { name: 'f', counts: [200, 800] },
      { name: null, counts: [50, 0] },
      { name: 'x', counts: [0, 29] },
    ],
    options,
  );
  expect(men?.reached).toMatchObject([{ share: 0.4, ratio: 1, isBest: true, isBelow: false }]);
  expect(women?.reached).toMatchObject([{ share: 0.2, ratio: 0.5, isBelow: true, isSurelyBelow: true }]);
  expect(women?.tiers?.[1]).toMatchObject({ count: 800, share: 0.8 });
  // Those whose attribute is not known stand beside, and are not the measure.
  expect(unknown?.reached).toMatchObject([{ ratio: 2.5, isBest: false }]);
  expect(few).toEqual({ name: 'x', isSmall: true, customers: null, tiers: null, reached: null });
});

test('a difference that chance can make is below, but not surely', () => {
  const [, group] = adverseImpact(
    [
      { name: 'a', counts: [12, 28] },
      { name: 'b', counts: [8, 32] },
    ],
    options,
  );
  expect(group?.reached).toMatchObject([{ isBelow: true, isSurelyBelow: false }]);
});

test('groups of different tiers are no table', () => {
  expect(() =>
    adverseImpact(
      [
        { name: 'a', counts: [1] },
        { name: 'b', counts: [1, 2] },
      ],
      options,
    ),
  ).toThrow(RangeError);
});

test('no ratio is above one but that of the unknown, and shares add up', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 4 }), (all) => {
      const groups = all.map((one, at) => ({ name: at === 3 ? null : String(at), counts: one }));
      for (const { tiers, reached, customers, name } of adverseImpact(groups, options)) {
        if (tiers === null || reached === null || customers === null) continue;
        expect(tiers.reduce((sum, { count }) => sum + count, 0)).toBe(customers);
        for (const { ratio, ratioInterval } of reached) {
          if (name !== null && ratio !== null) expect(ratio).toBeLessThanOrEqual(1);
          if (ratioInterval !== null && ratio !== null) {
            expect(ratioInterval[0]).toBeLessThanOrEqual(ratio);
            expect(ratioInterval[1]).toBeGreaterThanOrEqual(ratio);
          }
        }
      }
    }),
  );
});
