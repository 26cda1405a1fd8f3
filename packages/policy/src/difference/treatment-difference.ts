import type { PlannedTreatment } from '../plan/plan.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import type { DepositRate, LoanRate } from '../document/treatment.ts';
import { change, type Effect, type PolicyChange } from './policy-change.ts';
import { tierPairs } from './tier-difference.ts';
import { writtenText } from './written-text.ts';

/** What customers of each tier are given or asked now and not before, and the other way round. */
export function treatmentChanges(before: ResolvedPolicy, after: ResolvedPolicy): PolicyChange[] {
  const pairs = tierPairs(before, after);
  return after.tiers.flatMap((tier) => {
    const was = pairs.find((pair) => pair.after === tier)?.before.treatments ?? [];
    return changesOfTier(tier.id, was, tier.treatments);
  });
}

/** Treatments are matched whole, then by what they are about; those left over are given or taken. */
function changesOfTier(
  id: string,
  before: readonly PlannedTreatment[],
  after: readonly PlannedTreatment[],
): PolicyChange[] {
  const at = `treatments.${id}`;
  const old = [...before];
  const left = after.filter((one) => {
    const same = old.findIndex((other) => treatmentName(other) === treatmentName(one));
    if (same >= 0) old.splice(same, 1);
    return same < 0;
  });
  const changes: PolicyChange[] = [];
  for (const one of left) {
    const like = old.findIndex((other) => topicOf(other) === topicOf(one));
    const [was] = like < 0 ? [] : old.splice(like, 1);
    changes.push(
      was === undefined
        ? change('treatment.given', at, id, { after: treatmentName(one), effect: givenEffect(one) })
        : change('treatment.changed', at, id, {
            before: treatmentName(was),
            after: treatmentName(one),
            effect: changedEffect(was, one),
          }),
    );
  }
  for (const one of old) {
    const effect = { better: 'worse', worse: 'better', either: 'either', none: 'none' } as const;
    const parts = { before: treatmentName(one), effect: effect[givenEffect(one)] };
    changes.push(change('treatment.taken', at, id, parts));
  }
  return changes;
}

/** A treatment as text, one spelling per meaning. */
export function treatmentName({ kind, settings }: PlannedTreatment): string {
  const written = writtenText(settings);
  return written === null ? kind : `${kind}: ${written}`;
}

/** Two offers are two things; two rates of one product are one. */
function topicOf({ kind, settings }: PlannedTreatment): string {
  if (typeof settings === 'string') return `${kind} ${settings}`;
  const { product } = (settings ?? {}) as { product?: unknown };
  return typeof product === 'string' ? `${kind} ${product}` : kind;
}

function givenEffect({ kind, settings }: PlannedTreatment): Effect {
  switch (kind) {
    case 'credit_limit':
      return 'worse';
    case 'loan_rate':
      return (settings as LoanRate).add_bp > 0 ? 'worse' : 'better';
    case 'deposit_rate':
      return (settings as DepositRate).add_bp < 0 ? 'worse' : 'better';
    case 'relationship_manager':
    case 'access':
    case 'offer':
      return 'better';
    default:
      return 'either';
  }
}

function changedEffect(before: PlannedTreatment, after: PlannedTreatment): Effect {
  const added = ({ settings }: PlannedTreatment) => (settings as { add_bp: number }).add_bp;
  const rise = Math.sign(added(after) - added(before));
  const others = (one: PlannedTreatment) =>
    writtenText({ ...(one.settings as Record<string, unknown>), add_bp: null });
  if (others(before) !== others(after)) return 'either';
  if (after.kind === 'deposit_rate') return rise > 0 ? 'better' : 'worse';
  if (after.kind === 'loan_rate') return rise > 0 ? 'worse' : 'better';
  return 'either';
}
