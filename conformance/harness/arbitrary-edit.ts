import fc, { type Arbitrary } from 'fast-check';
import type { Plan, PlannedCharacteristic, PointScale } from '@gradus/policy';

/** An edit of a policy that keeps its indicators, as a function of its plan. */
export type Edit = (plan: Plan) => Plan;

const editRules: Arbitrary<Edit> = fc
  .array(fc.constantFrom('keep', 'drop', 'negate', 'flip'), { minLength: 5, maxLength: 5 })
  .map((choices) => (plan) => ({
    ...plan,
    rules: plan.rules.flatMap((rule, index) => {
      const choice = choices[index];
      if (choice === 'drop') return [];
      if (choice === 'negate') return [{ ...rule, when: { kind: 'not', operand: rule.when } }];
      const effect = rule.effect === 'at_most' ? 'at_least' : 'at_most';
      return [choice === 'flip' ? { ...rule, effect } : rule];
    }),
  }));

const editPoints: Arbitrary<Edit> = fc
  .array(fc.constantFrom('keep', 'raise', 'missing'), { minLength: 4, maxLength: 4 })
  .map((choices) => (plan) => ({
    ...plan,
    characteristics: plan.characteristics.map((one, index): PlannedCharacteristic => {
      if (choices[index] === 'missing') return { ...one, missingPoints: one.missingPoints + 250 };
      return choices[index] === 'raise' ? { ...one, scale: raised(one.scale) } : one;
    }),
  }));

function raised(scale: PointScale): PointScale {
  const raise = (points: number, index: number) => (index % 2 === 0 ? points + 500 : points);
  switch (scale.kind) {
    case 'classes':
      return { ...scale, points: scale.points.map(raise) };
    case 'bins':
      return {
        ...scale,
        bins: scale.bins.map((bin, index) => ({ ...bin, points: raise(bin.points, index) })),
      };
    case 'curve':
      return {
        ...scale,
        knots: scale.knots.map((knot, index) => ({ ...knot, points: raise(knot.points, index) })),
      };
  }
}

/** Weights go round, so that their sum stays. */
const editWeights: Edit = (plan) => ({
  ...plan,
  characteristics: plan.characteristics.map((one, index, all) => ({
    ...one,
    weight: all[(index + 1) % all.length]?.weight ?? one.weight,
  })),
});

const editTiers: Arbitrary<Edit> = fc
  .record({ by: fc.integer({ min: -5, max: 5 }), cures: fc.boolean(), graces: fc.boolean() })
  .map(({ by, cures, graces }) => (plan) => ({
    ...plan,
    tiers: plan.tiers.map((tier) => ({
      ...tier,
      from: tier.from === null ? null : tier.from + BigInt(by) * 1_000_000n,
      cure: cures ? tier.cure : null,
      grace: graces ? tier.grace : null,
    })),
    lifecycle: { ...plan.lifecycle, upgrade: graces ? 'at_once' : 'one_step' },
  }));

const editPopulation: Edit = (plan) => ({
  ...plan,
  population: plan.population.map((clause) => ({
    ...clause,
    when: { kind: 'not', operand: clause.when },
  })),
});

/** One edit after the other, or none. */
export const editArbitrary: Arbitrary<Edit> = fc
  .array(fc.oneof(editRules, editPoints, editTiers, fc.constant(editWeights), fc.constant(editPopulation)), {
    maxLength: 3,
  })
  .map((edits) => (plan) => edits.reduce((edited, edit) => edit(edited), plan));
