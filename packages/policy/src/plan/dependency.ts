import { columnsOf } from './condition-columns.ts';
import type { Plan, PlannedTreatment } from './plan.ts';

/** The parts of a plan, or of a resolved policy, through which an indicator can reach a treatment. */
export type DecisionParts = Pick<Plan, 'characteristics' | 'rules' | 'tiers' | 'population'> & {
  readonly indicators: readonly { readonly name: string }[];
};

/** How an indicator bears on a tier: as a part of the score, in a rule, in a cure, or on who is tiered at all. */
export type Way =
  | { readonly kind: 'score'; readonly characteristic: string }
  | { readonly kind: 'rule'; readonly id: string }
  | { readonly kind: 'cure'; readonly tier: string }
  | { readonly kind: 'population'; readonly reason: string };

export interface Influence {
  readonly indicator: string;
  readonly way: Way;
}

export interface TreatmentDependency {
  readonly tier: string;
  readonly treatment: PlannedTreatment;
  /** Every indicator that can bear on it, in plan order. */
  readonly indicators: readonly string[];
  readonly influences: readonly Influence[];
}

/**
 * For every treatment, the indicators that can bear on who has it. An indicator that is not named has no way to change it,
 * whatever its values: that is what a certificate of non-interference rests on.
 *
 * A customer has tier r if they are in "r or worse" and not in "r + 1 or worse". Where only vetoes lead to a set of worst
 * tiers, nothing but them and the cures bears on it: a veto acts at once, and what ends is not delayed by grace.
 * Anywhere else grace, hold and steps mix all thresholds, and everything bears on it. Treatments follow the effective
 * tier: overrides are decisions of people and no indicator.
 */
export function dependencies(parts: DecisionParts): TreatmentDependency[] {
  return parts.tiers.flatMap((tier, rank) => {
    const influences = influencesOn(parts, rank);
    const names = new Set(influences.map(({ indicator }) => indicator));
    const indicators = parts.indicators.map(({ name }) => name).filter((name) => names.has(name));
    return tier.treatments.map((treatment) => ({ tier: tier.id, treatment, indicators, influences }));
  });
}

/** Influences on whether a customer's tier is the one of `rank`. */
export function influencesOn(parts: DecisionParts, rank: number): Influence[] {
  return influencesOnTiers(parts, new Set([rank]));
}

/** Influences on whether a customer's tier is one of `ranks`: only where tiers in and out of them border on each other. */
export function influencesOnTiers(parts: DecisionParts, ranks: ReadonlySet<number>): Influence[] {
  const borders = parts.tiers.keys().filter((rank) => ranks.has(rank) !== ranks.has(rank - 1));
  const below = [...borders].flatMap((rank) => worseThan(parts, rank));
  const clauses = parts.population.flatMap(({ when, reason }) =>
    influences(columnsOf(when), { kind: 'population', reason }, parts),
  );
  return unique([...below, ...clauses]);
}

/** Influences on whether a customer is in the tier of `rank` or a worse one. */
function worseThan(parts: DecisionParts, rank: number): Influence[] {
  if (rank === 0 || rank >= parts.tiers.length) return [];
  const byScore = parts.tiers.findLastIndex(({ from }) => from !== null);
  const isVetoOnly = rank > byScore;
  const score = parts.characteristics.map((one): Influence => ({
    indicator: one.indicator.name,
    way: { kind: 'score', characteristic: one.name },
  }));
  const rules = parts.rules
    .filter(({ effect, tier }) => !isVetoOnly || (effect === 'at_most' && tier >= rank))
    .flatMap(({ id, when }) => influences(columnsOf(when), { kind: 'rule', id }, parts));
  const cures = parts.tiers
    .filter((_, at) => !isVetoOnly || at >= rank)
    .flatMap(({ id, cure }) => {
      const when = cure?.when ?? null;
      return when === null ? [] : influences(columnsOf(when), { kind: 'cure', tier: id }, parts);
    });
  return [...(isVetoOnly ? [] : score), ...rules, ...cures];
}

/** Columns of the customer are no indicators. */
function influences(names: ReadonlySet<string>, way: Way, { indicators }: DecisionParts): Influence[] {
  return indicators.filter(({ name }) => names.has(name)).map(({ name }) => ({ indicator: name, way }));
}

function unique(list: readonly Influence[]): Influence[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}
