import { metricMeanings } from '../metrics/meanings.ts';
import { influencesOnTiers, type DecisionParts, type Influence } from '../plan/dependency.ts';
import type { PlannedTreatment } from '../plan/plan.ts';
import { calculatedFrom, meansIndicator, meansTreatment, type Claim, type ClaimIndicator } from './claim.ts';

/** Who has one treatment, and what can bear on it. */
export interface TreatmentProof {
  readonly treatment: PlannedTreatment;
  readonly tiers: readonly string[];
  /** Every indicator that can bear on who has it, with those that they are calculated from. */
  readonly indicators: readonly string[];
  /** The ways of the excluded indicators; none: independence is proved. */
  readonly violations: readonly Influence[];
}

export interface IndependenceProof {
  readonly isProved: boolean;
  /** Indicators that the claim excludes, in the order of the policy. */
  readonly excluded: readonly string[];
  readonly treatments: readonly TreatmentProof[];
}

/** An indicator of a plan or of a resolved policy as claims see it. */
export function claimIndicator(name: string, metric: string, parameters: unknown): ClaimIndicator {
  const { of = null, to = null } = (parameters ?? {}) as { of?: unknown; to?: unknown };
  const from = [of, to].filter((one) => typeof one === 'string');
  return { name, factor: metricMeanings.get(metric)?.factor ?? null, from };
}

/**
 * Whether who has the claimed treatments can depend on the excluded indicators, by the ways that the policy has. Where equal treatments
 * stand at several tiers, only the borders between tiers with and without count.
 */
export function proveIndependence(
  parts: DecisionParts,
  indicators: readonly ClaimIndicator[],
  claim: Claim,
): IndependenceProof {
  const isExcluded = (one: ClaimIndicator) => claim.independentOf.some((word) => meansIndicator(word, one));
  const excluded = indicators.filter(isExcluded).map(({ name }) => name);
  const byText = new Map<string, { treatment: PlannedTreatment; ranks: Set<number> }>();
  for (const [rank, tier] of parts.tiers.entries()) {
    for (const treatment of tier.treatments) {
      if (!claim.treatments.some((word) => meansTreatment(word, treatment))) continue;
      const key = textOf(treatment);
      const entry = byText.get(key) ?? { treatment, ranks: new Set() };
      byText.set(key, { treatment, ranks: entry.ranks.add(rank) });
    }
  }
  const treatments = [...byText.values()].map(({ treatment, ranks }): TreatmentProof => {
    const influences = influencesOnTiers(parts, ranks);
    const used = calculatedFrom(
      influences.map(({ indicator }) => indicator),
      indicators,
    );
    return {
      treatment,
      tiers: [...ranks].map((rank) => parts.tiers[rank]?.id ?? ''),
      indicators: indicators.map(({ name }) => name).filter((name) => used.has(name)),
      violations: influences.filter(({ indicator }) =>
        excluded.some((name) => calculatedFrom([indicator], indicators).has(name)),
      ),
    };
  });
  const isProved = treatments.every(({ violations }) => violations.length === 0);
  return { isProved, excluded, treatments };
}

/** Equal settings, equal text. */
export function textOf({ kind, settings }: PlannedTreatment): string {
  return JSON.stringify([kind, settings], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}
