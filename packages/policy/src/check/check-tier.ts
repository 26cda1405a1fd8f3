import { formatScaled } from '@gradus/schema';
import type { Findings } from '../document/findings.ts';
import type { PlannedCharacteristic } from '../plan/plan.ts';
import { pointsOf } from '../plan/resolve-characteristic.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';

/** Cut-offs, tiers that nobody can be in, and lifecycle settings without a use. */
export function checkTiers(resolved: ResolvedPolicy, findings: Findings): void {
  const { document, tiers } = resolved;
  // A rule may mean any tier as long as it names one that is not there.
  const rulesNameTiers = document.rules.every(({ tier }) => tiers.some(({ id }) => id === tier));
  if (document.tiers.every(({ from }) => from === null)) {
    findings.keyError('policy.no-tier-by-score', ['tiers'], {});
  } else {
    checkOrder(resolved, findings);
    checkFalls(resolved, findings);
    if (rulesNameTiers) checkReach(resolved, findings);
  }
  if (!rulesNameTiers) return;
  for (const [at, { id, cure }] of tiers.entries()) {
    const isVetoed = document.rules.some(({ effect, tier }) => effect === 'at_most' && tier === id);
    if (cure !== null && !isVetoed)
      findings.keyWarning('policy.cure-without-veto', ['tiers', at, 'cure'], { id });
  }
}

/** Clocks of a fall, on tiers from which nobody falls. */
function checkFalls({ tiers }: ResolvedPolicy, findings: Findings): void {
  const worstByScore = tiers.findLastIndex(({ from }) => from !== null);
  for (const [at, { id, hold, grace }] of tiers.entries()) {
    const path = ['tiers', at];
    const falls = at < worstByScore;
    if (grace !== null && !falls)
      findings.keyWarning('policy.no-fall', [...path, 'grace'], { id, key: 'grace' });
    if (hold !== null && !falls)
      findings.keyWarning('policy.no-fall', [...path, 'hold'], { id, key: 'hold' });
  }
}

function checkOrder({ tiers }: ResolvedPolicy, findings: Findings): void {
  let above: bigint | null = null;
  for (const [at, { from }] of tiers.entries()) {
    if (from === null) continue;
    if (above !== null && from >= above) {
      const data = { from: formatScaled(from, 6), above: formatScaled(above, 6) };
      findings.error('policy.from-not-descending', ['tiers', at, 'from'], data);
    }
    above = from;
  }
}

function checkReach(resolved: ResolvedPolicy, findings: Findings): void {
  const { document, tiers } = resolved;
  const score = scoreRange(resolved);
  const scores = attainableScores(resolved);
  const lowest = tiers.findLastIndex(({ from }) => from !== null);
  for (const [at, { id, from }] of tiers.entries()) {
    if (document.rules.some(({ tier }) => tier === id)) continue;
    if (from === null) {
      findings.warning('policy.unreachable-tier', ['tiers', at, 'id'], { id, best: null });
    } else if (score !== null) {
      const better = tiers.slice(0, at).findLast((tier) => tier.from !== null)?.from ?? null;
      const tooHigh = at < lowest && score.most < from;
      if (!tooHigh && (better === null || score.least < better)) {
        // The lowest tier by score has no lower limit.
        if (
          at < lowest &&
          (better === null || from < better) &&
          scores !== null &&
          !isBetween(scores, from, better)
        ) {
          findings.warning('policy.unreachable-tier', ['tiers', at, 'id'], { id, best: null });
        }
        continue;
      }
      const best = formatScaled(tooHigh ? score.most : score.least, 6);
      findings.warning('policy.unreachable-tier', ['tiers', at, 'id'], { id, best });
    }
  }
}

function isBetween(scores: ReadonlySet<bigint>, from: bigint, below: bigint | null): boolean {
  return scores.values().some((score) => score >= from && (below === null || score < below));
}

/** Sums that are listed before the scores are taken to be anything. */
const scoresMax = 50_000;

/** Every score that levels of points can add up to; null where a curve makes them too many to list. */
function attainableScores({ document, characteristics }: ResolvedPolicy): ReadonlySet<bigint> | null {
  if (characteristics.length < document.scorecard.length) return null;
  let scores: ReadonlySet<bigint> = new Set([0n]);
  for (const one of characteristics) {
    if (one.scale.kind === 'curve' && new Set(attainable(one)).size > 1) return null;
    const levels = [...new Set(attainable(one))];
    scores = new Set([...scores].flatMap((sum) => levels.map((points) => sum + BigInt(one.weight * points))));
    if (scores.size > scoresMax) return null;
  }
  return scores;
}

/** Lowest and highest score in millionths; null while a characteristic is in error. */
function scoreRange({ document, characteristics }: ResolvedPolicy): { least: bigint; most: bigint } | null {
  if (characteristics.length < document.scorecard.length) return null;
  let least = 0n;
  let most = 0n;
  for (const one of characteristics) {
    const points = attainable(one);
    least += BigInt(one.weight * Math.min(...points));
    most += BigInt(one.weight * Math.max(...points));
  }
  return { least, most };
}

function attainable({ scale, missingPoints }: PlannedCharacteristic): readonly number[] {
  return [...pointsOf(scale), missingPoints];
}
