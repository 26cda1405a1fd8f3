import type { Plan } from '@gradus/policy';

/** Facts of one customer as plain numbers, for engines that know no others: indicators in stored units, null when missing. */
export type Facts = Readonly<Record<string, number | null>>;

/** Points in 1/100, lowest bin first, of one characteristic that is scored by bins or by a curve. */
export interface NumberScale {
  readonly name: string;
  readonly indicator: string;
  readonly weight: number;
  readonly missing: number;
  readonly steps: readonly { readonly from: number; readonly points: number }[];
  readonly isCurve: boolean;
}

export function scalesOf(plan: Plan): NumberScale[] {
  return plan.characteristics.map(({ name, indicator, weight, missingPoints, scale }) => ({
    name,
    indicator: indicator.name,
    weight,
    missing: missingPoints,
    isCurve: scale.kind === 'curve',
    steps:
      scale.kind === 'classes'
        ? scale.points.map((points, from) => ({ from, points }))
        : scale.kind === 'curve'
          ? scale.knots.map(({ at, points }) => ({ from: Number(at), points }))
          : scale.bins.map(({ from, points }) => ({ from: Number(from), points })),
  }));
}

/** Cut-offs of the score, best first, in 1/1,000,000 of a point as the plan has them. */
export function cutsOf(plan: Plan): { readonly id: string; readonly from: number }[] {
  return plan.tiers.flatMap(({ id, from }) => (from === null ? [] : [{ id, from: Number(from) }]));
}
