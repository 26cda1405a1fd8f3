import { formatScaled, toScaled } from '@gradus/schema';
import type { Findings } from '../document/findings.ts';
import type { PlannedCharacteristic } from '../plan/plan.ts';
import { pointsOf } from '../plan/resolve-characteristic.ts';
import type { ResolvedIndicator } from '../plan/resolve-indicator.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { valuesOf } from './possibility.ts';
import { overlap, regionOf } from './region.ts';
import { intersect, isEmpty, numbers, type ValueSet } from './value-set.ts';

/** Weights, bins that nothing reaches, and points that run against their trend. */
export function checkScorecard(resolved: ResolvedPolicy, findings: Findings): void {
  checkWeights(resolved, findings);
  for (const one of resolved.characteristics) {
    const indicator = resolved.indicators.find(({ column }) => column.name === one.name);
    if (indicator === undefined) continue;
    checkBins(one, indicator, populationSets(one.name, resolved), findings);
    checkTrend(one, indicator, findings);
  }
}

/** Of the weights as written, whatever else is wrong with a characteristic. */
function checkWeights({ document }: ResolvedPolicy, findings: Findings): void {
  const weights = document.scorecard.map(({ weight }) => toScaled(weight, 2));
  let sum = 0n;
  for (const weight of weights) {
    // A weight that cannot be one has its own finding; the sum would be wrong because of it.
    if (weight === null || weight <= 0n || weight > 10_000n) return;
    sum += weight;
  }
  if (sum !== 10_000n) {
    findings.keyError('policy.weights-not-100', ['scorecard'], { sum: formatScaled(sum, 2) });
  }
}

function checkBins(
  one: PlannedCharacteristic,
  indicator: ResolvedIndicator,
  tiered: readonly ValueSet[],
  findings: Findings,
): void {
  if (one.scale.kind !== 'bins') return;
  const { bins } = one.scale;
  const keys = findings.keysAt(['scorecard', one.name, 'points']);
  for (const [index, bin] of bins.entries()) {
    const next = bins[index + 1];
    const from = index === 0 ? null : bin.from;
    const range = numbers(false, { from, to: next === undefined ? null : next.from - 1n });
    const possible = intersect(range, valuesOf(indicator));
    if (tiered.some((set) => !isEmpty(intersect(possible, set)))) continue;
    const key = formatScaled(bin.from, indicator.column.scale);
    findings.keyWarning('policy.unreachable-bin', ['scorecard', one.name, 'points', keys[index] ?? key], {
      name: one.name,
      key,
    });
  }
}

/** What tiered customers have of an indicator: one set per way of passing the population's clauses. */
function populationSets(name: string, { population }: ResolvedPolicy): readonly ValueSet[] {
  const anything = numbers(false, { from: null, to: null });
  const region = population.map(({ when }) => regionOf(when, 'true')).reduce(overlap, [new Map()]);
  return region === null ? [anything] : region.map((box) => box.get(name) ?? anything);
}

/** `up`: more of the indicator speaks for the customer, so points do not fall along it. */
function checkTrend(one: PlannedCharacteristic, { meaning }: ResolvedIndicator, findings: Findings): void {
  const { trend } = meaning;
  if (trend === null) return;
  const points = pointsOf(one.scale);
  const against = points.findIndex((value, index) => {
    const before = points[index - 1];
    return before !== undefined && (trend === 'up' ? value < before : value > before);
  });
  if (against < 0) return;
  const key = one.scale.kind === 'curve' ? 'curve' : 'points';
  findings.keyWarning('policy.points-against-trend', ['scorecard', one.name, key], {
    name: one.name,
    metric: meaning.name,
    trend,
  });
}
