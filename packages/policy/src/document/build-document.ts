import { assert } from '@gradus/schema';
import { policyHash, type PolicyContent } from './canonical-form.ts';
import type {
  DocumentCharacteristic,
  DocumentIndicator,
  DocumentRule,
  DocumentScale,
  DocumentTier,
  PolicyDocument,
} from './policy-document.ts';
import type { PolicyShape } from './policy-schema.ts';
import type { PolicySource } from './policy-source.ts';

const daily = { kind: 'daily' } as const;

/** The document of a shape that the schema accepted. `source` gives back the order of keys that look like numbers. */
export function buildDocument(shape: PolicyShape, source: PolicySource): PolicyDocument {
  const content: PolicyContent = {
    language: shape.gradus,
    id: shape.id,
    title: shape.title,
    currency: shape.currency,
    noRate: shape.no_rate ?? 'refuse',
    indicators: Object.entries(shape.indicators).map(buildIndicator),
    population: shape.population ?? [],
    scorecard: Object.entries(shape.scorecard).map(([name, one]) => buildCharacteristic(name, one, source)),
    rules: (shape.rules ?? []).map(buildRule),
    neutralReason: shape.neutral_reason ?? null,
    reasons: shape.reasons ?? {},
    tiers: shape.tiers.map(buildTier),
    schedule: buildSchedule(shape.schedule),
    lifecycle: {
      upgrade: shape.lifecycle?.upgrade ?? 'at_once',
      downgrade: shape.lifecycle?.downgrade ?? 'one_step',
    },
    renamed: shape.renamed ?? {},
    treatments: Object.entries(shape.treatments ?? {}).map(([tier, treatments]) => ({ tier, treatments })),
    guarantees: (shape.guarantees ?? []).map(({ treatments, independent_of: independentOf }) => ({
      treatments,
      independentOf,
    })),
    evaluation: shape.evaluation ?? null,
  };
  return { ...content, hash: policyHash(content), source };
}

function buildIndicator([name, one]: [string, PolicyShape['indicators'][string]]): DocumentIndicator {
  return {
    name,
    title: one.title ?? null,
    metric: one.metric,
    window: one.window ?? null,
    accounts: one.accounts ?? null,
    unit: one.unit ?? null,
    denominator: one.denominator ?? null,
    toleranceDays: one.tolerance ?? null,
    atLeast: one.at_least ?? null,
    as: one.as ?? null,
    maxAgeDays: one.max_age ?? null,
    fact: one.name ?? null,
    factors: one.factors ?? null,
    against: one.against ?? null,
    withinDays: one.within ?? null,
    of: one.of ?? null,
    to: one.to ?? null,
  };
}

function buildCharacteristic(
  name: string,
  one: PolicyShape['scorecard'][string],
  source: PolicySource,
): DocumentCharacteristic {
  const { missing } = one;
  return {
    name,
    weight: one.weight,
    scale: buildScale(name, one, source),
    missing:
      missing === undefined
        ? null
        : 'points' in missing
          ? { points: missing.points, reason: missing.reason ?? null }
          : { points: missing, reason: null },
    reason: one.reason,
  };
}

function buildScale(
  name: string,
  one: PolicyShape['scorecard'][string],
  source: PolicySource,
): DocumentScale {
  if (one.curve !== undefined) return { kind: 'curve', knots: one.curve };
  const written = source.node(['scorecard', name, 'points']);
  assert(written.kind === 'map' && one.points !== undefined, 'points were read from a map');
  const { points } = one;
  const entries = written.entries.map(({ key }) => {
    const value = points[key];
    assert(value !== undefined, `points of ${key} were read`);
    return { key, points: value };
  });
  return { kind: 'points', entries };
}

function buildRule(one: NonNullable<PolicyShape['rules']>[number]): DocumentRule {
  const tier = one.at_most ?? one.at_least;
  assert(tier !== undefined, 'the schema asks for one of at_most and at_least');
  return {
    id: one.id,
    when: one.when,
    effect: one.at_most === undefined ? 'at_least' : 'at_most',
    tier,
    reason: one.reason,
    confidential: one.confidential ?? false,
  };
}

function buildTier(one: PolicyShape['tiers'][number]): DocumentTier {
  const { cure } = one;
  return {
    id: one.id,
    title: one.title ?? {},
    from: one.from ?? null,
    hold: one.hold ?? null,
    grace: one.grace ?? null,
    cure:
      cure === undefined
        ? null
        : 'after' in cure
          ? { after: cure.after, when: cure.when ?? null }
          : { after: cure, when: null },
  };
}

function buildSchedule(written: PolicyShape['schedule']): PolicyDocument['schedule'] {
  if (written === undefined) return { upgrade: daily, downgrade: daily };
  if (written.kind !== 'both') return { upgrade: written, downgrade: written };
  return { upgrade: written.upgrade ?? daily, downgrade: written.downgrade ?? daily };
}
